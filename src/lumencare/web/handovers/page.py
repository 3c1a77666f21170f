"""The list of accepted upgrades, and one with its bills, its work and its handover."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.queries.rows import find_contract
from lumencare.domain.upgrade.states import STATE_NAMES, WON
from lumencare.handovers.actions import end_contract, plan_work
from lumencare.handovers.queries.page import (
    accepted_page,
    find_accepted,
    find_handover,
    list_accepted,
)
from lumencare.web.downloads import attach
from lumencare.web.handovers.forms import WhyForm
from lumencare.web.sites.form_pages import FormPage, bind, saved, show_form

LOOKS = {"accepted": "warn", "completed": "ok"}


@require_safe
@login_required
def show_list(request: Request) -> HttpResponse:
    """Show accepted upgrades, newest first."""
    state = request.GET.get("state", "")
    found = list_accepted(
        request.user,
        state=state if state in {each.value for each in WON} else "",
        cursor=request.GET.get("cursor", ""),
    )
    context = {
        "page": found,
        "rows": [(each, LOOKS.get(each.state, "")) for each in found.rows],
        "state": state,
        "states": [(each.value, STATE_NAMES[each]) for each in sorted(WON)],
    }
    return render(request, "handovers/list.html", context)


@require_safe
@login_required
def show(request: Request, number: str) -> HttpResponse:
    """Show an accepted upgrade with all that followed."""
    page = accepted_page(request.user, number)
    context = {"page": page, "look": LOOKS.get(page.state, ""), "today": request.today}
    return render(request, "handovers/page.html", context)


@require_POST
@login_required
def plan(request: Request, number: str) -> HttpResponse:
    """Propose the visits that are missing."""
    require_right(request.user, Right.COMPLETE_UPGRADES)
    plan_work(find_accepted(request.user, number), by=request.user, now=request.now)
    return redirect("handover", number)


@require_safe
@login_required
def download(request: Request, number: str) -> HttpResponseBase:
    """Hand out the evidence of a handover as it was uploaded."""
    row = find_handover(request.user, number)
    return attach(row.evidence.open("rb"), row.file_name)


@login_required
def end(request: Request, number: str, contract: str) -> HttpResponse:
    """End what a contract has for a system that is gone, with the reason."""
    require_right(request.user, Right.CANCEL_CONTRACTS)
    handover = find_handover(request.user, number)
    row = find_contract(request.user, contract)

    def act(typed: dict[str, Any]) -> HttpResponse:
        end_contract(handover, row, why=typed["why"], by=request.user, now=request.now)
        words = _("What the contract had for the old system is ended.")
        return saved(request, words, "handover", number)

    page = FormPage(
        title=_("End contract %(number)s for the old system") % {"number": contract},
        back=reverse("handover", args=[number]),
        of=number,
        button=_("End it"),
        lead=_("The old system is gone as a whole. Nothing is given back of itself (D-17)."),
    )
    return show_form(request, page, bind(WhyForm, request), act)
