"""Amounts in RMB, exact to the fen, and the one place where they are rounded (D-2)."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

FEN = Decimal("0.01")
HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True, order=True)
class Money:
    """An amount in RMB with two decimal places, VAT excluded unless its name says otherwise."""

    amount: Decimal

    @classmethod
    def of(cls, amount: int | str | Decimal) -> "Money":
        """Build an amount from exact digits.

        ValueError where it is no number, too great to be exact, or has more than two decimals.
        """
        try:
            exact = Decimal(amount)
            rounded = exact.quantize(FEN)
            if not exact.is_finite():
                raise InvalidOperation
        except InvalidOperation as error:
            raise ValueError(f"{amount!s:.40} is no amount") from error
        if rounded != exact:
            raise ValueError(f"{amount} has more than two decimals")
        return cls(rounded)

    @classmethod
    def of_fen(cls, fen: int) -> "Money":
        """Build an amount from a whole number of fen."""
        return cls(Decimal(fen).scaleb(-2))

    @property
    def fen(self) -> int:
        """The amount as a whole number of fen."""
        return int(self.amount.scaleb(2))

    def __add__(self, other: "Money") -> "Money":
        return Money(self.amount + other.amount)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.amount - other.amount)

    def __mul__(self, count: int) -> "Money":
        return Money(self.amount * count)

    def __bool__(self) -> bool:
        return bool(self.amount)

    def __str__(self) -> str:
        """Decimal text with two places, as the interfaces give it: `30000.00`."""
        return str(self.amount)

    @property
    def grouped(self) -> str:
        """The amount as people read it, with thousands separators: `30,000.00`."""
        return f"{self.amount:,}"


ZERO = Money(Decimal("0.00"))


def round_to_fen(exact: Decimal) -> Money:
    """Round an exact product to the fen, half up (D-2)."""
    return Money(exact.quantize(FEN, ROUND_HALF_UP))


def percent_of(amount: Money, percent: Decimal) -> Money:
    """Return `percent` of an amount, rounded to the fen (D-2)."""
    return round_to_fen(amount.amount * percent / HUNDRED)


def total(amounts: Iterable[Money]) -> Money:
    """Add up amounts that are already whole fen."""
    return Money(sum((each.amount for each in amounts), ZERO.amount))
