"""The clocks of many cases read under a calendar at once: what a change of it moves (D-7, D-8)."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time

from django.db.models import QuerySet

from lumencare.desk.clocks import fact_of, promise_of
from lumencare.desk.models import Case, ClockEvent
from lumencare.domain.desk.clock import ClockFacts, ClockReading, ClockState, read_clock
from lumencare.domain.edition_rows import ResponseOption
from lumencare.domain.period import DAY, Span
from lumencare.domain.shanghai import at
from lumencare.domain.workcalendar import WorkCalendar

AT_ONCE = 2000
# What a fact of a clock is read from; a field left out here would be fetched row by row.
READ = ("kind", "at", "reason", "data", "evidence", "by_name")
COLUMNS = (
    "number", "summary", "commitment", "edition", "due_at", "calendar_certain", "version",
)  # fmt: skip


def running_between(span: Span) -> QuerySet[Case]:
    """Return the cases whose clock runs over days of a span; no other rests on what they are.

    A day more at both ends: an evening belongs to the business day before it.
    """
    starts, ends = _midnight(span.start - DAY), _midnight(span.end + DAY)
    running = Case.objects.filter(clock=ClockState.RUNNING.value)
    return running.filter(due_at__gte=starts, reported_at__lt=ends)


def read_many(cases: Sequence[Case], calendar: WorkCalendar) -> Iterator[tuple[Case, ClockReading]]:
    """Yield cases with where their clocks stand under a calendar; their events in one query."""
    rows = ClockEvent.objects.filter(case__in=cases, undone_by=None, undoes=None)
    events: dict[int, list[ClockEvent]] = defaultdict(list)
    for each in rows.only("case", *READ).order_by("at", "pk"):
        events[each.case_id].append(each)
    promises: dict[tuple[str, str], ResponseOption | None] = {}
    for case in cases:
        pinned = (case.edition, case.commitment)
        if pinned not in promises:
            promises[pinned] = promise_of(case)
        facts = [fact_of(each) for each in events[case.pk]]
        yield case, read_clock(ClockFacts(promises[pinned], facts, calendar))


def _midnight(day: date) -> datetime:
    return at(day, time())
