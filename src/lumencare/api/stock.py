"""Spare parts: what there is and what to order, moves, and reservations."""

from collections.abc import Callable, Mapping
from typing import Annotated

from django.http import HttpResponse
from ninja import Path, Query, Router

from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import Wanted as WantedRows
from lumencare.api.lists import listed, opened
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import NO_NUL, Line, Listed, shown
from lumencare.api.shapes.loans import Prolonging
from lumencare.api.shapes.stock import (
    BalanceShape,
    Issuing,
    MoveName,
    NewMove,
    NewReservation,
    PlaceShape,
    Releasing,
    ReservationName,
    ReservationShape,
    StockMoveShape,
    StockShape,
)
from lumencare.api.stock_wanted import WantedOfStock
from lumencare.api.tokens import Call
from lumencare.domain.answers import reasons_answer
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.stock.kinds import Condition
from lumencare.domain.text import Text
from lumencare.stock import actions
from lumencare.stock.actions import Goods, Slip, Wish
from lumencare.stock.queries import (
    StockLine,
    find_part,
    find_place,
    find_reservation,
    list_moves,
    list_places,
    list_reservations,
    list_stock,
    reorder_list,
    shelves_at,
    shelves_of_part,
)
from lumencare.stock.queries.lists import move_facts, reservation_facts

router = Router(tags=["spare parts"])
Number = Annotated[str, Path(max_length=40, pattern=NO_NUL, examples=["RV-000001"])]
ONE_OF_BOTH = Text("请给出 part 或 place。", "Give a part or a place.")
NEEDED = Text("此类出入库需要此字段。", "This kind of move needs this field.")


class WantedStock(WantedRows):
    """Which parts are wanted: those of the pool, or all."""

    pool: bool = True


class WantedMoves(WantedOfStock):
    """Which moves are wanted; `q` is a whole part number or reference."""

    kind: MoveName | None = None


class WantedReservations(WantedOfStock):
    """Which reservations are wanted."""

    state: ReservationName | None = None


class WantedBalances(WantedRows):
    """Of which part or at which place; one of both is needed."""

    part: Line = ""
    place: Line = ""


@router.get("/stock/parts", response=Listed[StockShape])
def stocked_parts(request: Call, wanted: Query[WantedStock]) -> HttpResponse:
    """List parts with what there is of each, in the order of their numbers."""
    page = list_stock(
        request.user,
        request.today,
        q=wanted.q,
        frequent=wanted.pool,
        cursor=opened(wanted.cursor),
        size=wanted.limit,
    )
    return listed(page, _line)


@router.get("/stock/reorder", response=list[StockShape])
def reorder(request: Call) -> HttpResponse:
    """List the parts of the pool that are below their minimum, the scarcest first, with why."""
    return reply([_line(each) for each in reorder_list(request.user, request.today).lines])


@router.get("/stock/places", response=list[PlaceShape])
def places(request: Call) -> HttpResponse:
    """List the places where parts lie."""
    return reply([shown(PlaceShape, each) for each in list_places(request.user)])


@router.get("/stock/balances", response=list[BalanceShape])
def balances(request: Call, wanted: Query[WantedBalances]) -> HttpResponse:
    """List where a part lies, or what lies at a place."""
    user = request.user
    if wanted.part:
        found = shelves_of_part(user, find_part(user, wanted.part))
    elif wanted.place:
        found = shelves_at(user, find_place(user, wanted.place))
    else:
        list_places(user)
        raise InputProblems([Problem("part", "", ONE_OF_BOTH)])
    rows = [each for each in found if not wanted.place or each.place == wanted.place.upper()]
    return reply([shown(BalanceShape, each) for each in rows])


@router.get("/stock/moves", response=Listed[StockMoveShape])
def moves(request: Call, wanted: Query[WantedMoves]) -> HttpResponse:
    """List moves, newest first."""
    filters = wanted.filters(wanted.kind)
    page = list_moves(request.user, filters, cursor=opened(wanted.cursor), size=wanted.limit)
    return listed(page, lambda each: shown(StockMoveShape, each))


@router.post("/stock/moves", response={201: list[StockMoveShape]})
@once_by_key
def move(request: Call, asked: NewMove) -> HttpResponse:
    """Move parts, once under the key that is given; each unit kept by serial is a row."""
    found = MOVES[asked.kind](request, asked)
    return reply([shown(StockMoveShape, move_facts(each)) for each in found], 201)


@router.get("/stock/reservations", response=Listed[ReservationShape])
def reservations(request: Call, wanted: Query[WantedReservations]) -> HttpResponse:
    """List reservations, newest first."""
    filters = wanted.filters(wanted.state)
    page = list_reservations(request.user, filters, cursor=opened(wanted.cursor), size=wanted.limit)
    return listed(page, lambda each: shown(ReservationShape, each))


@router.post("/stock/reservations", response={201: ReservationShape})
@once_by_key
def reserve(request: Call, asked: NewReservation) -> HttpResponse:
    """Promise parts, once under the key; refused with what is possible instead (SC-7)."""
    wish = Wish(
        part=find_part(request.user, asked.part),
        place=find_place(request.user, asked.place),
        quantity=asked.quantity,
        condition=Condition(asked.condition),
        until=asked.until,
    )
    slip = Slip(key=asked.key, reference=asked.reference, plan_customer=asked.plan_customer)
    row = actions.reserve(wish, slip, by=request.user, now=request.now)
    return _reservation(request, row.number, 201)


@router.get("/stock/reservations/{number}", response=ReservationShape)
def reservation(request: Call, number: Number) -> HttpResponse:
    """Give a reservation."""
    return _reservation(request, number)


@router.post("/stock/reservations/{number}/issue", response=list[StockMoveShape])
@once_by_key
def issue(request: Call, number: Number, asked: Issuing) -> HttpResponse:
    """Give out what was reserved, or fewer: the rest is let go. Once under the key."""
    row = find_reservation(request.user, number)
    given = Goods(
        part=row.part,
        quantity=asked.quantity or row.quantity,
        condition=Condition(row.condition),
        serials=tuple(asked.serials),
    )
    found = actions.issue_reserved(row, given, key=asked.key, by=request.user, now=request.now)
    return reply([shown(StockMoveShape, move_facts(each)) for each in found])


@router.post("/stock/reservations/{number}/prolong", response=ReservationShape)
@once_by_key
def prolong(request: Call, number: Number, asked: Prolonging) -> HttpResponse:
    """Hold what was reserved until another day."""
    row = find_reservation(request.user, number)
    actions.prolong(row, asked.until, by=request.user, now=request.now)
    return _reservation(request, number)


@router.post("/stock/reservations/{number}/release", response=ReservationShape)
@once_by_key
def release(request: Call, number: Number, asked: Releasing) -> HttpResponse:
    """Let go of what was reserved."""
    row = find_reservation(request.user, number)
    actions.release(row, why=asked.why, by=request.user, now=request.now)
    return _reservation(request, number)


def _line(line: StockLine) -> dict[str, object]:
    told = {
        **{name: getattr(line, name) for name in SAME},
        "part": line.part,
        "level": {
            "minimum": line.level.minimum,
            "to_order": line.level.to_order,
            "days_left": line.level.days_left,
            "because": reasons_answer(line.level.because),
        },
    }
    return shown(StockShape, told)


SAME = (
    "on_hand", "reserved", "free", "office", "bags", "faulty", "on_order", "expected_on",
    "kept_back", "used",
)  # fmt: skip


def _reservation(request: Call, number: str, status: int = 200) -> HttpResponse:
    facts = reservation_facts(find_reservation(request.user, number))
    return reply(shown(ReservationShape, facts), status, facts.version)


def _goods(request: Call, asked: NewMove) -> Goods:
    return Goods(
        part=find_part(request.user, asked.part),
        quantity=asked.quantity,
        condition=Condition(asked.condition),
        serials=tuple(asked.serials),
    )


def _slip(asked: NewMove) -> Slip:
    return Slip(
        key=asked.key,
        reference=asked.reference,
        reason=asked.reason,
        plan_customer=asked.plan_customer,
    )


Moving = Callable[[Call, NewMove], tuple[actions.Move, ...]]


def _at_place(action: Callable[..., tuple[actions.Move, ...]]) -> Moving:
    def deed(request: Call, asked: NewMove) -> tuple[actions.Move, ...]:
        place = find_place(request.user, asked.place)
        goods = _goods(request, asked)
        return action(goods, place, _slip(asked), by=request.user, now=request.now)

    return deed


def _transfer(request: Call, asked: NewMove) -> tuple[actions.Move, ...]:
    if asked.to is None:
        raise InputProblems([Problem("to", "", NEEDED)])
    places = find_place(request.user, asked.place), find_place(request.user, asked.to)
    goods = _goods(request, asked)
    return actions.transfer(goods, places, _slip(asked), by=request.user, now=request.now)


def _regrade(request: Call, asked: NewMove) -> tuple[actions.Move, ...]:
    if asked.into is None:
        raise InputProblems([Problem("into", "", NEEDED)])
    place, into = find_place(request.user, asked.place), Condition(asked.into)
    goods, slip = _goods(request, asked), _slip(asked)
    return actions.regrade(goods, place, into, slip, by=request.user, now=request.now)


MOVES: Mapping[str, Moving] = {
    "receipt": _at_place(actions.receive),
    "issue": _at_place(actions.issue),
    "return": _at_place(actions.take_back),
    "scrap": _at_place(actions.scrap),
    "transfer": _transfer,
    "regrade": _regrade,
}
