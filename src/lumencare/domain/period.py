"""Spans of days, half-open inside; the inclusive last day is for showing."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

DAY = timedelta(days=1)
SHORTEST_MONTH = 28
MONTHS_OF_YEAR = 12


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """The days from `start` up to, not including, `end` (Asia/Shanghai dates)."""

    start: date
    end: date

    def __contains__(self, day: date) -> bool:
        return self.start <= day < self.end

    @property
    def last_day(self) -> date:
        """The last day that belongs to the span."""
        return self.end - DAY

    def overlaps(self, other: "Span") -> bool:
        """Tell whether the two spans share a day."""
        return self.start < other.end and other.start < self.end


def same_day_in(year: int, day: date) -> date:
    """Return the corresponding day of another year, or its month's last day (D-1)."""
    if day.day <= SHORTEST_MONTH:
        return day.replace(year=year)
    last = monthrange(year, day.month)[1]
    return date(year, day.month, min(day.day, last))


def twelve_months_from(start: date) -> Span:
    """Return the 12 months whose first day is `start` (D-6).

    The span ends where the next 12 months begin, so renewals neither overlap nor leave a gap.
    From 29 February it holds the whole of the next February: no day is lost.
    """
    return months_from(start, MONTHS_OF_YEAR)


def months_from(start: date, months: int) -> Span:
    """Return so many months whose first day is `start`, ending as `twelve_months_from` does."""
    corresponding = months_after(start, months)
    return Span(start, corresponding + DAY if corresponding.day < start.day else corresponding)


def months_after(day: date, months: int) -> date:
    """Return the corresponding day of a later month, or that month's last day."""
    years, month = divmod(day.month - 1 + months, MONTHS_OF_YEAR)
    year, month = day.year + years, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))
