"""Writing an event of a clock: the event, the columns that repeat it, the step, all or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.desk.actions.alerting import take_back_alerts
from lumencare.desk.actions.steps import take_step
from lumencare.desk.clocks import columns_of, reading_of
from lumencare.desk.models import Case, ClockEvent
from lumencare.domain.desk.clock import ClockEventKind, ClockState
from lumencare.domain.desk.states import CaseStep


@dataclass(frozen=True, slots=True, kw_only=True)
class Happened:
    """What happened to a clock and when, with its reason and what shows it."""

    kind: ClockEventKind
    at: datetime
    reason: str = ""
    evidence: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    undoes: ClockEvent | None = None


def write_event(
    case: Case,
    happened: Happened,
    *,
    by: User | str | None,
    now: datetime,
    step: CaseStep = CaseStep.CHANGE,
    fields: Mapping[str, Any] | None = None,
) -> ClockEvent:
    """Write one event and what follows from it, in one transaction with the step of the case."""
    with transaction.atomic():
        before, known = case.due_at, _last_known(case)
        event = add_event(case, happened, by=by, now=now)
        columns = columns_of(reading_of(case))
        ClockEvent.objects.filter(pk=event.pk).update(
            due_before=before, due_after=columns["due_at"]
        )
        event.due_before, event.due_after = before, columns["due_at"]
        changes = {**columns, **_told_anew(columns["due_at"], known, now), **(fields or {})}
        if columns["due_at"] != known or columns["clock"] != ClockState.RUNNING:
            take_back_alerts(case, known, now)
        take_step(case, step, by=by, now=now, why=happened.reason, fields=changes)
    return event


def _last_known(case: Case) -> datetime | None:
    """Return the due time of a case, or the one it had before its clock came to stand."""
    if case.due_at is not None:
        return case.due_at
    events = case.clock_events.exclude(due_after=None).order_by("pk")
    return events.values_list("due_after", flat=True).last()


def _told_anew(
    due_at: datetime | None, known: datetime | None, now: datetime
) -> dict[str, datetime | None]:
    """Let the desk be warned of a due time that moved ahead as it was of the old one."""
    if due_at is None or due_at == known or due_at <= now:
        return {}
    return {"warned_at": None, "escalated_at": None}


def add_event(
    case: Case, happened: Happened, *, by: User | str | None, now: datetime
) -> ClockEvent:
    """Write the row of an event alone."""
    return ClockEvent.objects.create(
        case=case,
        kind=happened.kind.value,
        at=happened.at,
        entered_at=now,
        reason=happened.reason,
        evidence=happened.evidence,
        data=dict(happened.data),
        undoes=happened.undoes,
        by=by if isinstance(by, User) else None,
        by_name=by.name if isinstance(by, User) else by or "Lumencare",
    )
