"""How many of a part that is no longer made must be on hand until the last cover ends.

The Chinese text promises replacement parts through year 8 (PP-2, TS-3): what cannot be ordered
any more has to be held, or the system is led to System Care (SY-1).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import ceil

from lumencare.domain.shanghai import say_english_day
from lumencare.domain.stock.kinds import PartState
from lumencare.domain.text import Reason, Text, applies, does_not_apply

HUNDRED = 100


@dataclass(frozen=True, slots=True)
class Covered:
    """Pieces of a part in one system, and for how many years their replacement is covered."""

    quantity: Decimal
    years: Fraction


@dataclass(frozen=True, slots=True, kw_only=True)
class LastBuyFacts:
    """A part that is going or gone, what is covered of it, and what there is.

    `replaced_by` is a successor that can be ordered, empty where there is none. `failures` is the
    assumed share of pieces that fail in a year, in percent.
    """

    state: PartState
    last_order_on: date | None
    replaced_by: str
    covered: tuple[Covered, ...]
    free: int
    on_order: int
    failures: Decimal
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class LastBuy:
    """What is expected to be needed, what should be held, what is missing of it, and why."""

    installed: Decimal
    expected: Decimal
    to_hold: int
    short: int
    # Days until the last order, which still counts; None where none can be placed or is dated.
    days_left: int | None
    orderable: bool
    because: tuple[Reason, ...]

    @property
    def lead_to_upgrade(self) -> bool:
        """Whether nothing can be ordered for what is missing: System Care is the way (SY-1)."""
        return self.short > 0 and not self.orderable


def plan_last_buy(facts: LastBuyFacts) -> LastBuy:
    """Work out the stock to hold: covered pieces x years left x failures a year, rounded up."""
    piece_years = sum((Fraction(each.quantity) * each.years for each in facts.covered), Fraction(0))
    expected = piece_years * Fraction(facts.failures) / HUNDRED
    to_hold = 0 if facts.replaced_by else ceil(expected)
    short = max(0, to_hold - facts.free - facts.on_order)
    installed = sum((each.quantity for each in facts.covered), Decimal(0))
    orderable = _can_order(facts)
    return LastBuy(
        installed=installed,
        expected=_tenths(expected),
        to_hold=to_hold,
        short=short,
        days_left=_days_left(facts),
        orderable=orderable,
        because=tuple(_because(facts, piece_years, to_hold, short)),
    )


def _can_order(facts: LastBuyFacts) -> bool:
    if facts.state is PartState.OBSOLETE:
        return False
    return facts.last_order_on is None or facts.on <= facts.last_order_on


def _days_left(facts: LastBuyFacts) -> int | None:
    if not _can_order(facts) or facts.last_order_on is None:
        return None
    return (facts.last_order_on - facts.on).days


def _tenths(number: Fraction) -> Decimal:
    """Return a number to one decimal place, half up, in whole numbers."""
    above, below = number.numerator, number.denominator
    return Decimal((above * 20 + below) // (2 * below)).scaleb(-1)


def _because(
    facts: LastBuyFacts, piece_years: Fraction, to_hold: int, short: int
) -> Iterator[Reason]:
    yield _say_need(facts, piece_years)
    if facts.replaced_by:
        yield _say_replaced(facts.replaced_by)
        return
    yield _say_held(facts, to_hold, short)
    if short:
        yield _say_way(facts, short)


def _say_need(facts: LastBuyFacts, piece_years: Fraction) -> Reason:
    pieces = sum((each.quantity for each in facts.covered), Decimal(0)).normalize()
    share = facts.failures.normalize()
    years = _tenths(piece_years)
    expected = _tenths(piece_years * Fraction(facts.failures) / HUNDRED)
    count = len(facts.covered)
    text = Text(
        f"{count} 个系统有 {pieces:f} 件在保障期内，至保障结束共 {years} 件年；按每年 {share:f}%"
        f"（假定）计，预计需更换 {expected} 件。",
        f"Systems with cover: {count}, with {pieces:f} pieces and {years} piece-years until it "
        f"ends; at {share:f}% a year (assumed) {expected} are expected to fail.",
    )
    return applies("PP-2", text, systems=count, piece_years=str(years), expected=str(expected))


def _say_replaced(number: str) -> Reason:
    text = Text(
        f"替代型号 {number} 仍可订货，无需为此备货。",
        f"Its successor {number} can be ordered: nothing has to be held for it.",
    )
    return does_not_apply("SY-1", text, successor=number)


def _say_held(facts: LastBuyFacts, to_hold: int, short: int) -> Reason:
    text = Text(
        f"应备 {to_hold} 件；备件库可用 {facts.free} 件，在途 {facts.on_order} 件，缺 {short} 件。",
        f"To be held: {to_hold}; the pool has {facts.free} free and {facts.on_order} on order; "
        f"short by {short}.",
    )
    return applies("SC-7", text, to_hold=to_hold, free=facts.free, on_order=facts.on_order)


def _say_way(facts: LastBuyFacts, short: int) -> Reason:
    if _can_order(facts):
        day = facts.last_order_on
        until_zh = f"，最后订货日 {day}" if day else ""
        until_en = f" by {say_english_day(day)}" if day else ""
        text = Text(f"还可订货{until_zh}：请订 {short} 件。", f"Order {short}{until_en}.")
        return applies("SC-7", text, to_order=short)
    text = Text(
        "已不能订货且没有替代型号：请向这些系统提出系统保障计划。",
        "It can no longer be ordered and nothing replaces it: offer these systems the System "
        "Care Plan.",
    )
    return applies("SY-1", text)
