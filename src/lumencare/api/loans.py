"""Parts that are lent and come back, and parts on order with the supplier."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Path, Query, Router

from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import listed, opened
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import NO_NUL, Listed, shown, typed
from lumencare.api.shapes.loans import (
    ExpectingSupply,
    LoanName,
    LoanShape,
    NewLoan,
    NewSupply,
    ReceivingSupply,
    ReturningLoan,
    SupplyName,
    SupplyShape,
    WritingOff,
)
from lumencare.api.shapes.stock import StockMoveShape
from lumencare.api.stock_wanted import WantedOfStock
from lumencare.api.tokens import Call
from lumencare.domain.stock.kinds import Condition
from lumencare.stock import actions
from lumencare.stock.actions import Goods, Slip
from lumencare.stock.queries import (
    find_loan,
    find_part,
    find_place,
    find_supply,
    list_loans,
    list_supplies,
)
from lumencare.stock.queries.lists import loan_facts, move_facts, supply_facts

router = Router(tags=["spare parts"])
LoanNumber = Annotated[str, Path(max_length=40, pattern=NO_NUL, examples=["LN-00001"])]
SupplyNumber = Annotated[str, Path(max_length=40, pattern=NO_NUL, examples=["SU-00001"])]


class WantedLoans(WantedOfStock):
    """Which loans are wanted."""

    state: LoanName | None = None


class WantedSupplies(WantedOfStock):
    """Which orders are wanted."""

    state: SupplyName | None = None


@router.get("/stock/loans", response=Listed[LoanShape])
def loans(request: Call, wanted: Query[WantedLoans]) -> HttpResponse:
    """List loans, newest first."""
    rows = wanted.filters(wanted.state)
    page = list_loans(request.user, rows, cursor=opened(wanted.cursor), size=wanted.limit)
    return listed(page, lambda each: shown(LoanShape, each))


@router.post("/stock/loans", response={201: LoanShape})
@once_by_key
def lend(request: Call, asked: NewLoan) -> HttpResponse:
    """Lend parts, once under the key; refused where the pool keeps them (SC-7)."""
    goods = Goods(
        part=find_part(request.user, asked.part),
        quantity=asked.quantity,
        condition=Condition(asked.condition),
        serials=tuple(asked.serials),
    )
    place = find_place(request.user, asked.place)
    lending = actions.Lending(asked.borrower, asked.due_on)
    slip = Slip(key=asked.key, reference=asked.reference, plan_customer=asked.plan_customer)
    row = actions.lend(goods, place, lending, slip, by=request.user, now=request.now)
    return _loan(request, row.number, 201)


@router.get("/stock/loans/{number}", response=LoanShape)
def loan(request: Call, number: LoanNumber) -> HttpResponse:
    """Give a loan."""
    return _loan(request, number)


@router.post("/stock/loans/{number}/return", response=LoanShape)
@once_by_key
def take_back(request: Call, number: LoanNumber, returning: ReturningLoan) -> HttpResponse:
    """Take lent parts back to a place, in the condition that they came back in."""
    row, place = find_loan(request.user, number), find_place(request.user, returning.place)
    condition = Condition(returning.condition)
    actions.take_back_loan(row, place, condition, by=request.user, now=request.now)
    return _loan(request, number)


@router.post("/stock/loans/{number}/write-off", response=LoanShape)
@once_by_key
def write_off(request: Call, number: LoanNumber, saying: WritingOff) -> HttpResponse:
    """Give lent parts up that do not come back, with the reason."""
    row = find_loan(request.user, number)
    actions.write_off_loan(row, why=saying.why, by=request.user, now=request.now)
    return _loan(request, number)


@router.get("/stock/orders", response=Listed[SupplyShape])
def supplies(request: Call, wanted: Query[WantedSupplies]) -> HttpResponse:
    """List orders with the supplier, newest first."""
    rows = wanted.filters(wanted.state)
    page = list_supplies(request.user, rows, cursor=opened(wanted.cursor), size=wanted.limit)
    return listed(page, lambda each: shown(SupplyShape, each))


@router.post("/stock/orders", response={201: SupplyShape})
@once_by_key
def order(request: Call, asked: NewSupply) -> HttpResponse:
    """Put an order down, once under the key; refused where a part can no longer be ordered."""
    part, place = find_part(request.user, asked.part), find_place(request.user, asked.place)
    fields = {name: value for name, value in typed(asked).items() if name in ORDERED}
    fields["quantity"] = str(asked.quantity)
    row = actions.order_parts(part, place, fields, key=asked.key, by=request.user, now=request.now)
    return _supply(request, row.number, 201)


@router.get("/stock/orders/{number}", response=SupplyShape)
def supply(request: Call, number: SupplyNumber) -> HttpResponse:
    """Give an order with the supplier."""
    return _supply(request, number)


@router.post("/stock/orders/{number}/expect", response=SupplyShape)
@once_by_key
def expect(request: Call, number: SupplyNumber, expecting: ExpectingSupply) -> HttpResponse:
    """Say when an order is expected now."""
    row = find_supply(request.user, number)
    actions.expect_supply(row, expecting.expected_on, by=request.user, now=request.now)
    return _supply(request, number)


@router.post("/stock/orders/{number}/receive", response={201: list[StockMoveShape]})
@once_by_key
def receive(request: Call, number: SupplyNumber, arrived: ReceivingSupply) -> HttpResponse:
    """Take in what arrived of an order, once under the key."""
    row = find_supply(request.user, number)
    goods = Goods(
        part=row.part,
        quantity=arrived.quantity or row.quantity - row.received,
        serials=tuple(arrived.serials),
    )
    slip = Slip(key=arrived.key, reference=row.reference or row.number)
    by, now = request.user, request.now
    found = actions.receive(goods, row.place, slip, supply=row, by=by, now=now)
    return reply([shown(StockMoveShape, move_facts(each)) for each in found], 201)


@router.post("/stock/orders/{number}/cancel", response=SupplyShape)
@once_by_key
def cancel(request: Call, number: SupplyNumber, saying: WritingOff) -> HttpResponse:
    """Cancel what is still to come of an order, with the reason."""
    row = find_supply(request.user, number)
    actions.cancel_supply(row, why=saying.why, by=request.user, now=request.now)
    return _supply(request, number)


def _loan(request: Call, number: str, status: int = 200) -> HttpResponse:
    facts = loan_facts(find_loan(request.user, number))
    return reply(shown(LoanShape, facts), status, facts.version)


def _supply(request: Call, number: str, status: int = 200) -> HttpResponse:
    facts = supply_facts(find_supply(request.user, number))
    return reply(shown(SupplyShape, facts), status, facts.version)


ORDERED = {"ordered_on", "expected_on", "reference"}
