"""The work calendar: a year month by month, and a notice with all that it changes and moves."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.calendars.actions import ANOTHER
from lumencare.calendars.drafts import cautions_of
from lumencare.calendars.moves import MOVE_KIND_NAMES, Move, MoveKind
from lumencare.calendars.queries import calendar_in_force, calendar_with
from lumencare.calendars.standing import (
    LOOKED_FOR_FROM,
    STATE_NAMES,
    find_notice,
    known_years,
    list_notices,
    missing_year,
    year_in_force,
)
from lumencare.moves.queries import WhatMoves, what_moves
from lumencare.web.calendars.grid import SIGNS, WEEKDAYS, business_days, months_of
from lumencare.web.calendars.visits import visits_card


@login_required
def show_now(request: Request) -> HttpResponse:
    """Show the year that runs."""
    return _show(request, request.today.year)


@login_required
def show_year(request: Request, year: int) -> HttpResponse:
    """Show one year that is known."""
    return _show(request, year)


def _show(request: Request, year: int) -> HttpResponse:
    years = known_years(request.user)
    if year not in years and year != request.today.year:
        raise Http404(f"calendar {year}")
    calendar = calendar_in_force()
    context = {
        "year": year,
        "years": years,
        "known": year_in_force(request.user, year),
        "certain": year in calendar.official_years,
        "business_days": business_days(year, calendar),
        "months": months_of(year, calendar),
        "weekdays": WEEKDAYS,
        "signs": SIGNS,
        "notices": list_notices(request.user, year),
        "can_keep": may(request.user, Right.KEEP_CALENDARS),
        "missing_year": missing_year(request.user, request.today, LOOKED_FOR_FROM),
    }
    return render(request, "calendars/year.html", context)


@login_required
def show_notice(request: Request, pk: int) -> HttpResponse:
    """Show a notice: its days, what it changes, what it moves, and the steps from here."""
    row = find_notice(request.user, pk)
    found = what_moves(request.user, row, request.now)
    calendar = calendar_in_force() if row.state == "in-force" else calendar_with(row)
    changed = {each.day for each in found.days}
    card = visits_card(request, row)
    context = {
        "row": row,
        "state_name": STATE_NAMES[row.state],  # type: ignore[index]
        "cautions": cautions_of(row.year, row.days),
        "months": months_of(row.year, calendar, changed),
        "weekdays": WEEKDAYS,
        "signs": SIGNS,
        "found": found,
        "days": found.days,
        **card,
        "moved_due_times": row.moved.get(MoveKind.DUE_TIME.value, 0),
        "kinds": list(_kinds(found, card["on_holidays"])),
        **_may(request, row.state, row.staged_by_id),
    }
    return render(request, "calendars/notice.html", context)


def _may(request: Request, state: str, staged_by: int) -> dict[str, Any]:
    """Return which steps this person can take now, and why one of them not."""
    keeps = may(request.user, Right.KEEP_CALENDARS)
    own, draft = staged_by == request.user.pk, state == "draft"
    return {
        "can_correct": keeps and draft,
        "can_approve": keeps and draft and not own,
        "why_not_approve": ANOTHER if keeps and draft and own else None,
        "can_withdraw": keeps and state in {"draft", "in-force"},
        "can_replace": keeps and state == "in-force",
    }


def _kinds(found: WhatMoves, on_holidays: list[dict[str, Any]]) -> Any:
    """Yield what moves kind by kind; visits that have a card of their own are not told twice."""
    apart = {each["visit"].number for each in on_holidays}
    for kind, moves in found.kinds:
        shown = [each for each in moves.shown if each.label not in apart]
        if not shown and apart and kind is MoveKind.VISIT:
            continue
        rows = [{"move": each, "address": _address(each)} for each in shown]
        yield {"name": MOVE_KIND_NAMES[kind], "moves": moves, "rows": rows}


def _address(move: Move) -> str:
    """Return the address of the page about what moves; empty where it has none."""
    try:
        return reverse(move.subject_kind, args=[move.subject_key])
    except NoReverseMatch:
        return ""
