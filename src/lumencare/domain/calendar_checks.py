"""What must hold for the days that a year's holiday notice lists (D-8)."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import chain, islice

from lumencare.domain.period import DAY, Span
from lumencare.domain.text import Text
from lumencare.domain.workcalendar import SATURDAY, CalendarDay, DayKind, days_of

DUPLICATE = Text("同一天只能列一次。", "A day may be listed only once.")
BOTH_KINDS = Text(
    "同一天不能既放假又上班。", "A day cannot be both a holiday and a make-up workday."
)
ON_A_WEEKDAY = Text("调休上班日应为周六或周日。", "A make-up workday is a Saturday or a Sunday.")
OUTSIDE = Text(
    "应为本年的日期，或上一年 12 月的最后一周。",
    "A day of the notice's year, or of the last week of December before it, is expected.",
)
BACKWARDS = Text("末日不得早于首日。", "The last day may not be before the first.")

# Days that are holidays by law in every year (State Council, regulation on national holidays).
FIXED_HOLIDAYS = ((1, 1), (5, 1), (10, 1), (10, 2), (10, 3))
# How many days off a year brings: weekdays that are free, less weekend days that are worked.
DAYS_OFF_BY_LAW = ((2025, 13), (2008, 11))


@dataclass(frozen=True, slots=True)
class ListedDays:
    """One line of a notice: a day, or a run of days, of one kind and one name."""

    kind: DayKind
    name: Text
    first: date
    last: date
    line: int = 0

    @property
    def span(self) -> Span:
        """The days of the line."""
        return Span(self.first, self.last + DAY)


@dataclass(frozen=True, slots=True)
class DayFault:
    """One thing wrong with a line: what stands there, and what is expected."""

    line: int
    given: str
    allowed: Text


def find_day_faults(year: int, listed: Sequence[ListedDays]) -> list[DayFault]:
    """Return all that keeps some lines from being the days of a year, in the order of the lines."""
    own = [(each, list(_own_faults(each, year))) for each in listed]
    sound = [each for each, faults in own if not faults]
    found = [*chain.from_iterable(faults for _, faults in own), *_listed_twice(sound)]
    return sorted(found, key=lambda each: each.line)


def calendar_days(listed: Iterable[ListedDays]) -> Iterator[CalendarDay]:
    """Yield every day that some lines list."""
    for row in listed:
        for day in days_of(row.span):
            yield CalendarDay(day, row.kind, row.name)


def days_off(listed: Iterable[ListedDays]) -> int:
    """Count what a year brings: weekdays that are free, less weekend days that are worked."""
    days = list(calendar_days(listed))
    free = sum(each.kind is DayKind.HOLIDAY and each.day.weekday() < SATURDAY for each in days)
    return free - sum(each.kind is DayKind.MAKEUP_WORKDAY for each in days)


def days_off_by_law(year: int) -> int | None:
    """Return how many days off a year should bring; None before 2008."""
    return next((days for since, days in DAYS_OFF_BY_LAW if year >= since), None)


def missing_holidays(year: int, listed: Iterable[ListedDays]) -> list[date]:
    """Return the days that are holidays by law and are not among those listed."""
    free = {each.day for each in calendar_days(listed) if each.kind is DayKind.HOLIDAY}
    fixed = (date(year, month, day) for month, day in FIXED_HOLIDAYS)
    return [day for day in fixed if day not in free]


def _own_faults(row: ListedDays, year: int) -> Iterator[DayFault]:
    for given, allowed in chain.from_iterable(check(row, year) for check in CHECKS):
        yield DayFault(row.line, given, allowed)


def _runs_backwards(row: ListedDays, _year: int) -> Iterator[tuple[str, Text]]:
    if row.last < row.first:
        yield f"{row.first} - {row.last}", BACKWARDS


def _lies_outside(row: ListedDays, year: int) -> Iterator[tuple[str, Text]]:
    for day in sorted({row.first, row.last}):
        if not belongs_to_year(day, year):
            yield str(day), OUTSIDE


def _works_on_a_weekday(row: ListedDays, _year: int) -> Iterator[tuple[str, Text]]:
    if row.kind is DayKind.MAKEUP_WORKDAY:
        weekdays = (str(day) for day in days_of(row.span) if day.weekday() < SATURDAY)
        yield from ((day, ON_A_WEEKDAY) for day in islice(weekdays, 1))


CHECKS: tuple[Callable[[ListedDays, int], Iterator[tuple[str, Text]]], ...] = (
    _runs_backwards,
    _lies_outside,
    _works_on_a_weekday,
)


def belongs_to_year(day: date, year: int) -> bool:
    """Tell whether the notice of a year may set this day.

    New Year notices reach back: the one for 2019 made 29 December 2018 a workday and
    31 December 2018 a holiday.
    """
    return date(year - 1, 12, 25) <= day <= date(year, 12, 31)


def _listed_twice(rows: Iterable[ListedDays]) -> Iterator[DayFault]:
    seen: dict[date, DayKind] = {}
    for row in rows:
        for day in days_of(row.span):
            if day in seen:
                allowed = DUPLICATE if seen[day] is row.kind else BOTH_KINDS
                yield DayFault(row.line, str(day), allowed)
            seen[day] = row.kind
