"""What is at stake in an old system: its hardware, what of it we cover, what parts will cost us."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from lumencare.domain.money import Money

HUNDRED = 100
HALF = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class PricedPart:
    """Pieces of a part that is going or gone, with their unit price; None: no list names it."""

    quantity: Decimal
    unit: Money | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stake:
    """What is at stake; `exposure` leaves out the `unpriced` kinds of part.

    `covered` is the share of the hardware that we would pay for today, `exposure` what the going
    parts that are expected to fail under cover cost (PP-2).
    """

    bom: Money
    covered: Money
    exposure: Money
    unpriced: int


def stake_of(
    bom: Money, percent: int, years: Fraction, parts: Iterable[PricedPart], failures: Decimal
) -> Stake:
    """Work out what is at stake; `failures` is the assumed share that fails in a year, percent."""
    parts = tuple(parts)
    expected = sum(
        (Fraction(each.quantity) * each.unit.fen for each in parts if each.unit is not None),
        Fraction(0),
    )
    exposure = expected * years * Fraction(failures) / HUNDRED
    return Stake(
        bom=bom,
        covered=_fen(Fraction(bom.fen * percent, HUNDRED)),
        exposure=_fen(exposure),
        unpriced=sum(each.unit is None for each in parts),
    )


def _fen(fen: Fraction) -> Money:
    """Return a number of fen as an amount, half up (D-2)."""
    return Money.of_fen(int((fen + HALF) // 1))
