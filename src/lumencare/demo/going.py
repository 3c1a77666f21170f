"""Visits of the made-up office that somebody who is free makes: booked, and gone to."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time

from lumencare.accounts.models import User
from lumencare.calendars.queries import calendar_in_force
from lumencare.domain.problems import Refused
from lumencare.domain.shanghai import at
from lumencare.field.actions import Placement, arrive, book
from lumencare.field.models import Engineer, Visit

MORNING, NOON, EVENING = time(8), time(13), time(18)
LOOK_AHEAD = 20


@dataclass(frozen=True, slots=True)
class Trip:
    """A visit to which somebody went: who, and when they were done there."""

    visit: Visit
    by: User
    at: datetime


def book_free(visit: Visit, after: date, by: User, now: datetime) -> Visit:
    """Book the first engineer who is free on a business day after another."""
    for day in _business_days(after):
        # The first one's mornings stay free (`demo.visits`).
        for engineer in Engineer.objects.order_by("pk")[1:]:
            try:
                return book(visit, half_a_day(engineer, day), by=by, now=now)
            except Refused:
                continue
    raise LookupError(f"nobody is free within {LOOK_AHEAD} days of {after}")


def go(visit: Visit, after: date, by: User, now: datetime) -> Trip:
    """Let somebody who was free have come; what they did there is still to be recorded."""
    booked = book_free(visit, after, by, now)
    engineer, start, end = booked.engineer, booked.starts_at, booked.ends_at
    if engineer is None or start is None or end is None:
        raise LookupError(f"{booked.number} is not booked")
    arrive(booked, at=start, by=engineer.person, now=start)
    return Trip(booked, engineer.person, end)


def half_a_day(engineer: Engineer, day: date, start: time = MORNING) -> Placement:
    """Return a morning with an engineer, or an afternoon, as it was agreed with the customer."""
    end = NOON if start == MORNING else EVENING
    return Placement(
        engineer=engineer, starts_at=at(day, start), ends_at=at(day, end), why="与客户约定"
    )


def _business_days(after: date) -> Iterator[date]:
    calendar, day = calendar_in_force(), after
    for _ in range(LOOK_AHEAD):
        day = calendar.next_business_day(day)
        yield day
