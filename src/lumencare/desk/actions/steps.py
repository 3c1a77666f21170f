"""One step of a case along the table: a conditional update, its entry, or who was faster."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.audit.actions import conflict_about, record
from lumencare.desk.models import Case
from lumencare.desk.telling import tell_watchers
from lumencare.domain.desk.states import TRANSITIONS, CaseState, CaseStep, require_step
from lumencare.domain.problems import Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.notices.actions import announce
from lumencare.notices.kinds import KINDS

EVENTS = {
    CaseStep.PAUSE: "case.paused",
    CaseStep.RESUME: "case.resumed",
    CaseStep.START: "case.started",
    CaseStep.RESOLVE: "case.resolved",
    CaseStep.REOPEN: "case.reopened",
    CaseStep.CLOSE: "case.closed",
    CaseStep.MERGE: "case.merged",
}
# What the trail does not repeat: it changes with every step, or is told by the events of the clock.
UNTOLD = {
    "changed_at", "promised_because", "calendar_certain", "decision", "warned_at", "escalated_at",
}  # fmt: skip


def take_step(
    case: Case,
    step: CaseStep,
    *,
    by: User | str | None,
    now: datetime,
    why: str = "",
    fields: Mapping[str, Any] | None = None,
) -> Case:
    """Take a step and write its fields with it, if the case is still as it was read.

    Raises Refused where the table has no such step, Conflict where somebody was faster.
    """
    require_step(step, CaseState(case.state))
    target = TRANSITIONS[step].target
    changes = {**(fields or {}), "changed_at": now}
    if target is not None:
        changes["state"] = target.value
    with transaction.atomic():
        write(case, changes, action=step.value, by=by, now=now, why=why)
        if step in EVENTS:
            kind = EVENTS[step]
            tell(kind, case, now)
            tell_watchers(case, f"{kind}:{case.version}", KINDS[kind], by=by, now=now)
    return case


def write(
    case: Case,
    changes: Mapping[str, Any],
    *,
    action: str,
    by: User | str | None,
    now: datetime,
    why: str = "",
) -> None:
    """Write fields of a case on condition that it is as it was read, with an entry of the trail."""
    rows = Case.objects.filter(pk=case.pk, state=case.state, version=case.version)
    if not rows.update(**changes, version=case.version + 1):
        raise conflict_about(case)
    told = {
        name: (getattr(case, name), value)
        for name, value in changes.items()
        if name not in UNTOLD and getattr(case, name) != value
    }
    for name, value in {**changes, "version": case.version + 1}.items():
        setattr(case, name, value)
    record(case, action=action, by=by, now=now, changes=told, why=why)


def tell(kind: str, case: Case, now: datetime, **more: Any) -> None:
    """Let others be told what happened to a case, in the same transaction."""
    facts = {
        "label": f"{case.number} {case.summary}"[:200],
        "state": case.state,
        "clock": case.clock,
        "due_at": case.due_at,
    }
    announce(kind, subject_kind="case", subject_key=case.number, data={**facts, **more}, now=now)


def lock_case(pk: int) -> Case:
    """Return a case that no other transaction changes until this one ends."""
    return Case.objects.select_for_update().get(pk=pk)


def require_own_talk(case: Case) -> None:
    """Raise Refused where a case was merged: its conversation goes on in the one that stays."""
    if case.merged_into is not None:
        raise Refused(does_not_apply("D-7", merged_text(case.merged_into.number)))


def merged_text(number: str) -> Text:
    """Say into which case one was merged."""
    return Text(f"已合并到 {number}，请在那里处理。", f"It was merged into {number}; go on there.")
