"""Promises of cases that were opened again: what became of each clock before the last one."""

from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any

from lumencare.desk.models import ClockEvent
from lumencare.domain.desk.clock import ClockEventKind

# Whether an event holds is read from the row: what undid it, what it undoes.
COLUMNS = ("case_id", "kind", "at", "due_after", "undone_by", "undoes")


def past_promises(cases: Collection[int]) -> Iterator[tuple[int, bool]]:
    """Yield a case and whether its promise was kept, for each clock that ended before its last.

    As it was written down: the due time is the one that the events of that clock left last, and no
    later calendar decides it anew. A clock under which nobody started, or that promised nothing,
    was neither kept nor missed.
    """
    rows = ClockEvent.objects.filter(case__in=cases).order_by("case", "pk").values_list(*COLUMNS)
    for case, events in groupby(rows.iterator(chunk_size=2000), key=itemgetter(0)):
        yield from ((case, kept) for kept in _kept(each[1:] for each in events))


def _kept(events: Iterable[tuple[Any, ...]]) -> Iterator[bool]:
    due_at: datetime | None = None
    started: datetime | None = None
    for kind, at, due_after, undone_by, undoes in events:
        if kind == ClockEventKind.REOPENED:
            if started is not None and due_at is not None:
                yield started <= due_at
            due_at = started = None
        if kind == ClockEventKind.STARTED and undone_by is None and undoes is None:
            started = at
        due_at = due_after or due_at
