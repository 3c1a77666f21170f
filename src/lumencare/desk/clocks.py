"""From the rows of a clock to where it stands; the one place from which due times come."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db.models import Q

from lumencare.calendars.queries import calendar_in_force
from lumencare.desk.frame import Frame
from lumencare.desk.models import Case, ClockEvent
from lumencare.domain.desk.clock import (
    ClockEventKind,
    ClockFact,
    ClockFacts,
    ClockReading,
    read_clock,
)
from lumencare.domain.edition import Edition
from lumencare.domain.edition_rows import ResponseOption
from lumencare.domain.servicehours import ServiceWindow
from lumencare.pricebook.queries import edition_by_code


def promise_of(
    commitment: str, edition: str, read: Callable[[str], Edition] = edition_by_code
) -> ResponseOption | None:
    """Return what was pinned on a case, from the edition of its report (D-7)."""
    if commitment in {"", "none"}:
        return None
    return read(edition).response_by_code[commitment]


def that_hold(of: str = "") -> Q:
    """Return the condition of the events that hold: not undone, and not the undoing of another.

    `of` leads to the events, as in `clock_events__`.
    """
    return Q(**{f"{of}undone_by": None, f"{of}undoes": None})


def is_undone(event: ClockEvent) -> bool:
    """Tell whether another event took this one back."""
    return hasattr(event, "undone_by")


def holding(events: Iterable[ClockEvent]) -> list[ClockEvent]:
    """Return those of loaded events that hold."""
    return [each for each in events if each.undoes_id is None and not is_undone(each)]


def holding_events(case: Case) -> list[ClockEvent]:
    """Return the events of a clock that hold, in the order in which they happened."""
    return list(case.clock_events.filter(that_hold()).order_by("at", "pk"))


def reading_of(
    case: Case,
    events: Iterable[ClockEvent] | None = None,
    frame: Frame | None = None,
) -> ClockReading:
    """Read the clock of a case; `events` and `frame` where they are loaded already."""
    rows = holding_events(case) if events is None else events
    return read_clock(facts_of_clock(case, rows, frame))


def facts_of_clock(
    case: Case, events: Iterable[ClockEvent], frame: Frame | None = None
) -> ClockFacts:
    """Return all that decides the clock of a case."""
    rows = [fact_of(each) for each in events]
    if frame is None:
        promise, calendar = promise_of(case.commitment, case.edition), calendar_in_force()
    else:
        promise = promise_of(case.commitment, case.edition, frame.edition)
        calendar = frame.calendar
    return ClockFacts(promise, rows, calendar)


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
