"""May I connect now: yes or no with the reasons; then start, or send the link to be signed."""

from collections.abc import Callable, Iterator
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.desk.queries import find_case
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.reading import read_whole
from lumencare.domain.remote.access import CHECKS, AccessMode, Check
from lumencare.domain.text import Text
from lumencare.remote import actions
from lumencare.remote.queries import (
    Gate,
    SessionFilters,
    find_agreement,
    gate_of_case,
    gate_of_system,
    link_of,
    list_sessions,
)
from lumencare.remote.queries.asking import asked_of
from lumencare.remote.queries.pages import link_facts
from lumencare.remote.queries.rows import find_people
from lumencare.sites.queries import find_system, find_system_by_ref
from lumencare.web.forms import answer_form
from lumencare.web.remote.forms import AskForm

WRONG, CONFLICTING = 422, 409


@require_safe
@login_required
def show_case(request: Request, number: str) -> HttpResponse:
    """Answer for a case whether one may connect, with what can be done next."""
    return _show(request, _case_context(request, number))


@require_safe
@login_required
def show_system(request: Request, pk: int) -> HttpResponse:
    """Answer for a system whether one may connect."""
    return _show(request, _system_context(request, pk))


@require_safe
@login_required
def panel(request: Request, number: str) -> HttpResponse:
    """Say the answer in a line, for the page and the panel of a case."""
    gate = gate_of_case(request.user, number, request.now)
    return render(request, "remote/_line.html", {"gate": gate, "number": number})


@require_safe
@login_required
def find(request: Request) -> HttpResponse:
    """Lead from the number of a case or the reference of a system to its answer."""
    require_right(request.user, Right.SEE_REMOTE)
    typed = request.GET.get("of", "").strip().upper()
    try:
        return redirect("remote-case", find_case(request.user, typed).number)
    except Http404:
        return redirect("remote-system", find_system_by_ref(request.user, typed).pk)


@require_POST
@login_required
def start(request: Request, number: str) -> HttpResponse:
    """Begin a session; refused, the page says why, with all that was ticked."""
    require_right(request.user, Right.DO_REMOTE)
    case = find_case(request.user, number)
    posted = request.POST
    checks = {
        name.removeprefix("check-"): posted.get(f"note-{name.removeprefix('check-')}", "")
        for name in posted
        if name.startswith("check-")
    }
    connection = actions.Connection(
        mode=posted.get("mode", ""),
        checks=checks,
        charge_agreed=posted.get("charge_agreed", ""),
        on_database="on_database" in posted,
        records_why=posted.get("records_why", ""),
    )
    try:
        session = actions.start_session(case, connection, by=request.user, now=request.now)
    except Refused as refused:
        return _again(request, number, refused.reason.text)
    except InputProblems as wrong:
        return _again(request, number, wrong.problems[0].allowed, where=wrong.problems[0].where)
    except Conflict as conflict:
        return _again(request, number, conflict.text, status=CONFLICTING)
    messages.success(request, _("The session has begun; what happens is logged."))
    return redirect("remote-session", session.number)


@login_required
def ask_case(request: Request, number: str) -> HttpResponse:
    """Send the link to sign for the system of a case."""
    require_right(request.user, Right.KEEP_REMOTE)
    context = _case_context(request, number)
    return _ask(request, context, lambda: redirect("remote-case", number))


@login_required
def ask_system(request: Request, pk: int) -> HttpResponse:
    """Send the link to sign for a system."""
    require_right(request.user, Right.KEEP_REMOTE)
    context = _system_context(request, pk)
    return _ask(request, context, lambda: redirect("remote-system", pk))


def _ask(
    request: Request, context: dict[str, Any], back: Callable[[], HttpResponse]
) -> HttpResponse:
    system, case = context["system_row"], context["case"]
    asked = asked_of(request.user, system, case)
    form = AskForm(request.POST or None, asked=asked)

    def act(typed: dict[str, Any]) -> HttpResponse:
        link = actions.ask_for_signature(
            actions.Draft(
                system=system,
                organization=_organization(system, typed["organization"]),
                signer_name=typed["signer_name"],
                signer_email=typed["signer_email"],
                signer_phone=typed["signer_phone"],
                mode=typed["mode"],
                server=typed["server"],
                engineers=find_people(request.user, keys_of(typed["engineers"])),
                case=case,
            ),
            by=request.user,
            now=request.now,
        )
        messages.success(
            request,
            _("%(number)s is sent to %(name)s.")
            % {"number": link.agreement.number, "name": link.agreement.signer_name},
        )
        return back()

    return answer_form(request, form, act, "remote/gate.html", **{**context, "asked": asked})


def _show(request: Request, context: dict[str, Any]) -> HttpResponse:
    if context["gate"] is not None and may(request.user, Right.KEEP_REMOTE):
        asked = asked_of(request.user, context["system_row"], context["case"])
        context = {**context, "asked": asked, "form": AskForm(asked=asked)}
    return render(request, "remote/gate.html", context)


def _again(
    request: Request, number: str, text: Text, *, where: str = "", status: int = WRONG
) -> HttpResponse:
    context = _case_context(request, number)
    if may(request.user, Right.KEEP_REMOTE):
        asked = asked_of(request.user, context["system_row"], context["case"])
        context |= {"asked": asked, "form": AskForm(asked=asked)}
    context |= {"refused": text, "wrong": where}
    return render(request, "remote/gate.html", context, status=status)


def _case_context(request: Request, number: str) -> dict[str, Any]:
    case = find_case(request.user, number)
    mode = request.POST.get("mode") or request.GET.get("mode", "")
    gate = gate_of_case(request.user, number, request.now, mode)
    sessions = list_sessions(request.user, SessionFilters(case=number)).rows
    return {"case": case, "system_row": case.system, **_of(request, gate), "sessions": sessions}


def _system_context(request: Request, pk: int) -> dict[str, Any]:
    gate = gate_of_system(request.user, pk, request.now, request.GET.get("mode", ""))
    sessions = list_sessions(request.user, SessionFilters(system=pk)).rows
    system = find_system(request.user, pk)
    return {"case": None, "system_row": system, **_of(request, gate), "sessions": sessions}


def _of(request: Request, gate: Gate | None) -> dict[str, Any]:
    """Return what the page shows of an answer: its checks, and the link that waits to be signed."""
    link = None
    if gate is not None and gate.agreement is not None and gate.agreement.state == "sent":
        row = link_of(find_agreement(request.user, gate.agreement.number))
        link = link_facts(row) if row is not None else None
    return {
        "gate": gate,
        "checks": list(_checks(request, gate)) if gate is not None else [],
        "charge": request.POST.get("charge_agreed", ""),
        "on_database": "on_database" in request.POST,
        "records_why": request.POST.get("records_why", ""),
        "link": link,
    }


def _checks(request: Request, gate: Gate) -> Iterator[tuple[Check, bool, str]]:
    """Yield what is made sure of before connecting, with what was ticked and noted already."""
    posted = request.POST
    for each in CHECKS[AccessMode(gate.mode)]:
        yield each, f"check-{each.code}" in posted, posted.get(f"note-{each.code}", "")


def _organization(system: Any, typed: str) -> Any:
    """Return the party that was chosen: one of the two of a site, else its owner."""
    site = system.site
    partner = site.partner
    return partner if partner is not None and typed == str(partner.pk) else site.owner


def keys_of(typed: list[str]) -> list[int]:
    """Return the keys among what was ticked."""
    return [key for key in map(read_whole, typed) if key is not None]
