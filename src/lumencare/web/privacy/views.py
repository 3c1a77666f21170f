"""What people ask of their data, what they agreed to, what is over, and the register itself."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.data.personal_register import personal_register, privacy_notice
from lumencare.privacy.actions.requesting import OPEN
from lumencare.privacy.actions.settling import find_request, subject_of_request
from lumencare.privacy.queries.consents import TOPICS, all_consents
from lumencare.privacy.queries.held import fate_of, held_of, say_keep
from lumencare.privacy.queries.requests import (
    KINDS,
    STATES,
    list_requests,
    steps_of,
    stopped_reminders,
)
from lumencare.privacy.retention import runs, what_is_due
from lumencare.privacy.words import field_name


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show the requests, what is due soonest first."""
    state = request.GET.get("state", "")
    rows = list_requests(request.user, state=state)
    context = {
        "rows": [(each, KINDS[each.kind], each.state in OPEN) for each in rows],
        "states": STATES.items(),
        "state": state,
        "today": request.today,
    }
    return render(request, "privacy/list.html", context)


@require_safe
@login_required
def show_one(request: Request, pk: int) -> HttpResponse:
    """Show a request: who, what, by when, what would go and what stays."""
    row = find_request(request.user, pk)
    open_now = row.state in OPEN
    subject = subject_of_request(row) if open_now else None
    asked = [(field_name(name), value) for name, value in row.corrections.items()]
    context = {
        "row": row,
        "kind": KINDS[row.kind],
        "late": open_now and row.due_on < request.today,
        "held": [(each, fate_of(each)) for each in held_of(subject)] if subject else [],
        "asked": asked,
        "steps": steps_of(row, request.user),
    }
    return render(request, "privacy/request.html", context)


@require_safe
@login_required
def consents(request: Request) -> HttpResponse:
    """Show the log of consents, and which reminders people stopped."""
    wanted, topic = request.GET.get("q", "").strip()[:80], request.GET.get("topic", "")
    context = {
        "log": all_consents(request.user, wanted=wanted, topic=topic),
        "wanted": wanted,
        "topic": topic,
        "topics": TOPICS.items(),
        "stopped": stopped_reminders(request.user),
    }
    return render(request, "privacy/consents.html", context)


@require_safe
@login_required
def periods(request: Request) -> HttpResponse:
    """Show what the coming night would erase, without erasing it, and what past ones did."""
    due = what_is_due(request.user, request.now)
    context = {
        "due": due,
        "total": sum(each.count for each in due),
        "runs": [(each.at, sum(each.counts.values()), each.counts) for each in runs(request.user)],
    }
    return render(request, "privacy/periods.html", context)


@require_safe
@login_required
def register(request: Request) -> HttpResponse:
    """Show the register of personal data (PIPL art. 51)."""
    require_right(request.user, Right.KEEP_PRIVACY)
    kinds = [
        (each, tuple({say_keep(table) for table in each.tables if table.keep}))
        for each in personal_register().kinds
    ]
    context = {"kinds": kinds, "notice": privacy_notice()}
    return render(request, "privacy/register.html", context)
