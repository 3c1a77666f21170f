"""The clocks of many cases read under a calendar at once: what a change of it moves (D-7, D-8)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, time
from typing import NamedTuple

from django.db.models import QuerySet

from lumencare.desk.clocks import promise_of, that_hold, windows_in
from lumencare.desk.models import Case, ClockEvent
from lumencare.domain.desk.clock import (
    ClockEventKind,
    ClockFact,
    ClockFacts,
    ClockReading,
    ClockState,
    read_clock,
)
from lumencare.domain.edition_rows import ResponseOption
from lumencare.domain.period import DAY, Span
from lumencare.domain.shanghai import at
from lumencare.domain.workcalendar import WorkCalendar

AT_ONCE = 2000
# What moves a due time: neither evidence nor who wrote it down.
READ = ("kind", "at", "reason", "data")
# What happened to a clock without moving it.
NEVER_MOVE = (ClockEventKind.PINNED.value, ClockEventKind.CALENDAR.value)


class TimedCase(NamedTuple):
    """What is read of a case to find out whether its due time moves; there may be very many."""

    pk: int
    number: str
    summary: str
    commitment: str
    edition: str
    due_at: datetime | None
    calendar_certain: bool


def running_between(span: Span) -> QuerySet[Case]:
    """Return the cases whose clock runs over days of a span; no other rests on what they are.

    A day more at both ends: an evening belongs to the business day before it.
    """
    starts, ends = _midnight(span.start - DAY), _midnight(span.end + DAY)
    running = Case.objects.filter(clock=ClockState.RUNNING.value)
    return running.filter(due_at__gte=starts, reported_at__lt=ends)


def timed(rows: QuerySet[Case]) -> list[TimedCase]:
    """Return what is read of cases, in the order of the rows."""
    return [TimedCase(*each) for each in rows.values_list(*TimedCase._fields)]


def read_many(
    cases: Sequence[TimedCase], calendar: WorkCalendar
) -> Iterator[tuple[TimedCase, ClockReading]]:
    """Yield cases with where their clocks stand under a calendar; their events in one query."""
    events = _facts_of([each.pk for each in cases])
    promises: dict[tuple[str, str], ResponseOption | None] = {}
    for case in cases:
        pinned = (case.edition, case.commitment)
        if pinned not in promises:
            promises[pinned] = promise_of(case.commitment, case.edition)
        facts = ClockFacts(promises[pinned], events[case.pk], calendar)
        yield case, read_clock(facts, with_reasons=False)


def due_under(keys: Collection[int], calendar: WorkCalendar) -> dict[int, datetime | None]:
    """Return when cases are due under a calendar: those of some keys whose clock runs."""
    rows = Case.objects.filter(pk__in=keys, clock=ClockState.RUNNING.value)
    return {case.pk: reading.due_at for case, reading in read_many(timed(rows), calendar)}


def _facts_of(keys: Sequence[int]) -> dict[int, list[ClockFact]]:
    """Return the events that hold of each case; as values, for there may be very many."""
    rows = ClockEvent.objects.filter(that_hold(), case__in=keys)
    rows = rows.exclude(kind__in=NEVER_MOVE).order_by("at", "pk")
    events: dict[int, list[ClockFact]] = defaultdict(list)
    for key, kind, moment, reason, data in rows.values_list("case_id", *READ):
        events[key].append(ClockFact(ClockEventKind(kind), moment, reason, windows_in(data)))
    return events


def _midnight(day: date) -> datetime:
    return at(day, time())
