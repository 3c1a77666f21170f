"""The work calendar: which days are business days, and which of them are certain (D-8)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from lumencare.domain.period import DAY, Span
from lumencare.domain.text import Text

SATURDAY = 5


class DayKind(StrEnum):
    """What a notice of the State Council makes of a day."""

    HOLIDAY = "holiday"
    MAKEUP_WORKDAY = "makeup-workday"


@dataclass(frozen=True, slots=True)
class CalendarDay:
    """A day that is not what its weekday says, with the name of the holiday behind it."""

    day: date
    kind: DayKind
    name: Text


@dataclass(frozen=True, slots=True)
class CalendarYear:
    """The days of one year: as announced (official), or as expected before the notice."""

    year: int
    official: bool
    source: str
    days: tuple[CalendarDay, ...] = ()


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Business days: weekdays less announced holidays, plus announced make-up workdays (D-8).

    What is only expected is kept for explanations and never decides.
    """

    official_years: frozenset[int]
    holidays: Mapping[date, CalendarDay]
    makeup_workdays: Mapping[date, CalendarDay]
    expected_holidays: Mapping[date, CalendarDay]

    def is_business_day(self, day: date) -> bool:
        """Tell whether engineers work on this day; without a notice, by its weekday (D-8)."""
        if day.weekday() < SATURDAY and day not in self.holidays:
            return True
        return day in self.makeup_workdays

    def next_business_day(self, day: date) -> date:
        """Return the first business day after `day`."""
        return self._walk(day, DAY)

    def business_day_after(self, day: date, count: int) -> date:
        """Return the `count`-th business day after `day`, which is not counted itself."""
        for _ in range(count):
            day = self._walk(day, DAY)
        return day

    def certain(self, span: Span) -> bool:
        """Tell whether every year that the span touches has been announced (D-8)."""
        return not self.unannounced_years(span)

    def unannounced_years(self, span: Span) -> tuple[int, ...]:
        """Return the years of the span that were computed without a notice (D-8)."""
        years = range(span.start.year, span.last_day.year + 1)
        return tuple(year for year in years if year not in self.official_years)

    def _walk(self, day: date, step: timedelta) -> date:
        day += step
        while not self.is_business_day(day):
            day += step
        return day


def days_of(span: Span) -> Iterator[date]:
    """Go through the days of a span."""
    day = span.start
    while day < span.end:
        yield day
        day += DAY


def build_calendar(years: Iterable[CalendarYear]) -> WorkCalendar:
    """Build the calendar; an official year takes the place of an expected one."""
    known = tuple(years)
    official = frozenset(each.year for each in known if each.official)
    announced = [day for each in known if each.official for day in each.days]
    expected = [day for each in known if each.year not in official for day in each.days]
    return WorkCalendar(
        official_years=official,
        holidays=_by_day(announced, DayKind.HOLIDAY),
        makeup_workdays=_by_day(announced, DayKind.MAKEUP_WORKDAY),
        expected_holidays=_by_day(expected, DayKind.HOLIDAY),
    )


def _by_day(days: Iterable[CalendarDay], kind: DayKind) -> dict[date, CalendarDay]:
    return {each.day: each for each in days if each.kind is kind}
