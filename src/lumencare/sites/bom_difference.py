"""What is new, gone or different between two hardware lists, part by part."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from lumencare.domain.money import ZERO, Money, round_to_fen, total
from lumencare.domain.request import BomLine
from lumencare.exchange.portfolio.bom import ref_key


@dataclass(frozen=True, slots=True)
class PartTotal:
    """All lines of one part on a list together."""

    part_number: str
    description: str
    quantity: Decimal
    amount: Money


@dataclass(frozen=True, slots=True)
class PartChange:
    """One part that is not on both lists alike; the side that lacks it is None."""

    before: PartTotal | None
    after: PartTotal | None

    @property
    def kind(self) -> str:
        """Whether the part is `added`, `removed` or `changed`."""
        if self.before is None:
            return "added"
        return "changed" if self.after else "removed"

    @property
    def part(self) -> PartTotal:
        """The part as it is now, or as it was last."""
        return next(each for each in (self.after, self.before) if each is not None)

    @property
    def amount(self) -> Money:
        """By how much the total changes."""
        return _amount(self.after) - _amount(self.before)

    @property
    def quantity(self) -> Decimal:
        """How many more there are, below zero where there are fewer."""
        return _quantity(self.after) - _quantity(self.before)


@dataclass(frozen=True, slots=True)
class BomDifference:
    """What changed from one list to the next, in the order of the newer one."""

    changes: tuple[PartChange, ...]
    unchanged: int

    @property
    def amount(self) -> Money:
        """By how much the total changes."""
        return total(each.amount for each in self.changes)


def difference(previous: Iterable[BomLine], following: Iterable[BomLine]) -> BomDifference:
    """Compare two lists by part number; in what order and on how many lines does not matter."""
    before, after = _totals(previous), _totals(following)
    keys = dict.fromkeys((*after, *before))
    pairs = [(before.get(each), after.get(each)) for each in keys]
    changed = [PartChange(*pair) for pair in pairs if not _alike(*pair)]
    return BomDifference(tuple(changed), len(pairs) - len(changed))


def _totals(lines: Iterable[BomLine]) -> dict[str, PartTotal]:
    found: dict[str, PartTotal] = {}
    for line in lines:
        key = ref_key(line.part_number)
        so_far = found.get(key) or PartTotal(line.part_number, line.description, Decimal(0), ZERO)
        found[key] = PartTotal(
            so_far.part_number,
            so_far.description,
            so_far.quantity + line.quantity,
            so_far.amount + round_to_fen(line.quantity * line.unit_price.amount),
        )
    return found


def _alike(before: PartTotal | None, after: PartTotal | None) -> bool:
    if before is None or after is None:
        return False
    return (before.quantity, before.amount) == (after.quantity, after.amount)


def _amount(part: PartTotal | None) -> Money:
    return part.amount if part else ZERO


def _quantity(part: PartTotal | None) -> Decimal:
    return part.quantity if part else Decimal(0)
