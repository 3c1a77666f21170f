"""What another work calendar changes: days that become business days, and days that cease to be."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from lumencare.domain.shanghai import say_day
from lumencare.domain.text import Text
from lumencare.domain.workcalendar import CalendarDay, WorkCalendar


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """A day on which two calendars differ; `name` is the holiday behind it, where one is."""

    day: date
    works: bool
    name: Text | None

    @property
    def said(self) -> Text:
        """The day in words, with its weekday."""
        return say_day(self.day)


def changed_days(before: WorkCalendar, after: WorkCalendar) -> tuple[ChangedDay, ...]:
    """Return the days that are business days under one calendar only, in order."""
    named = sorted({day for each in (before, after) for days in _special(each) for day in days})
    return tuple(
        ChangedDay(day, after.is_business_day(day), _name(day, after) or _name(day, before))
        for day in named
        if before.is_business_day(day) != after.is_business_day(day)
    )


def _special(calendar: WorkCalendar) -> Iterator[Mapping[date, CalendarDay]]:
    yield calendar.holidays
    yield calendar.makeup_workdays


def _name(day: date, calendar: WorkCalendar) -> Text | None:
    return next((days[day].name for days in _special(calendar) if day in days), None)
