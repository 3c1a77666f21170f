"""The lists of what is reserved, on order and on loan, and what becomes of each."""

from collections.abc import Callable, Mapping
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.stock.kinds import (
    LOAN_STATES,
    RESERVATION_STATES,
    SUPPLY_STATES,
    Condition,
)
from lumencare.domain.text import Text
from lumencare.stock import actions
from lumencare.stock.queries import (
    Wanted,
    find_loan,
    find_place,
    find_reservation,
    find_supply,
    list_loans,
    list_reservations,
    list_supplies,
)
from lumencare.stock.queries.lists import Promise
from lumencare.store import typed as read
from lumencare.store.pages import Page
from lumencare.web.filters import words_and_state
from lumencare.web.finance.failures import NONE, Failure, try_it
from lumencare.web.stock.deeds import CONDITION, read_goods, read_slip
from lumencare.web.stock.frame import LOOKS, open_places, render_room

# List, states to choose from, and the one that is shown where nobody chooses.
LISTS: Mapping[str, tuple[Callable[..., Page[Promise]], Mapping[Any, Text], str]] = {
    "stock-reservations": (list_reservations, RESERVATION_STATES, "held"),
    "stock-supplies": (list_supplies, SUPPLY_STATES, "ordered"),
    "stock-loans": (list_loans, LOAN_STATES, "out"),
}
ALL = ("all", Text("全部", "All"))


@require_safe
@login_required
def reservations(request: Request) -> HttpResponse:
    """Show what is reserved."""
    return render_list("stock-reservations")(request, NONE, 200)


@require_safe
@login_required
def supplies(request: Request) -> HttpResponse:
    """Show what is on order with the supplier."""
    return render_list("stock-supplies")(request, NONE, 200)


@require_safe
@login_required
def loans(request: Request) -> HttpResponse:
    """Show what is on loan."""
    return render_list("stock-loans")(request, NONE, 200)


def render_list(room: str) -> Callable[[Request, Failure, int], HttpResponse]:
    """Return what shows a list, with the form that was refused, if one was."""
    rows_of, names, usual = LISTS[room]

    def render(request: Request, failure: Failure, status: int) -> HttpResponse:
        q, state = words_and_state(request.GET, names)
        everything = request.GET.get("state") == ALL[0]
        chosen = "" if everything else state or usual
        wanted = Wanted(q=q, state=chosen)
        page = rows_of(request.user, wanted, cursor=request.GET.get("cursor", ""))
        return render_room(
            request,
            room,
            room.removeprefix("stock-"),
            failure,
            status,
            page=page,
            rows=[(each, LOOKS.get(each.state, "")) for each in page.rows],
            q=q,
            state=chosen or ALL[0],
            states=[*((each.value, name) for each, name in names.items()), ALL],
            places=open_places(request),
        )

    return render


@login_required
@require_POST
def issue(request: Request, number: str) -> HttpResponse:
    """Give out what was reserved."""
    require_right(request.user, Right.KEEP_STOCK)
    row = find_reservation(request.user, number)

    def deed() -> None:
        goods = read_goods(request, row.part)
        key = read_slip(request).key
        given = actions.Goods(
            part=row.part,
            quantity=goods.quantity,
            condition=Condition(row.condition),
            serials=goods.serials,
        )
        actions.issue_reserved(row, given, key=key, by=request.user, now=request.now)

    return _do(request, "stock-reservations", deed, number, _("The parts are issued."))


@login_required
@require_POST
def release(request: Request, number: str) -> HttpResponse:
    """Let go of what was reserved."""
    require_right(request.user, Right.RESERVE_PARTS)
    row, why = find_reservation(request.user, number), request.POST.get("reason", "")
    return _do(
        request,
        "stock-reservations",
        lambda: actions.release(row, why=why, by=request.user, now=request.now),
        number,
        _("The parts are free again."),
    )


@login_required
@require_POST
def prolong(request: Request, number: str) -> HttpResponse:
    """Hold what was reserved until another day."""
    require_right(request.user, Right.RESERVE_PARTS)
    row = find_reservation(request.user, number)

    def deed() -> None:
        until = read.read_all(request.POST, {"until": read.day})["until"]
        actions.prolong(row, until, by=request.user, now=request.now)

    return _do(request, "stock-reservations", deed, number, _("The day is changed."))


@login_required
@require_POST
def receive(request: Request, number: str) -> HttpResponse:
    """Take in a delivery of an order."""
    require_right(request.user, Right.KEEP_STOCK)
    row = find_supply(request.user, number)

    def deed() -> None:
        goods, slip = read_goods(request, row.part), read_slip(request)
        actions.receive(goods, row.place, slip, supply=row, by=request.user, now=request.now)

    return _do(request, "stock-supplies", deed, number, _("The delivery is recorded."))


@login_required
@require_POST
def expect(request: Request, number: str) -> HttpResponse:
    """Say when an order is expected now, or cancel what is left of it."""
    require_right(request.user, Right.KEEP_STOCK)
    row = find_supply(request.user, number)

    def deed() -> None:
        if "cancel" in request.POST:
            why = request.POST.get("reason", "")
            actions.cancel_supply(row, why=why, by=request.user, now=request.now)
            return
        day = read.read_all(request.POST, {"expected_on": read.day})["expected_on"]
        actions.expect_supply(row, day, by=request.user, now=request.now)

    return _do(request, "stock-supplies", deed, number, _("The order is changed."))


@login_required
@require_POST
def end_loan(request: Request, number: str) -> HttpResponse:
    """Take lent parts back, or write them off."""
    require_right(request.user, Right.KEEP_STOCK)
    row = find_loan(request.user, number)

    def deed() -> None:
        if "off" in request.POST:
            why = request.POST.get("reason", "")
            actions.write_off_loan(row, why=why, by=request.user, now=request.now)
            return
        condition = read.read_all(request.POST, {"condition": CONDITION})["condition"]
        place = find_place(request.user, request.POST.get("place", ""))
        by, now = request.user, request.now
        actions.take_back_loan(row, place, Condition(condition), by=by, now=now)

    return _do(request, "stock-loans", deed, number, _("The loan is over."))


def _do(
    request: Request, room: str, deed: Callable[[], object], form: str, done: str
) -> HttpResponse:
    return try_it(request, deed, done, form=form, page=room, show=render_list(room))
