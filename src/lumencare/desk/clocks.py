"""From the rows of a clock to where it stands; the one place from which due times come."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from lumencare.calendars.queries import calendar_in_force
from lumencare.desk.models import Case, ClockEvent
from lumencare.domain.desk.clock import (
    ClockEventKind,
    ClockFact,
    ClockFacts,
    ClockReading,
    read_clock,
)
from lumencare.domain.edition_rows import ResponseOption
from lumencare.domain.servicehours import ServiceWindow
from lumencare.domain.workcalendar import WorkCalendar
from lumencare.pricebook.queries import edition_by_code


def promise_of(case: Case) -> ResponseOption | None:
    """Return what was pinned on a case, from the edition of its report (D-7)."""
    if case.commitment in {"", "none"}:
        return None
    return edition_by_code(case.edition).response_by_code[case.commitment]


def holding_events(case: Case) -> list[ClockEvent]:
    """Return the events of a clock that were not undone, in the order in which they happened."""
    rows = case.clock_events.filter(undone_by=None, undoes=None)
    return list(rows.order_by("at", "pk"))


def reading_of(
    case: Case,
    events: Iterable[ClockEvent] | None = None,
    calendar: WorkCalendar | None = None,
) -> ClockReading:
    """Read the clock of a case; `events` where they are loaded already."""
    rows = holding_events(case) if events is None else events
    return read_clock(facts_of_clock(case, rows, calendar))


def facts_of_clock(
    case: Case, events: Iterable[ClockEvent], calendar: WorkCalendar | None = None
) -> ClockFacts:
    """Return all that decides the clock of a case."""
    rows = [fact_of(each) for each in events]
    return ClockFacts(promise_of(case), rows, calendar or calendar_in_force())


def counted_from(case: Case, events: Iterable[ClockEvent]) -> datetime:
    """Return since when a clock counts: the report, or when the case was opened again last."""
    opened = [each.at for each in events if each.kind == ClockEventKind.REOPENED.value]
    return max(opened, default=case.reported_at)


def fact_of(event: ClockEvent) -> ClockFact:
    """Return one event as the rules take it."""
    return ClockFact(
        kind=ClockEventKind(event.kind),
        at=event.at,
        reason=event.reason,
        windows=windows_in(event.data),
        evidence=event.evidence,
        by=event.by_name,
    )


def windows_in(data: Mapping[str, Any]) -> frozenset[ServiceWindow]:
    """Return the hours that an event agreed, from its facts."""
    return frozenset(ServiceWindow(each) for each in data.get("windows", ()))


def columns_of(reading: ClockReading) -> dict[str, Any]:
    """Return the columns of a case that repeat what its clock says."""
    return {
        "clock": reading.state.value,
        "due_at": reading.due_at,
        "calendar_certain": reading.answer.calendar_certain if reading.answer else True,
        "paused_since": reading.paused_since,
        "started_at": reading.started_at,
        "met_in_time": reading.met_in_time,
    }
