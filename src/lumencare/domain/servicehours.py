"""Service hours: business hours, bought windows, and the next opening among them (D-7, NB-1)."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import StrEnum

from lumencare.domain.period import DAY, Span
from lumencare.domain.shanghai import at
from lumencare.domain.workcalendar import SATURDAY, WorkCalendar, days_of

OPENS = time(8)
CLOSES = time(18)
NOTHING = timedelta(0)
SECOND = timedelta(seconds=1)


class ServiceWindow(StrEnum):
    """Hours outside business hours that can be bought (NB-1)."""

    AFTER_HOUR = "after-hour"
    WEEKEND = "weekend"


@dataclass(frozen=True, slots=True)
class ServiceHours:
    """The hours that a request is entitled to: business hours and the windows bought for it."""

    calendar: WorkCalendar
    windows: frozenset[ServiceWindow] = frozenset()


@dataclass(frozen=True, slots=True)
class OpenTime:
    """One stretch of service hours; `window` is None for business hours."""

    start: datetime
    end: datetime
    window: ServiceWindow | None = None


def open_times(hours: ServiceHours, day: date) -> Iterator[OpenTime]:
    """Yield the stretches that begin on a day, in order.

    The after-hour window belongs to the business day on whose evening it begins, so Friday's
    reaches Saturday 8:00 and nothing covers Sunday 18:00 to Monday 8:00 (D-9). The weekend
    window is Saturday's and Sunday's own: a holiday that falls on one is still sold (NB-1),
    a make-up workday is not, because its hours are business hours (D-8).
    """
    if hours.calendar.is_business_day(day):
        yield OpenTime(at(day, OPENS), at(day, CLOSES))
        if ServiceWindow.AFTER_HOUR in hours.windows:
            next_opening = at(day + DAY, OPENS)
            yield OpenTime(at(day, CLOSES), next_opening, ServiceWindow.AFTER_HOUR)
    elif day.weekday() >= SATURDAY and ServiceWindow.WEEKEND in hours.windows:
        yield OpenTime(at(day, OPENS), at(day, CLOSES), ServiceWindow.WEEKEND)


def open_time_from(hours: ServiceHours, moment: datetime) -> OpenTime:
    """Return the stretch that holds a due moment, or the first one after it.

    The closing moment is still inside: a commitment that ends at 18:00 ends within the hours.
    """
    # Only the window of the evening before can reach into the day of the moment.
    day = moment.date() - (DAY if ServiceWindow.AFTER_HOUR in hours.windows else NOTHING)
    while True:
        for stretch in open_times(hours, day):
            if moment <= stretch.end:
                return stretch
        day += DAY


def is_open(hours: ServiceHours, moment: datetime) -> bool:
    """Tell whether service is given at a moment; at the closing one it is over."""
    stretch = open_time_from(hours, moment)
    if moment == stretch.end:
        stretch = open_time_from(hours, moment + SECOND)
    return stretch.start <= moment


def counted_report_day(calendar: WorkCalendar, reported: datetime) -> date:
    """Return the business day that a report counts for: from 18:00 on, the next one (D-7)."""
    day = reported.date()
    if calendar.is_business_day(day) and reported.time() < CLOSES:
        return day
    return calendar.next_business_day(day)


def next_business_moment(calendar: WorkCalendar, moment: datetime) -> datetime:
    """Return the moment itself in business hours, else the next opening."""
    day = moment.date()
    if calendar.is_business_day(day) and moment.time() < CLOSES:
        return max(moment, at(day, OPENS))
    return at(calendar.next_business_day(day), OPENS)


def business_time(calendar: WorkCalendar, start: datetime, end: datetime) -> timedelta:
    """Add up the business hours between two instants."""
    days = days_of(Span(start.date(), end.date() + DAY))
    return sum(
        (
            max(NOTHING, min(end, at(day, CLOSES)) - max(start, at(day, OPENS)))
            for day in days
            if calendar.is_business_day(day)
        ),
        NOTHING,
    )


def add_business_time(calendar: WorkCalendar, moment: datetime, amount: timedelta) -> datetime:
    """Walk forward through business hours, to the exact moment; a walk may end at 18:00."""
    day = moment.date()
    while amount:
        if calendar.is_business_day(day):
            start = max(moment, at(day, OPENS))
            room = max(NOTHING, at(day, CLOSES) - start)
            if amount <= room:
                return start + amount
            amount -= room
        day += DAY
    return moment
