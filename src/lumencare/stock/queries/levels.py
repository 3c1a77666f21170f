"""What there is of parts, what comes, how long it lasts, and what to order."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from django.db.models import F, Min, Sum

from lumencare.accounts.models import User
from lumencare.domain.stock.kinds import (
    PART_STATES,
    UNITS,
    USABLE,
    Condition,
    PartState,
    PlaceKind,
    SupplyState,
    Unit,
)
from lumencare.domain.stock.levels import Level, LevelFacts, first_month_of_use, level_of
from lumencare.domain.stock.serving import kept_back_of
from lumencare.domain.text import Text
from lumencare.stock.models import Balance, Part, PartUse, Supply
from lumencare.stock.queries.low import low_parts
from lumencare.stock.queries.rows import visible_parts
from lumencare.stock.shortage import life_of

TOP = 20


@dataclass(frozen=True, slots=True, kw_only=True)
class PartFacts:
    """A part as the catalogue has it."""

    number: str
    name: Text
    unit: Text
    state: str
    state_name: Text
    successor: str
    frequent: bool
    serialised: bool
    lead_days: int | None
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StockLine:
    """A part with what the pools hold of it, what others hold, and what is on order.

    `used` are those of the last twelve months.
    """

    part: PartFacts
    on_hand: int
    reserved: int
    office: int
    bags: int
    faulty: int
    on_order: int
    expected_on: date | None
    kept_back: int
    used: int
    level: Level

    @property
    def free(self) -> int:
        """How many the pools could still give."""
        return self.on_hand - self.reserved

    @property
    def is_low(self) -> bool:
        """Whether less is free or on order than should be."""
        return self.free + self.on_order < self.level.minimum


@dataclass(slots=True)
class _Sums:
    """What was added up of one part."""

    held: dict[tuple[str, str], list[int]] = field(default_factory=lambda: defaultdict(_nothing))
    on_order: int = 0
    expected_on: date | None = None
    used: int = 0


def _nothing() -> list[int]:
    return [0, 0]


def part_facts(part: Part) -> PartFacts:
    """Return a part as the catalogue has it; needs its successor."""
    return PartFacts(
        number=part.number,
        name=Text(part.name_zh, part.name_en or part.name_zh),
        unit=UNITS[Unit(part.unit)],
        state=part.state,
        state_name=PART_STATES[PartState(part.state)],
        successor=part.successor.number if part.successor is not None else "",
        frequent=part.frequent,
        serialised=part.serialised,
        lead_days=part.lead_days,
        version=part.version,
    )


def lines_of(parts: Sequence[Part], on: date) -> list[StockLine]:
    """Return parts with their stock, in three queries however many there are."""
    sums = _sums([each.pk for each in parts], on)
    return [_line(each, sums[each.pk], on) for each in parts]


@dataclass(frozen=True, slots=True)
class LowStock:
    """How many parts of the pool are below their minimum, and the scarcest of them."""

    total: int
    lines: tuple[StockLine, ...]


def reorder_list(user: User, on: date, *, most: int | None = None) -> LowStock:
    """Return the parts of the pool of which too few are free or on order, the scarcest first.

    `most` of them are read and explained, all are counted.
    """
    low = low_parts(visible_parts(user), on)
    return LowStock(len(low), tuple(_in_order(user, [each.pk for each in low[:most]], on)))


def most_used(user: User, on: date) -> list[StockLine]:
    """Return the parts of the pool that were used most in twelve months, the most used first."""
    rows = PartUse.objects.filter(month__gte=first_month_of_use(on), part__frequent=True)
    used = rows.values("part").annotate(sum=Sum("used")).filter(sum__gt=0)
    keys = [each["part"] for each in used.order_by("-sum", "part")[:TOP]]
    return _in_order(user, keys, on)


def _in_order(user: User, keys: Sequence[int], on: date) -> list[StockLine]:
    parts = {each.pk: each for each in visible_parts(user).filter(pk__in=keys)}
    return lines_of([parts[each] for each in keys if each in parts], on)


def _sums(keys: Sequence[int], on: date) -> dict[int, _Sums]:
    found: dict[int, _Sums] = defaultdict(_Sums)
    held = Balance.objects.filter(part__in=keys, on_hand__gt=0)
    grouped = held.values("part", "place__kind", "condition")
    for each in grouped.annotate(all=Sum("on_hand"), promised=Sum("reserved")).order_by():
        shelf = (each["place__kind"], each["condition"])
        found[each["part"]].held[shelf] = [each["all"], each["promised"]]
    coming = Supply.objects.filter(part__in=keys, state=SupplyState.ORDERED).values("part")
    left = coming.annotate(left=Sum(F("quantity") - F("received")), first=Min("expected_on"))
    for order in left.order_by():
        found[order["part"]].on_order = order["left"]
        found[order["part"]].expected_on = order["first"]
    uses = PartUse.objects.filter(part__in=keys, month__gte=first_month_of_use(on))
    for use in uses.values("part").annotate(sum=Sum("used")).order_by():
        found[use["part"]].used = use["sum"]
    return found


def _line(part: Part, sums: _Sums, on: date) -> StockLine:
    in_pools = [sums.held[PlaceKind.POOL, each] for each in USABLE]
    on_hand, reserved = (sum(each[side] for each in in_pools) for side in (0, 1))
    kept_back = kept_back_of(frequent=part.frequent, chosen=part.kept_back)
    facts = LevelFacts(
        part=life_of(part),
        used=sums.used,
        free=on_hand - reserved,
        on_order=sums.on_order,
        kept_back=kept_back,
        on=on,
    )
    return StockLine(
        part=part_facts(part),
        on_hand=on_hand,
        reserved=reserved,
        office=_held(sums, (PlaceKind.OFFICE,), USABLE),
        bags=_held(sums, (PlaceKind.BAG,), USABLE),
        faulty=_held(sums, PlaceKind, (Condition.FAULTY,)),
        on_order=sums.on_order,
        expected_on=sums.expected_on,
        kept_back=kept_back,
        used=sums.used,
        level=level_of(facts),
    )


def _held(sums: _Sums, kinds: Iterable[PlaceKind], conditions: Iterable[Condition]) -> int:
    wanted = {(kind, condition) for kind in kinds for condition in conditions}
    return sum(held[0] for shelf, held in sums.held.items() if shelf in wanted)
