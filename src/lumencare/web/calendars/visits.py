"""Visits on days that a notice makes free: where they could go, and those ticked moved there."""

from typing import Any

from django.contrib import messages
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.field.queries import find_engineer
from lumencare.moves.moving import ChosenSlot, move_visits
from lumencare.moves.visits import MOST, next_slots, visits_on_holidays
from lumencare.web.dispatch.shown import say_when
from lumencare.web.dispatch.slots import read_slot, slot_value
from lumencare.web.templatetags.words import said

MOST_TOLD = 5


def visits_card(request: Request, row: Any) -> dict[str, Any]:
    """Return the visits on the days that a notice makes free, with a box for each that can move."""
    visits = visits_on_holidays(request.user, row, request.now)
    keeps = may(request.user, Right.KEEP_VISITS)
    approves = keeps and may(request.user, Right.KEEP_CALENDARS)
    can_move = keeps if row.state == "in-force" else approves and row.staged_by != request.user
    found = next_slots(request.user, row, visits, request.now) if keeps else ()
    return {
        "on_holidays": [_line(each, can_move=can_move) for each in found]
        if keeps
        else [{"visit": each} for each in visits[:MOST]],
        "on_holidays_total": len(visits),
        "can_move": can_move,
    }


def _line(found: Any, *, can_move: bool) -> dict[str, Any]:
    slot = found.slot
    return {
        "visit": found.visit,
        "slot": slot,
        "when": None if slot is None else say_when(slot.start),
        "value": "" if slot is None or not can_move else slot_value(found.visit.number, slot),
        "is_chosen": found.is_chosen,
        "why_not": found.why_not,
    }


def read_chosen(request: Request) -> list[ChosenSlot]:
    """Return the visits that were ticked, with the slot that the page proposed for each."""
    pieces = [read_slot(each) for each in request.POST.getlist("move")[:MOST]]
    return [
        ChosenSlot(number, find_engineer(request.user, engineer), start, end)
        for number, engineer, start, end in pieces
    ]


def move_chosen(request: Request, row: Any, chosen: list[ChosenSlot]) -> None:
    """Move visits, and say what became of each that could not be."""
    outcomes = move_visits(row, chosen, by=request.user, now=request.now)
    moved = sum(each.moved for each in outcomes)
    if moved:
        words = ngettext("One visit was moved.", "%(count)d visits were moved.", moved)
        messages.success(request, words % {"count": moved})
    for each in [each for each in outcomes if not each.moved][:MOST_TOLD]:
        words = _("%(visit)s was not moved: %(why)s")
        messages.warning(request, words % {"visit": each.number, "why": said(each.said)})
