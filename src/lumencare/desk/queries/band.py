"""The band of the next three days: when cases fall due, and when engineers work."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta

from lumencare.accounts.models import User
from lumencare.desk.frame import Frame
from lumencare.desk.queries.rows import visible_cases
from lumencare.domain.desk.clock import ClockState
from lumencare.domain.servicehours import ServiceHours, open_times
from lumencare.domain.shanghai import at, in_shanghai

DAYS = 3
STEP = timedelta(minutes=30)
MOST = 1000


@dataclass(frozen=True, slots=True)
class Pin:
    """Cases that fall due within the same half hour; `name` is the site of the first."""

    at: datetime
    count: int
    name: str
    number: str
    late: bool


@dataclass(frozen=True, slots=True)
class Band:
    """Three days from midnight on, what is open in them, and what falls due."""

    start: datetime
    end: datetime
    days: tuple[datetime, ...]
    hours: tuple[tuple[datetime, datetime], ...]
    pins: tuple[Pin, ...]
    # What fell due before the band begins.
    before: int

    def place(self, moment: datetime) -> float:
        """Return where a moment stands, in percent from the left."""
        share = (moment - self.start) / (self.end - self.start)
        return round(100 * max(0.0, min(1.0, share)), 2)


def band_of(user: User, frame: Frame) -> Band:
    """Return the band of the cases that a person may see, in one statement."""
    now = frame.now
    today = in_shanghai(now).date()
    days = tuple(at(today + timedelta(days=each), time(0)) for each in range(DAYS))
    start, end = days[0], days[-1] + timedelta(days=1)
    hours = ServiceHours(frame.calendar)
    rows = visible_cases(user).filter(clock=ClockState.RUNNING.value, due_at__lt=end)
    found = rows.order_by("due_at", "pk").values_list("due_at", "site__name", "number")[:MOST]
    pins: dict[datetime, Pin] = {}
    before = 0
    for due, name, number in found:
        if due is None or due < start:
            before += due is not None
            continue
        slot = start + STEP * ((due - start) // STEP)
        first = pins.get(slot)
        pins[slot] = (
            Pin(first.at, first.count + 1, first.name, first.number, first.late)
            if first
            else Pin(in_shanghai(due), 1, name or "", number, due < now)
        )
    stretches = tuple(
        (each.start, each.end) for day in days for each in open_times(hours, day.date())
    )
    return Band(start, end, days, stretches, tuple(pins.values()), before)
