"""The parts of a day in which visits are made: two half days, the evening, a day at a weekend."""

from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from lumencare.domain.servicehours import CLOSES, OPENS, ServiceWindow
from lumencare.domain.shanghai import at
from lumencare.domain.text import Text
from lumencare.domain.workcalendar import SATURDAY, WorkCalendar

NOON = time(13)
NIGHT = time(23)


class Part(StrEnum):
    """One part of a day, as the board draws it."""

    MORNING = "morning"
    AFTERNOON = "afternoon"
    EVENING = "evening"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"


PART_NAMES = {
    Part.MORNING: Text("8–13", "8–13"),
    Part.AFTERNOON: Text("13–18", "13–18"),
    Part.EVENING: Text("晚", "eve"),
    Part.WEEKEND: Text("周末", "w/e"),
    Part.HOLIDAY: Text("假日", "hol."),
}
# The bought window that each part needs; business hours need none, holidays have no price (D-9).
WINDOW_OF = {Part.EVENING: ServiceWindow.AFTER_HOUR, Part.WEEKEND: ServiceWindow.WEEKEND}


@dataclass(frozen=True, slots=True)
class Opening:
    """A part of a day with its ends."""

    part: Part
    start: datetime
    end: datetime


def openings_of(calendar: WorkCalendar, day: date) -> tuple[Opening, ...]:
    """Return the parts of a day; a make-up workday has those of any business day (D-8)."""
    if calendar.is_business_day(day):
        return (
            Opening(Part.MORNING, at(day, OPENS), at(day, NOON)),
            Opening(Part.AFTERNOON, at(day, NOON), at(day, CLOSES)),
            Opening(Part.EVENING, at(day, CLOSES), at(day, NIGHT)),
        )
    part = Part.WEEKEND if day.weekday() >= SATURDAY else Part.HOLIDAY
    return (Opening(part, at(day, OPENS), at(day, CLOSES)),)
