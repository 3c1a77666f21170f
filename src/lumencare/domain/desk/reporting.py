"""What cases came to: on time by commitment and month, and when a share may be said at all."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

# Fewer cases than this are told as a count: a share of so few says nothing.
ENOUGH = 20
# The line that on time is held against, in percent.
GOAL = 95


@dataclass(frozen=True, slots=True)
class Outcome:
    """One promise that was kept or not, by the month of its report."""

    commitment: str
    month: date
    is_in_time: bool


@dataclass(frozen=True, slots=True)
class OnTime:
    """How many promises of a month were kept; `percent` is None where there are too few."""

    commitment: str
    month: date | None
    in_time: int
    total: int

    @property
    def percent(self) -> int | None:
        """The share kept, rounded down: 94.9 is no 95."""
        return self.in_time * 100 // self.total if self.total >= ENOUGH else None

    @property
    def is_on_goal(self) -> bool | None:
        """Whether the share is at the line or above; None where there is no share."""
        return None if self.total < ENOUGH else self.in_time * 100 >= GOAL * self.total


def on_time(outcomes: Iterable[Outcome]) -> tuple[OnTime, ...]:
    """Count promises by commitment and month, and each commitment in all, months first."""
    counts: dict[tuple[str, date | None], list[int]] = defaultdict(lambda: [0, 0])
    for each in outcomes:
        for month in (each.month, None):
            count = counts[each.commitment, month]
            count[0] += each.is_in_time
            count[1] += 1
    ordered = sorted(counts, key=lambda key: (key[0], key[1] or date.max))
    return tuple(OnTime(*key, *counts[key]) for key in ordered)
