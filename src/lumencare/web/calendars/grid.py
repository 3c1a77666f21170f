"""A year of the work calendar as twelve small tables, one for each month."""

from calendar import Calendar
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from lumencare.domain.shanghai import FULL_MONTHS_EN
from lumencare.domain.text import Text
from lumencare.domain.workcalendar import SATURDAY, WorkCalendar

WEEKDAYS = (
    Text("一", "M"), Text("二", "T"), Text("三", "W"), Text("四", "T"), Text("五", "F"),
    Text("六", "S"), Text("日", "S"),
)  # fmt: skip
MONTHS = Calendar()
# The two signs that calendars in China print beside a day.
HOLIDAY, MAKEUP, EXPECTED = Text("休", "off"), Text("班", "on"), Text("休?", "off?")
SIGNS = {"off": HOLIDAY, "on": MAKEUP, "maybe": EXPECTED}


@dataclass(frozen=True, slots=True)
class Cell:
    """One day: how it looks, the sign beside it, and the holiday behind it."""

    day: date
    look: str = ""
    sign: Text | None = None
    name: Text | None = None
    changed: bool = False


@dataclass(frozen=True, slots=True)
class Month:
    """One month, its weeks from Monday on; None for days of other months."""

    number: int
    weeks: tuple[tuple[Cell | None, ...], ...]

    @property
    def name(self) -> Text:
        """The month in words."""
        return Text(f"{self.number} 月", FULL_MONTHS_EN[self.number - 1])


def months_of(
    year: int, calendar: WorkCalendar, changed: Collection[date] = ()
) -> tuple[Month, ...]:
    """Return the months of a year; days that a draft changes are marked."""
    return tuple(_month(year, number, calendar, changed) for number in range(1, 13))


def business_days(year: int, calendar: WorkCalendar) -> int:
    """Count the business days of a year."""
    months = (MONTHS.itermonthdates(year, month) for month in range(1, 13))
    days = {each for month in months for each in month if each.year == year}
    return sum(map(calendar.is_business_day, days))


def _month(year: int, number: int, calendar: WorkCalendar, changed: Collection[date]) -> Month:
    weeks = tuple(
        tuple(
            _cell(day, calendar, is_changed=day in changed) if day.month == number else None
            for day in week
        )
        for week in MONTHS.monthdatescalendar(year, number)
    )
    return Month(number, weeks)


def _cell(day: date, calendar: WorkCalendar, *, is_changed: bool) -> Cell:
    for look, sign, days in (
        ("on", MAKEUP, calendar.makeup_workdays),
        ("off", HOLIDAY, calendar.holidays),
        ("maybe", EXPECTED, calendar.expected_holidays),
    ):
        if day in days:
            return Cell(day, look, sign, days[day].name, is_changed)
    return Cell(day, "rest" if day.weekday() >= SATURDAY else "", changed=is_changed)
