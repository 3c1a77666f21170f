"""What lies where: the shelves of one part, of one place, and the lines of one count."""

from dataclasses import dataclass
from datetime import datetime

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.stock.counting import Counted, difference_of, refuse_posting
from lumencare.domain.stock.kinds import (
    CONDITIONS,
    SERIAL_STATES,
    Condition,
    PlaceKind,
    SerialState,
)
from lumencare.domain.text import Text
from lumencare.stock.models import Balance, Count, CountLine, Part, Place, Serial
from lumencare.stock.shortage import name_of
from lumencare.stock.units import say_where

MOST_SHELVES = 500
MOST_UNITS = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ShelfLine:
    """A part at a place in one condition."""

    part: str
    part_name: Text
    serialised: bool
    place: str
    place_name: Text
    kind: str
    condition: str
    condition_name: Text
    on_hand: int
    reserved: int

    @property
    def free(self) -> int:
        """How many are promised to nobody."""
        return self.on_hand - self.reserved


@dataclass(frozen=True, slots=True)
class UnitLine:
    """One unit by its serial, and where it is."""

    serial: str
    state: str
    state_name: Text
    where: Text
    place: str
    condition: str
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class CountedLine:
    """A line of a count beside the books, and what speaks against posting it."""

    pk: int
    part: str
    part_name: Text
    condition: str
    condition_name: Text
    counted: int
    book: int
    difference: int
    serials: tuple[str, ...]
    problem: Text | None
    scanned_by: str
    scanned_at: datetime


def shelves_of_part(user: User, part: Part) -> list[ShelfLine]:
    """Return where a part lies, pools first; nothing is said of empty shelves."""
    require_right(user, Right.SEE_STOCK)
    rows = Balance.objects.filter(part=part, on_hand__gt=0)
    found = [_shelf(each) for each in rows.select_related("part", "place")[:MOST_SHELVES]]
    return sorted(found, key=_pools_first)


def _pools_first(line: ShelfLine) -> tuple[int, str, str]:
    return list(PlaceKind).index(PlaceKind(line.kind)), line.place, line.condition


def shelves_at(user: User, place: Place) -> list[ShelfLine]:
    """Return what lies at a place, in the order of the parts' numbers."""
    require_right(user, Right.SEE_STOCK)
    rows = Balance.objects.filter(place=place, on_hand__gt=0).select_related("part", "place")
    return [_shelf(each) for each in rows.order_by("part__key", "condition")[:MOST_SHELVES]]


def units_of_part(user: User, part: Part) -> list[UnitLine]:
    """Return the units of a part that is kept by serial, the last that changed first."""
    require_right(user, Right.SEE_STOCK)
    rows = Serial.objects.filter(part=part).select_related("place")
    return [
        UnitLine(
            serial=each.serial,
            state=each.state,
            state_name=SERIAL_STATES[SerialState(each.state)],
            where=say_where(each),
            place=each.place.code if each.place is not None else "",
            condition=each.condition,
            changed_at=each.changed_at,
        )
        for each in rows.order_by("-changed_at", "serial")[:MOST_UNITS]
    ]


def lines_of_count(user: User, count: Count) -> list[CountedLine]:
    """Return what was found so far, the last scan first."""
    require_right(user, Right.SEE_STOCK)
    held = {
        (each.part_id, each.condition): each for each in Balance.objects.filter(place=count.place)
    }
    rows = count.lines.select_related("part", "scanned_by").order_by("-scanned_at", "-pk")
    return [_counted(each, held.get((each.part_id, each.condition))) for each in rows]


def not_counted(user: User, count: Count) -> list[ShelfLine]:
    """Return what the books have at the place of an open count and nobody has scanned yet."""
    found = set(count.lines.values_list("part__number", "condition"))
    return [
        each for each in shelves_at(user, count.place) if (each.part, each.condition) not in found
    ]


def _shelf(row: Balance) -> ShelfLine:
    return ShelfLine(
        part=row.part.number,
        part_name=Text(row.part.name_zh, row.part.name_en or row.part.name_zh),
        serialised=row.part.serialised,
        place=row.place.code,
        place_name=name_of(row.place),
        kind=row.place.kind,
        condition=row.condition,
        condition_name=CONDITIONS[Condition(row.condition)],
        on_hand=row.on_hand,
        reserved=row.reserved,
    )


def _counted(row: CountLine, held: Balance | None) -> CountedLine:
    line = Counted(
        part=row.part.number,
        counted=row.counted,
        book=row.book,
        on_hand=held.on_hand if held is not None else 0,
        reserved=held.reserved if held is not None else 0,
        moved=row.first_move != row.last_move and not row.part.serialised,
    )
    reason = refuse_posting(line)
    return CountedLine(
        pk=row.pk,
        part=row.part.number,
        part_name=Text(row.part.name_zh, row.part.name_en or row.part.name_zh),
        condition=row.condition,
        condition_name=CONDITIONS[Condition(row.condition)],
        counted=row.counted,
        book=row.book,
        difference=difference_of(line),
        serials=tuple(row.serials),
        problem=reason.text if reason is not None else None,
        scanned_by=row.scanned_by.name if row.scanned_by is not None else "",
        scanned_at=row.scanned_at,
    )
