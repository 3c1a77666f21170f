"""The board: what waits on the left, a week of everybody on the right, slots that fit drawn in."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.data.skills import skills
from lumencare.domain.dispatch.slots import Fit, Slot
from lumencare.domain.period import Span
from lumencare.domain.shanghai import in_shanghai
from lumencare.field.facts import wanted_of
from lumencare.field.queries import (
    BoardFilters,
    board_of,
    fit_of,
    waiting_for,
    wanted_visit,
    week_of,
    with_ghosts,
)
from lumencare.field.queries.board import GROUP_NAMES
from lumencare.web.dispatch.layout import board_context
from lumencare.web.dispatch.shown import listed, shown_slot, shown_waiting
from lumencare.web.filters import read_day

WEEK = timedelta(days=7)
VIEWS = ("week", "day", "list")


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show the board, with the slots for what is chosen."""
    require_right(request.user, Right.SEE_VISITS)
    return render(request, "dispatch/board.html", _context(request))


@require_safe
@login_required
def fit(request: Request) -> HttpResponse:
    """Show the slots for one that waits: the board alone where a script asks, else its page."""
    require_right(request.user, Right.KEEP_VISITS)
    part = "dispatch/_chosen.html" if request.htmx else "dispatch/board.html"
    return render(request, part, _context(request))


def _context(request: Request) -> dict[str, Any]:
    """Return what the page shows: which week and day, which filters, what is chosen."""
    asked = request.GET
    day = read_day(asked, "day") or request.today
    view = asked.get("view", "") if asked.get("view", "") in VIEWS else VIEWS[0]
    filters = BoardFilters(
        asked.get("group", "") if asked.get("group", "") in GROUP_NAMES else "",
        asked.get("skill", "") if asked.get("skill", "") in skills() else "",
    )
    week = week_of(day)
    waiting = waiting_for(request.user, request.now)
    board = board_of(request.user, week, filters, now=request.now)
    chosen, due, found = asked.get("r", ""), None, None
    if chosen and may(request.user, Right.KEEP_VISITS):
        visit = wanted_visit(request.user, chosen)
        due = wanted_of(visit).due_at
        found = fit_of(request.user, visit, now=request.now, since=week.start)
        board = with_ghosts(board, found.slots)
    return {
        **board_context(board, in_shanghai(request.now), due),
        "waiting": [shown_waiting(each, request.now) for each in waiting],
        "chosen": chosen,
        **_fit_context(found, chosen, week),
        "listed": listed(board, day if view == "day" else None),
        "view": view,
        "week": week,
        "week_number": week.start.isocalendar().week,
        "day": day,
        "before": week.start - WEEK,
        "after": week.end,
        "filters": filters,
        "group_names": GROUP_NAMES.items(),
        "skills": skills().values(),
        "can_send": may(request.user, Right.KEEP_VISITS),
        "undo": asked.get("undo", ""),
        "marked": asked.get("visit", ""),
        "today": request.today,
        "moment": in_shanghai(request.now),
    }


def _fit_context(found: Fit | None, chosen: str, week: Span) -> dict[str, Any]:
    """Return what is said of the slots for what is chosen."""
    slots = found.slots if found else ()
    shown = [shown_slot(each, chosen) for each in slots]
    return {"fit": found, "slots": shown, "first_later": _first_later(week, slots)}


def _first_later(week: Span, slots: Sequence[Slot]) -> date | None:
    """Return the day of the first slot where none lies in the week that is shown."""
    days = [each.start.date() for each in slots]
    return None if not days or any(each < week.end for each in days) else min(days)
