"""The work calendar in force: the shipped files, with the office's notices in their place (D-8)."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from lumencare.calendars.models import HolidayNotice, NoticeState
from lumencare.data.workcalendars import shipped_years
from lumencare.domain.calendar_checks import ListedDays, calendar_days
from lumencare.domain.reading import read_date
from lumencare.domain.text import Text
from lumencare.domain.workcalendar import CalendarYear, DayKind, WorkCalendar, build_calendar

# A year and the fingerprint of its days.
Mark = tuple[int, str]


def calendar_in_force() -> WorkCalendar:
    """Return the calendar that decides today.

    One small query says which notices are in force; nothing else is read while they are the same.
    So what one process approves holds in all at once.
    """
    return _calendar_of(marks_in_force())


def calendar_with(notice: HolidayNotice) -> WorkCalendar:
    """Return the calendar as it would be with a notice in force, too."""
    others = tuple(each for each in marks_in_force() if each[0] != notice.year)
    years = [each for each in _years_of(others) if each.year != notice.year]
    return build_calendar([*years, year_of(notice)])


def calendar_without(notice: HolidayNotice) -> WorkCalendar:
    """Return the calendar as it would be if a notice were in force no more."""
    return _calendar_of(marks_in_force(without=notice.pk))


def years_in_force() -> tuple[CalendarYear, ...]:
    """Return every year that is known, announced or expected, in order."""
    return _years_of(marks_in_force())


def marks_in_force(without: int = 0) -> tuple[Mark, ...]:
    """Return which notice decides for each year that the office has one for: the last approved."""
    rows = HolidayNotice.objects.filter(state=NoticeState.IN_FORCE).exclude(pk=without)
    found = rows.order_by("approved_at", "pk").values_list("year", "sha256")
    return tuple(sorted(dict(found).items()))


def year_of(notice: HolidayNotice) -> CalendarYear:
    """Return a notice as the year of a calendar."""
    days = tuple(calendar_days(listed_days(notice.days)))
    return CalendarYear(notice.year, official=True, source=notice.source, days=days)


def listed_days(rows: Iterable[dict[str, Any]]) -> list[ListedDays]:
    """Return the days of a notice as its row keeps them."""
    return [
        ListedDays(
            DayKind(each["kind"]),
            Text(each["zh"], each["en"]),
            read_date(each["first"]),
            read_date(each["last"]),
            each["line"],
        )
        for each in rows
    ]


@lru_cache(maxsize=16)
def _calendar_of(marks: tuple[Mark, ...]) -> WorkCalendar:
    return build_calendar(_years_of(marks))


@lru_cache(maxsize=16)
def _years_of(marks: tuple[Mark, ...]) -> tuple[CalendarYear, ...]:
    kept = {year for year, _ in marks}
    shipped = [each for each in shipped_years() if each.year not in kept]
    office = [_read_year(*each) for each in marks]
    return tuple(sorted([*shipped, *office], key=lambda each: (each.year, not each.official)))


@lru_cache(maxsize=64)
def _read_year(year: int, sha256: str) -> CalendarYear:
    rows = HolidayNotice.objects.filter(year=year, sha256=sha256, state=NoticeState.IN_FORCE)
    notice = rows.order_by("approved_at", "pk").last()
    if notice is None:
        # Withdrawn between the two reads: as it stood when its mark was read.
        notice = HolidayNotice.objects.filter(year=year, sha256=sha256).latest("pk")
    return year_of(notice)
