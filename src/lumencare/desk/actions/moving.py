"""Due times moved to the calendar in force: cases keep their promise, only the moment moves (D-7).

Each move is an event of the case's clock that names its cause. Run again, it moves nothing twice.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import F

from lumencare.accounts.models import User
from lumencare.audit.actions import Told, record_many
from lumencare.desk.models import Case, ClockEvent
from lumencare.desk.recounting import AT_ONCE, TimedCase, read_many, running_between, timed
from lumencare.domain.desk.clock import ClockEventKind, ClockReading
from lumencare.domain.period import Span
from lumencare.domain.workcalendar import WorkCalendar
from lumencare.notices.actions import Happening, announce_many, is_wanted
from lumencare.store.inserting import insert_rows

MOVED = "case.due-moved"
NOBODY = "Lumencare"
Read = tuple[TimedCase, ClockReading]


@dataclass(frozen=True, slots=True)
class MoveCause:
    """Why due times move: in words, as facts, and who decided it."""

    reason: str
    data: dict[str, Any] = field(default_factory=dict)
    by: User | None = None


@dataclass(frozen=True, slots=True)
class MovedSoFar:
    """How many due times were moved, and the case to go on after; None where all are done."""

    count: int
    after: int | None


def move_due_times(
    cause: MoveCause, calendar: WorkCalendar, span: Span, *, now: datetime, after: int = 0
) -> MovedSoFar:
    """Move one part of the due times that rest on days of a span, in one transaction.

    The rows are locked, so that nobody writes an event of theirs between reading and moving.
    """
    with transaction.atomic():
        rows = running_between(span).filter(pk__gt=after).order_by("pk")
        cases = timed(rows.select_for_update()[:AT_ONCE])
        read = list(read_many(cases, calendar))
        moved = [(case, reading) for case, reading in read if reading.due_at != case.due_at]
        _write_events(moved, cause, now)
        _write_columns(moved, now)
        _write_certainty(read)
        told = [
            Told(case.pk, case.number, {"due_at": (case.due_at, reading.due_at)})
            for case, reading in moved
        ]
        record_many(Case, told, action="move", by=cause.by, now=now, why=cause.reason)
        if moved and is_wanted(MOVED):
            announce_many((_happening(*each, cause) for each in moved), now)
    last = cases[-1].pk if len(cases) == AT_ONCE else None
    return MovedSoFar(len(moved), last)


def count_moved(cause: MoveCause) -> int:
    """Count the due times that were moved by a cause, by all runs together."""
    return ClockEvent.objects.filter(kind=ClockEventKind.CALENDAR.value, data=cause.data).count()


def _write_events(moved: Sequence[Read], cause: MoveCause, now: datetime) -> None:
    same = {
        "kind": ClockEventKind.CALENDAR.value,
        "at": now,
        "entered_at": now,
        "reason": cause.reason,
        "data": cause.data,
        "by": cause.by,
        "by_name": cause.by.name if cause.by else NOBODY,
    }
    rows = ((case.pk, case.due_at, reading.due_at) for case, reading in moved)
    insert_rows(ClockEvent, same, ("case", "due_before", "due_after"), rows)


def _write_columns(moved: Sequence[Read], now: datetime) -> None:
    """Write what the clocks say now; many due times are one opening, and one update."""
    same: dict[datetime | None, list[int]] = defaultdict(list)
    for case, reading in moved:
        same[reading.due_at].append(case.pk)
    for due_at, keys in same.items():
        columns: dict[str, Any] = {"due_at": due_at, "changed_at": now, "version": F("version") + 1}
        if due_at is not None and due_at > now:
            # There is time again: who was warned of the old moment is warned of the new one.
            columns |= {"warned_at": None, "escalated_at": None}
        Case.objects.filter(pk__in=keys).update(**columns)


def _write_certainty(read: Sequence[Read]) -> None:
    """Let cases say whether their due time rests on announced years only, moved or not."""
    same: dict[bool, list[int]] = defaultdict(list)
    for case, reading in read:
        certain = reading.answer is None or reading.answer.calendar_certain
        if certain != case.calendar_certain:
            same[certain].append(case.pk)
    for certain, keys in same.items():
        Case.objects.filter(pk__in=keys).update(calendar_certain=certain)


def _happening(case: TimedCase, reading: ClockReading, cause: MoveCause) -> Happening:
    facts = {
        "label": f"{case.number} {case.summary}"[:200],
        "due_at": reading.due_at,
        "due_before": case.due_at,
        **cause.data,
    }
    return Happening(MOVED, "case", case.number, facts)
