"""How many of a part the pool should hold, when to order more, and how long it lasts (SC-7)."""

from dataclasses import dataclass
from datetime import date

from lumencare.domain.stock.serving import PartLife, can_order
from lumencare.domain.text import Reason, Text, applies, does_not_apply

DAYS_OF_USE = 365
# Where nobody has said how long an order takes; ours, not published.
ASSUMED_LEAD_DAYS = 45
# Each order lasts for so long beyond the minimum, so that not every issue makes an order.
DAYS_BETWEEN_ORDERS = 30


@dataclass(frozen=True, slots=True, kw_only=True)
class LevelFacts:
    """A part of the pool: how many were used in twelve months, how many there are and come."""

    part: PartLife
    used: int
    free: int
    on_order: int
    kept_back: int
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """The least that should be free or on order, how many to order, and why."""

    minimum: int
    to_order: int
    # None: nothing was used, so it lasts as long as one likes.
    days_left: int | None
    because: tuple[Reason, ...]


def level_of(facts: LevelFacts) -> Level:
    """Work out the minimum level of a part and what is missing of it.

    Minimum = use while an order is under way + half as much again, each rounded up, and no less
    than what is kept back for plan customers.
    """
    lead = ASSUMED_LEAD_DAYS if facts.part.lead_days is None else facts.part.lead_days
    under_way = _round_up(facts.used * lead, DAYS_OF_USE)
    safety = _round_up(under_way, 2)
    minimum = max(under_way + safety, facts.kept_back)
    available = facts.free + facts.on_order
    missing = minimum - available
    between = _round_up(facts.used * DAYS_BETWEEN_ORDERS, DAYS_OF_USE)
    orderable = can_order(facts.part, facts.on)
    return Level(
        minimum=minimum,
        to_order=missing + between if missing > 0 and orderable else 0,
        days_left=facts.free * DAYS_OF_USE // facts.used if facts.used > 0 else None,
        because=(
            _say_minimum(facts, lead, under_way, safety, minimum),
            _say_available(facts, minimum, between),
            *_say_life(facts, missing),
        ),
    )


def first_month_of_use(on: date) -> date:
    """Return the first of the twelve whole months, the one that runs included, that count."""
    year, month = divmod(on.year * 12 + on.month - 12, 12)
    return date(year, month + 1, 1)


def month_of(day: date) -> date:
    """Return the month under which a use is counted."""
    return day.replace(day=1)


def _round_up(of: int, by: int) -> int:
    return -(-max(of, 0) // by)


def _say_minimum(facts: LevelFacts, lead: int, under_way: int, safety: int, minimum: int) -> Reason:
    assumed = facts.part.lead_days is None
    note = Text("（假定）", " (assumed)") if assumed else Text("", "")
    text = Text(
        f"近 12 个月用 {facts.used} 件 × 交期 {lead} 天{note.zh} ÷ {DAYS_OF_USE} = {under_way} 件，"
        f"加安全量 {safety} 件，不少于为计划客户保留的 {facts.kept_back} 件："
        f"最低库存 {minimum} 件。",
        f"{facts.used} used in 12 months × {lead} days{note.en} of lead time ÷ {DAYS_OF_USE} = "
        f"{under_way}, plus {safety} to be safe, and no less than the {facts.kept_back} kept for "
        f"plan customers: the minimum is {minimum}.",
    )
    return applies("SC-7", text, used=facts.used, lead_days=lead, minimum=minimum)


def _say_available(facts: LevelFacts, minimum: int, between: int) -> Reason:
    available = facts.free + facts.on_order
    if available >= minimum:
        text = Text(
            f"可用 {facts.free} 件，在途 {facts.on_order} 件，合计 {available} 件，"
            "不低于最低库存。",
            f"Free: {facts.free}, on order: {facts.on_order}, together {available}: no less than "
            "the minimum.",
        )
        return does_not_apply("SC-7", text, available=available)
    text = Text(
        f"可用 {facts.free} 件，在途 {facts.on_order} 件，比最低库存少 {minimum - available} 件；"
        f"另加 {DAYS_BETWEEN_ORDERS} 天的用量 {between} 件。",
        f"Free: {facts.free}, on order: {facts.on_order}, {minimum - available} below the "
        f"minimum; {between} more last for {DAYS_BETWEEN_ORDERS} days.",
    )
    return applies("SC-7", text, available=available, between=between)


def _say_life(facts: LevelFacts, missing: int) -> tuple[Reason, ...]:
    part = facts.part
    if can_order(part, facts.on):
        if part.last_order_on is None:
            return ()
        text = Text(
            f"最后订货日为 {part.last_order_on}，请一并考虑此后的用量。",
            f"The last day to order is {part.last_order_on}; think of what is used after it.",
        )
        return (applies("SC-7", text, last_order_on=part.last_order_on),)
    if missing <= 0:
        return ()
    after = Text(f"，请订替代型号 {part.successor}", f"; order its successor {part.successor}")
    instead = after if part.successor else Text("，也没有替代型号", " and has no successor")
    text = Text(f"该型号已不能订货{instead.zh}。", f"It can no longer be ordered{instead.en}.")
    return (does_not_apply("SC-7", text),)
