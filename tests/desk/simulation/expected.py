"""The same rules computed a second time, another way: by counting minutes, and from tables.

Nothing here is imported from the product. Instants are naive times of Shanghai's clocks, and all
that happens does so at whole steps of five minutes.
"""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import chinese_calendar

STEP = timedelta(minutes=5)
HOURS = {"24h": 24, "48h": 48, "72h": 72}
WORKING = (8, 18)
SERVICE = {"service-care", "technology-support"}


@dataclass
class Bought:
    """A plan or option that a system has from a first day up to a day; bought on its first."""

    code: str
    start: date
    end: date
    year: int | None = None

    def runs(self, on: date) -> bool:
        """Tell whether it runs on a day."""
        return self.start <= on < self.end


@dataclass
class Owned:
    """A system as the tables need it."""

    warranty: str
    ordered: date
    by_maker: bool
    bought: list[Bought] = field(default_factory=list)


@dataclass
class Run:
    """One run of a clock: from a report, or from being opened again."""

    since: datetime
    pauses: list[tuple[datetime, datetime | None]] = field(default_factory=list)
    windows: list[tuple[datetime, str]] = field(default_factory=list)
    started: datetime | None = None
    stopped: bool = False


def year_of(ordered: date, on: date) -> int:
    """Count project years: the n-th ends with the n-th anniversary (D-1); none of these is 29/2."""
    years = on.year - ordered.year
    passed = (on.month, on.day) > (ordered.month, ordered.day)
    return max(1, years + passed)


def parts(owned: Owned, on: date) -> int:
    """Return the percent that parts get from the best of what runs."""
    year = year_of(owned.ordered, on)
    table = {
        "1Y": {1: 100},
        "2Y": {1: 100, 2: 100},
        "HWQS8": dict(zip(range(1, 9), (100, 100, 50, 50, 50, 25, 25, 25), strict=True)),
    }
    found = [table[owned.warranty].get(year, 0)]
    for each in owned.bought:
        if not each.runs(on) or year > 8:
            continue
        if each.code == "part-care-basic":
            found.append(100 if year <= 2 else 50 if year <= 5 else 25)
        if each.code in {"part-care-plus", "technology-support"}:
            found.append(100)
    return max(found)


def labour(owned: Owned, on: date) -> bool:
    """Tell whether diagnostic labour is covered."""
    year = year_of(owned.ordered, on)
    if owned.warranty == "2Y" and owned.by_maker and year <= 2:
        return True
    return any(each.code in SERVICE and each.runs(on) for each in owned.bought)


def response(owned: Owned, on: date) -> str:
    """Return what is promised: an option that runs, for who holds a service plan."""
    running = {each.code for each in owned.bought if each.runs(on)}
    if not running & SERVICE:
        return "none"
    return next(iter(running & HOURS.keys()), "standard")


def due(promise: str, run: Run) -> datetime | None:
    """Return by when work must start; None while the clock stands, or where nothing is promised."""
    if promise == "none":
        return None
    return _standard(run) if promise == "standard" else _elapsed(HOURS[promise], run)


def _closed_by(run: Run) -> list[tuple[datetime, datetime]]:
    """Return the pauses as they count: work that starts ends them; one open for ever is long."""
    far = run.since + timedelta(days=200)
    ends = run.started or far
    return [(start, min(end or far, max(ends, start))) for start, end in run.pauses]


def _standard(run: Run) -> datetime | None:
    """Count ten business days of ten hours, minute by minute, from the day after the report's."""
    day = run.since.date()
    if not (chinese_calendar.is_workday(day) and run.since.hour < WORKING[1]):
        day = _next_workday(day)
    moment = datetime.combine(_next_workday(day), datetime.min.time()) + timedelta(hours=8)
    pauses, left = _closed_by(run), 10 * 10 * 60 // 5
    end = run.since + timedelta(days=150)
    while left:
        if moment > end:
            return None
        if not chinese_calendar.is_workday(moment.date()):
            moment = datetime.combine(moment.date() + timedelta(1), datetime.min.time())
            moment += timedelta(hours=8)
            continue
        if moment.hour >= WORKING[1]:
            moment = moment.replace(hour=8, minute=0) + timedelta(days=1)
            continue
        if not any(start <= moment < stop for start, stop in pauses):
            left -= 1
        moment += STEP
    return moment


def _next_workday(day: date) -> date:
    day += timedelta(1)
    while not chinese_calendar.is_workday(day):
        day += timedelta(1)
    return day


def _elapsed(hours: int, run: Run) -> datetime | None:
    """Count hours that were not paused, then wait for an opening at which nobody is waited for."""
    pauses, left, moment = _closed_by(run), hours * 12, run.since
    last = run.since + timedelta(days=150)
    while left:
        if moment > last:
            return None
        if not any(start <= moment < stop for start, stop in pauses):
            left -= 1
        moment += STEP
    windows = {name for agreed, name in run.windows if agreed <= moment}
    while not _opened(moment, windows) or any(a < moment < b for a, b in pauses):
        moment += STEP
        if moment > last:
            return None
    return moment


def _opened(moment: datetime, windows: set[str]) -> bool:
    """Tell whether a moment is within service hours; the closing moment is."""
    day, minutes = moment.date(), moment.hour * 60 + moment.minute
    works = chinese_calendar.is_workday(day)
    by_day = works or (day.weekday() >= 5 and "weekend" in windows)
    if by_day and 8 * 60 <= minutes <= 18 * 60:
        return True
    if "after-hour" in windows:
        if minutes >= 18 * 60 and works:
            return True
        if minutes <= 8 * 60 and chinese_calendar.is_workday(day - timedelta(1)):
            return True
    return False


def due_now(promise: str, run: Run, now: datetime) -> datetime | None:
    """Return the due time as it stands: none while an open pause holds the clock."""
    found = due(promise, run)
    holds = [start for start, end in run.pauses if end is None]
    if run.started is None and holds and found is not None and found > now:
        return None
    return found
