"""The work calendar: business days with and without a notice of the State Council (D-8)."""

from datetime import date

import pytest

from lumencare.domain.period import Span
from lumencare.domain.text import Text
from lumencare.domain.workcalendar import CalendarDay, CalendarYear, DayKind, build_calendar

NATIONAL_DAY = Text("国庆节", "National Day")
NEW_YEAR = Text("元旦", "New Year's Day")


def holiday(month: int, day: int, *, year: int = 2026) -> CalendarDay:
    return CalendarDay(date(year, month, day), DayKind.HOLIDAY, NATIONAL_DAY)


def makeup(month: int, day: int, *, year: int = 2026) -> CalendarDay:
    return CalendarDay(date(year, month, day), DayKind.MAKEUP_WORKDAY, NATIONAL_DAY)


OFFICIAL_2026 = CalendarYear(
    2026,
    official=True,
    source="notice",
    days=(*(holiday(10, day) for day in range(1, 8)), makeup(9, 20), makeup(10, 10)),
)
EXPECTED_2027 = CalendarYear(
    2027,
    official=False,
    source="rules",
    days=(holiday(1, 1, year=2027), makeup(1, 2, year=2027)),
)
CALENDAR = build_calendar([OFFICIAL_2026, EXPECTED_2027])


@pytest.mark.parametrize(
    ("day", "business"),
    [
        (date(2026, 9, 18), True),  # Friday
        (date(2026, 9, 19), False),  # Saturday
        (date(2026, 9, 20), True),  # Sunday, make-up workday
        (date(2026, 10, 1), False),  # Thursday, holiday
        (date(2026, 10, 3), False),  # Saturday, holiday
        (date(2026, 10, 8), True),  # Thursday after the holiday
        (date(2026, 10, 10), True),  # Saturday, make-up workday
        (date(2026, 10, 11), False),  # Sunday
    ],
)
def test_a_business_day_is_a_weekday_less_holidays_plus_makeup_workdays_d_8(
    day: date, business: bool
) -> None:
    assert CALENDAR.is_business_day(day) is business


def test_the_next_business_day_passes_over_the_whole_holiday() -> None:
    assert CALENDAR.next_business_day(date(2026, 9, 30)) == date(2026, 10, 8)
    assert CALENDAR.next_business_day(date(2026, 10, 9)) == date(2026, 10, 10)


def test_counting_business_days_does_not_count_the_day_it_starts_from() -> None:
    assert CALENDAR.business_day_after(date(2026, 9, 30), 3) == date(2026, 10, 10)
    assert CALENDAR.business_day_after(date(2026, 9, 30), 0) == date(2026, 9, 30)


def test_what_is_only_expected_never_decides_d_8() -> None:
    assert CALENDAR.is_business_day(date(2027, 1, 1))
    assert not CALENDAR.is_business_day(date(2027, 1, 2))
    assert list(CALENDAR.expected_holidays) == [date(2027, 1, 1)]


def test_a_span_is_certain_only_when_every_year_in_it_is_announced_d_8() -> None:
    assert CALENDAR.certain(Span(date(2026, 1, 1), date(2027, 1, 1)))
    assert not CALENDAR.certain(Span(date(2026, 12, 31), date(2027, 1, 2)))
    assert CALENDAR.unannounced_years(Span(date(2025, 12, 31), date(2027, 1, 2))) == (2025, 2027)


def test_an_official_year_takes_the_place_of_an_expected_one() -> None:
    notice = CalendarYear(
        2027,
        official=True,
        source="notice",
        days=(CalendarDay(date(2027, 1, 4), DayKind.HOLIDAY, NEW_YEAR),),
    )
    for order in ([EXPECTED_2027, notice], [notice, EXPECTED_2027]):
        calendar = build_calendar(order)
        assert calendar.is_business_day(date(2027, 1, 1))
        assert not calendar.is_business_day(date(2027, 1, 4))
        assert not calendar.expected_holidays
