"""One step of a visit along the table: a conditional update, its entry, or who was faster."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed, may, require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import conflict_about, record
from lumencare.domain.dispatch.states import VisitState, VisitStep, target_of
from lumencare.domain.text import Text
from lumencare.field.models import Visit
from lumencare.notices.actions import announce

EVENTS = {
    VisitStep.BOOK: "visit.booked",
    VisitStep.MOVE: "visit.moved",
    VisitStep.UNASSIGN: "visit.unassigned",
    VisitStep.ARRIVE: "visit.started",
    VisitStep.FINISH: "visit.done",
    VisitStep.MISS: "visit.missed",
    VisitStep.CANCEL: "visit.cancelled",
}


def take_step(
    visit: Visit,
    step: VisitStep,
    *,
    by: User | str | None,
    now: datetime,
    why: str = "",
    fields: Mapping[str, Any] | None = None,
) -> Visit:
    """Take a step and write its fields with it, if the visit is still as it was read.

    Raises Refused where the table has no such step, Conflict where somebody was faster.
    """
    target = target_of(step, VisitState(visit.state))
    changes = {**(fields or {}), "state": target.value}
    with transaction.atomic():
        rows = Visit.objects.filter(pk=visit.pk, state=visit.state, version=visit.version)
        if not rows.update(**changes, changed_at=now, version=visit.version + 1):
            raise conflict_about(visit)
        told = {
            name: (getattr(visit, name), value)
            for name, value in changes.items()
            if getattr(visit, name) != value
        }
        for name, value in changes.items():
            setattr(visit, name, value)
        visit.changed_at, visit.version = now, visit.version + 1
        record(visit, action=step.value, by=by, now=now, changes=told, why=why)
        if step in EVENTS:
            tell(EVENTS[step], visit, now)
    return visit


def tell(kind: str, visit: Visit, now: datetime) -> None:
    """Let others be told what happened to a visit, in the same transaction."""
    facts = {
        "label": f"{visit.number} {visit.site.name}",
        "state": visit.state,
        "kind": visit.kind,
        "site": visit.site_id,
        "engineer": None if visit.engineer is None else visit.engineer.person.name,
        "starts_at": visit.starts_at,
        "ends_at": visit.ends_at,
    }
    announce(kind, subject_kind="visit", subject_key=visit.number, data=facts, now=now)


def require_doing(visit: Visit, by: User) -> None:
    """Raise NotAllowed but for the visit's own engineer and for who assigns visits."""
    require_right(by, Right.DO_VISITS)
    own = visit.engineer is not None and visit.engineer.person_id == by.pk
    if not own and not may(by, Right.KEEP_VISITS):
        raise NotAllowed(Right.DO_VISITS, NOT_YOURS)


NOT_YOURS = Text(
    "这次上门服务不是您的，只有派工人员可以代为登记。",
    "This visit is not yours; only somebody who assigns visits can record it for another.",
)
