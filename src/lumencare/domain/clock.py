"""The clock of a response commitment: when it runs out, and what its pauses add (D-7)."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from lumencare.domain.servicehours import (
    CLOSES,
    NOTHING,
    OPENS,
    ServiceHours,
    ServiceWindow,
    add_business_time,
    business_time,
    counted_report_day,
    open_time_from,
)
from lumencare.domain.shanghai import at, in_shanghai


@dataclass(frozen=True, slots=True)
class Pause:
    """A time spent waiting for the customer, `end` excluded; an open one has no end yet."""

    start: datetime
    end: datetime | None
    reason: str


def local_pause(pause: Pause) -> Pause:
    """Return a pause with both of its ends in Asia/Shanghai."""
    end = in_shanghai(pause.end) if pause.end else None
    return replace(pause, start=in_shanghai(pause.start), end=end)


@dataclass(frozen=True, slots=True)
class Standstill:
    """A pause that stopped the clock, what it cost, and where the commitment ended after it."""

    pause: Pause
    added: timedelta
    end: datetime


@dataclass(frozen=True, slots=True)
class ClockRun:
    """How one commitment was computed, step by step.

    `hours` is None for a commitment in business days. `first_end` is where the commitment ended
    before any pause, `end` where it ended after them, `due` where that falls in service hours:
    None while the clock stands. `window` is the bought window that `due` lies in.
    """

    reported: datetime
    counted_from: datetime
    hours: int | None
    business_days: int | None
    first_end: datetime
    end: datetime
    due: datetime | None = None
    window: ServiceWindow | None = None
    standstills: tuple[Standstill, ...] = ()
    standing: Pause | None = None
    too_late: tuple[Pause, ...] = ()


def run_business_days(
    reported: datetime, hours: ServiceHours, pauses: Iterable[Pause], *, count: int
) -> ClockRun:
    """Run a commitment in business days: 18:00 of the last one after the report's day (D-7).

    Bought windows do not change it. A pause adds the business time it took, to the exact moment;
    time of the report's own day was not counted and cannot be lost. Otherwise a report made
    earlier on one day could be due later than one made after it.
    """
    calendar = hours.calendar
    counted = counted_report_day(calendar, reported)
    end = at(calendar.business_day_after(counted, count), CLOSES)
    counted_from, begin = max(reported, at(counted, OPENS)), at(counted, CLOSES)
    run = ClockRun(reported, counted_from, None, count, first_end=end, end=end)
    for pause in merge_pauses(pauses, reported):
        if pause.start >= run.end:
            run = replace(run, too_late=(*run.too_late, pause))
        elif pause.end is None:
            return replace(run, due=None, standing=pause)
        else:
            added = business_time(calendar, max(pause.start, begin), pause.end)
            end = add_business_time(calendar, run.end, added)
            run = _stand_still(run, Standstill(pause, added, end))
    return replace(run, due=run.end)


def run_elapsed(
    reported: datetime, hours: ServiceHours, pauses: Iterable[Pause], *, count: int
) -> ClockRun:
    """Run a commitment of elapsed hours; it ends at an opening where it ends outside (D-7).

    A pause that begins while the clock runs adds all its time. One that begins when the hours
    are over and only the opening is awaited lets nobody be due while it lasts: the due moment
    is then sought from its end.
    """
    end = reported + timedelta(hours=count)
    run = ClockRun(reported, reported, count, None, first_end=end, end=end)
    for pause in merge_pauses(pauses, reported):
        due = _due_from(hours, run.end)
        if pause.start >= due:
            run = replace(run, too_late=(*run.too_late, pause))
        elif pause.end is None:
            return replace(run, due=None, standing=pause)
        elif pause.start < run.end:
            added = pause.end - pause.start
            run = _stand_still(run, Standstill(pause, added, run.end + added))
        elif pause.end > due:
            run = _stand_still(run, Standstill(pause, NOTHING, pause.end))
    opening = open_time_from(hours, run.end)
    return replace(run, due=max(run.end, opening.start), window=opening.window)


def _due_from(hours: ServiceHours, end: datetime) -> datetime:
    return max(end, open_time_from(hours, end).start)


def _stand_still(run: ClockRun, standstill: Standstill) -> ClockRun:
    return replace(run, end=standstill.end, standstills=(*run.standstills, standstill))


def merge_pauses(pauses: Iterable[Pause], reported: datetime) -> list[Pause]:
    """Return the pauses since the report in order, those that overlap made one."""
    merged: list[Pause] = []
    for pause in sorted(pauses, key=lambda each: each.start):
        current = replace(pause, start=max(pause.start, reported))
        if current.end is not None and current.end <= current.start:
            continue
        last = merged[-1] if merged else None
        if last is None or (last.end is not None and current.start > last.end):
            merged.append(current)
        else:
            merged[-1] = _join(last, current)
    return merged


def _join(first: Pause, second: Pause) -> Pause:
    end = None if first.end is None or second.end is None else max(first.end, second.end)
    reasons = dict.fromkeys((first.reason, second.reason))
    return Pause(first.start, end, " / ".join(reasons))
