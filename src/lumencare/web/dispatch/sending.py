"""Somebody is sent, moved or taken back; where a reason is needed, the page asks for it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_POST

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.dispatch.mandays import Agreed
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.field import actions
from lumencare.field.queries import (
    Visit,
    find_engineer,
    find_visit,
    visible_engineers,
    wanted_visit,
)
from lumencare.store import typed as read
from lumencare.web import fields
from lumencare.web.dispatch.slots import Sent, read_key, read_moment, read_slot
from lumencare.web.forms import WRONG, answer_form


class MoveForm(forms.Form):
    """Who comes and when, with a reason and a price where they are needed."""

    engineer = fields.choice(lazy("Engineer"), [], needed=True)
    starts_at = fields.text(lazy("Begins"), needed=True, type="datetime-local")
    ends_at = fields.text(lazy("Ends"), needed=True, type="datetime-local")
    why = fields.text(lazy("Reason"), help_text=lazy("Needed where something stands against it."))
    agreed = fields.amount(
        lazy("Agreed price, RMB"), help_text=lazy("For hours without a published price only (D-9).")
    )

    def __init__(self, people: list[tuple[str, str]], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["engineer"].widget.choices = people


@require_POST
@login_required
def send_somebody(request: Request) -> HttpResponse:
    """Send an engineer to what waits; a slot that is gone is refused with its reason."""
    require_right(request.user, Right.KEEP_VISITS)
    slot = read_slot(request.POST.get("slot", ""))
    visit = wanted_visit(request.user, slot.number)

    def done(sent: Visit) -> HttpResponse:
        messages.success(
            request,
            _("%(name)s goes to %(site)s.") % {"name": str(sent.engineer), "site": sent.site.name},
        )
        day = in_shanghai(sent.starts_at or request.now).date()
        return redirect(f"{reverse('dispatch')}?{urlencode({'day': day, 'undo': sent.number})}")

    return send_to_slot(request, visit, slot, done)


def send_to_slot(
    request: Request, visit: Visit, slot: Sent, done: Callable[[Visit], HttpResponse]
) -> HttpResponse:
    """Send whom the slot of a form names; where something stands against it, ask for the reason."""
    placement = actions.Placement(
        engineer=find_engineer(request.user, slot.engineer),
        starts_at=slot.start,
        ends_at=slot.end,
        why=request.POST.get("why", "").strip(),
        agreed=_agreed(request),
    )
    try:
        sent = actions.send(visit, placement, by=request.user, now=request.now)
    except Refused as refused:
        return _ask(request, refused, visit, placement)
    return done(sent)


def _ask(
    request: Request, refused: Refused, visit: Visit, placement: actions.Placement
) -> HttpResponse:
    context = {
        "to": request.path,
        "reason": refused.reason,
        "may_be_stated": bool(refused.reason.facts.get("may_be_stated"))
        or refused.reason.rule == "D-9",
        "visit": visit,
        "placement": placement,
        "slot": request.POST.get("slot", ""),
        "chosen": visit.number or (visit.case.number if visit.case else ""),
    }
    return render(request, "dispatch/ask.html", context, status=WRONG)


@require_POST
@login_required
def take_back(request: Request) -> HttpResponse:
    """Undo the last assignment or move of a visit."""
    require_right(request.user, Right.KEEP_VISITS)
    visit = find_visit(request.user, request.POST.get("visit", ""))
    day = in_shanghai(visit.starts_at or request.now).date()
    actions.undo(visit, by=request.user, now=request.now)
    messages.success(request, _("Taken back: %(visit)s.") % {"visit": str(visit)})
    return redirect(f"{reverse('dispatch')}?{urlencode({'day': day})}")


@login_required
def move_visit(request: Request, number: str) -> HttpResponse:
    """Give a visit to somebody at a time that is typed: moved, or booked where it waits."""
    require_right(request.user, Right.KEEP_VISITS)
    visit = find_visit(request.user, number)
    people = [(str(each.pk), each.person.name) for each in visible_engineers(request.user)]
    form = MoveForm(people, request.POST or None, initial=_as_it_is(visit))

    def act(values: dict[str, Any]) -> HttpResponse:
        placement = actions.Placement(
            engineer=find_engineer(request.user, read_key(values["engineer"])),
            starts_at=read_moment("starts_at", values["starts_at"]),
            ends_at=read_moment("ends_at", values["ends_at"]),
            why=values["why"].strip(),
            agreed=_agreed_of(values["agreed"], values["why"]),
        )
        do = actions.book if visit.state == "proposed" else actions.move
        do(visit, placement, by=request.user, now=request.now)
        return redirect("visit", number)

    return answer_form(request, form, act, "dispatch/move.html", visit=visit)


def _as_it_is(visit: Visit) -> dict[str, Any]:
    return {
        "engineer": visit.engineer_id,
        "starts_at": f"{in_shanghai(visit.starts_at):%Y-%m-%dT%H:%M}" if visit.starts_at else "",
        "ends_at": f"{in_shanghai(visit.ends_at):%Y-%m-%dT%H:%M}" if visit.ends_at else "",
    }


def _agreed(request: Request) -> Agreed | None:
    return _agreed_of(request.POST.get("agreed", ""), request.POST.get("why", ""))


def _agreed_of(amount: str, why: str) -> Agreed | None:
    """Return the price that was typed, with the reason beside it; None where nothing was."""
    if not amount.strip():
        return None
    try:
        return Agreed(read.amount(amount), why.strip())
    except read.Wrong as wrong:
        raise InputProblems([Problem("agreed", amount, wrong.allowed)]) from wrong
