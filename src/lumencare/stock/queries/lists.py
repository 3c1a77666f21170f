"""Lists of the stock: parts with what there is, moves, promises, loans, orders, counts."""

from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from django.db.models import Count as HowMany
from django.db.models import Q, QuerySet

from lumencare.accounts.models import User
from lumencare.domain.stock.kinds import (
    CONDITIONS,
    COUNT_STATES,
    LOAN_STATES,
    MOVE_KINDS,
    PLACE_KINDS,
    RESERVATION_STATES,
    SUPPLY_STATES,
    Condition,
    CountState,
    LoanState,
    MoveKind,
    PlaceKind,
    ReservationState,
    SupplyState,
)
from lumencare.domain.stock.part_numbers import number_key
from lumencare.domain.text import Text
from lumencare.stock.models import Balance, Count, Loan, Move, Part, Place, Reservation, Supply
from lumencare.stock.queries.levels import StockLine, lines_of
from lumencare.stock.queries.rows import (
    visible_counts,
    visible_loans,
    visible_moves,
    visible_parts,
    visible_places,
    visible_reservations,
    visible_supplies,
)
from lumencare.stock.shortage import name_of
from lumencare.store.pages import DEFAULT_SIZE, Page, cut
from lumencare.store.spelling import fold

NOWHERE = Text("外部", "Outside")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which rows of a list are wanted; what is empty does not matter."""

    q: str = ""
    state: str = ""
    part: str = ""
    place: str = ""
    reference: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MoveLine:
    """A move, as lists and programs show it."""

    number: str
    kind: str
    kind_name: Text
    part: str
    quantity: int
    of: Text
    to: Text
    condition: Text
    serial: str
    reference: str
    reason: str
    by_name: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """A reservation, loan or order: so many of a part at a place, and how it stands.

    `on` is the last day of a reservation, the due day of a loan, the expected day of an order;
    `done` is what was issued or received of it.
    """

    number: str
    part: str
    part_name: Text
    serialised: bool
    place: str
    place_name: Text
    condition: str
    quantity: int
    done: int
    reference: str
    whom: str
    plan_customer: bool | None
    state: str
    state_name: Text
    on: date
    ended_why: str
    by_name: str
    at: datetime
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CountFacts:
    """A count, as lists show it."""

    number: str
    place: str
    place_name: Text
    state: str
    state_name: Text
    note: str
    lines: int
    opened_by: str
    opened_at: datetime
    ended_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceFacts:
    """A place, and how many different parts lie there."""

    code: str
    name: Text
    kind: str
    kind_name: Text
    holder: str
    parts: int
    closed_on: date | None


def list_stock(
    user: User,
    on: date,
    *,
    q: str = "",
    frequent: bool = True,
    cursor: str = "",
    size: int = DEFAULT_SIZE,
) -> Page[StockLine]:
    """Return parts with their stock in the order of their numbers; of the pool, or of all."""
    rows = visible_parts(user)
    if frequent:
        rows = rows.filter(frequent=True)
    page = cut(_matching(rows, q), ("key",), lambda part: part, cursor=cursor, size=size)
    return Page(tuple(lines_of(page.rows, on)), page.total, page.next_cursor)


def _matching(rows: QuerySet[Part], q: str) -> QuerySet[Part]:
    words = fold(q)
    if not words:
        return rows
    found = Q(key__contains=number_key(q)) | Q(spelled__contains=words)
    return rows.filter(found | Q(name_zh__icontains=q.strip()) | Q(name_en__icontains=q.strip()))


def list_moves(
    user: User, wanted: Wanted, *, cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[MoveLine]:
    """Return moves, newest first; `state` is a kind of move."""
    rows = visible_moves(user)
    if wanted.place:
        place = number_key(wanted.place)
        rows = rows.filter(Q(from_place__code=place) | Q(to_place__code=place))
    if wanted.q.strip():
        # A whole number or a whole reference: each has an index, however many moves there are.
        part = Part.objects.filter(key=number_key(wanted.q)).first()
        rows = rows.filter(part=part) if part else rows.filter(reference=wanted.q.strip())
    rows = _filtered(rows, replace(wanted, q=""), state="kind", place="")
    return cut(rows, ("-pk",), move_facts, cursor=cursor, size=size)


def list_reservations(
    user: User, wanted: Wanted, *, cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[Promise]:
    """Return reservations, newest first."""
    rows = _filtered(visible_reservations(user), wanted)
    return cut(rows, ("-pk",), reservation_facts, cursor=cursor, size=size)


def list_loans(
    user: User, wanted: Wanted, *, cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[Promise]:
    """Return loans, newest first."""
    rows = _filtered(visible_loans(user), wanted)
    return cut(rows, ("-pk",), loan_facts, cursor=cursor, size=size)


def list_supplies(
    user: User, wanted: Wanted, *, cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[Promise]:
    """Return orders with the supplier, newest first."""
    rows = _filtered(visible_supplies(user), wanted)
    return cut(rows, ("-pk",), supply_facts, cursor=cursor, size=size)


def list_counts(
    user: User, wanted: Wanted, *, cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[CountFacts]:
    """Return counts, newest first."""
    rows = visible_counts(user).annotate(found=HowMany("lines"))
    given = {"state": wanted.state, "place__code": number_key(wanted.place)}
    rows = rows.filter(**{name: value for name, value in given.items() if value})
    return cut(rows, ("-pk",), count_facts, cursor=cursor, size=size)


def list_places(user: User) -> list[PlaceFacts]:
    """Return all places, pools first, with how many different parts lie there."""
    rows = Balance.objects.filter(on_hand__gt=0).values("place")
    held = dict(rows.annotate(n=HowMany("part", distinct=True)).values_list("place", "n"))
    return [place_facts(each, held.get(each.pk, 0)) for each in visible_places(user)]


def _filtered(
    rows: QuerySet[Any], wanted: Wanted, *, state: str = "state", place: str = "place__code"
) -> QuerySet[Any]:
    given = {
        state: wanted.state,
        "part__key": number_key(wanted.part),
        "reference": wanted.reference.strip(),
        **({place: number_key(wanted.place)} if place else {}),
    }
    found = rows.filter(**{name: value for name, value in given.items() if value})
    if wanted.q.strip():
        q = wanted.q.strip()
        found = found.filter(Q(part__key__startswith=number_key(q)) | Q(reference__startswith=q))
    return found


def move_facts(row: Move) -> MoveLine:
    """Return a move; needs its part, places, unit and person."""
    return MoveLine(
        number=row.number,
        kind=row.kind,
        kind_name=MOVE_KINDS[MoveKind(row.kind)],
        part=row.part.number,
        quantity=row.quantity,
        of=name_of(row.from_place) if row.from_place is not None else NOWHERE,
        to=name_of(row.to_place) if row.to_place is not None else NOWHERE,
        condition=CONDITIONS[Condition(row.to_condition or row.from_condition)],
        serial=row.serial.serial if row.serial is not None else "",
        reference=row.reference,
        reason=row.reason,
        by_name=row.by.name if row.by is not None else "",
        at=row.at,
    )


def reservation_facts(row: Reservation) -> Promise:
    """Return a reservation; needs its part and place."""
    return Promise(
        **_same(row),
        done=row.issued,
        whom="",
        plan_customer=row.plan_customer,
        condition=row.condition,
        state_name=RESERVATION_STATES[ReservationState(row.state)],
        on=row.until,
    )


def loan_facts(row: Loan) -> Promise:
    """Return a loan; needs its part and place."""
    return Promise(
        **_same(row),
        done=0,
        whom=row.borrower,
        plan_customer=None,
        condition=row.condition,
        state_name=LOAN_STATES[LoanState(row.state)],
        on=row.due_on,
    )


def supply_facts(row: Supply) -> Promise:
    """Return an order with the supplier; needs its part and place."""
    return Promise(
        **_same(row),
        done=row.received,
        whom="",
        plan_customer=None,
        condition=Condition.GOOD,
        state_name=SUPPLY_STATES[SupplyState(row.state)],
        on=row.expected_on,
    )


def _same(row: Reservation | Loan | Supply) -> dict[str, Any]:
    part = row.part
    return {
        "number": row.number,
        "part": part.number,
        "part_name": Text(part.name_zh, part.name_en or part.name_zh),
        "serialised": part.serialised,
        "place": row.place.code,
        "place_name": name_of(row.place),
        "quantity": row.quantity,
        "reference": row.reference,
        "state": row.state,
        "ended_why": row.ended_why,
        "by_name": row.by.name if row.by is not None else "",
        "at": row.at,
        "version": row.version,
    }


def count_facts(row: Count, lines: int | None = None) -> CountFacts:
    """Return a count; needs its place and people, and how many lines were found."""
    return CountFacts(
        number=row.number,
        place=row.place.code,
        place_name=name_of(row.place),
        state=row.state,
        state_name=COUNT_STATES[CountState(row.state)],
        note=row.note,
        lines=getattr(row, "found", 0) if lines is None else lines,
        opened_by=row.opened_by.name if row.opened_by is not None else "",
        opened_at=row.opened_at,
        ended_at=row.ended_at,
    )


def place_facts(row: Place, parts: int = 0) -> PlaceFacts:
    """Return a place; needs its holder."""
    return PlaceFacts(
        code=row.code,
        name=name_of(row),
        kind=row.kind,
        kind_name=PLACE_KINDS[PlaceKind(row.kind)],
        holder=row.holder.name if row.holder is not None else "",
        parts=parts,
        closed_on=row.closed_on,
    )
