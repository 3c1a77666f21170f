"""A visit given to an engineer, moved, or taken back; each move is kept, none overlaps."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.dispatch.states import VisitStep
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text, does_not_apply
from lumencare.field.actions.steps import take_step
from lumencare.field.models import Engineer, Visit, VisitMove
from lumencare.field.placing import (
    Placement,
    agreed_of,
    price_fields,
    records_ground,
    require_slot,
)

LONGEST_WHY = 200


def book(visit: Visit, placement: Placement, *, by: User, now: datetime) -> Visit:
    """Give a visit to an engineer at a time; Refused with the reason where the slot is gone."""
    return _place(visit, VisitStep.BOOK, placement, by=by, now=now)


def move(visit: Visit, placement: Placement, *, by: User, now: datetime) -> Visit:
    """Give a booked visit another time or engineer; the customer's agreement is asked anew."""
    fields = {"offered_at": None, "confirmed_at": None}
    return _place(visit, VisitStep.MOVE, placement, by=by, now=now, fields=fields)


def unassign(visit: Visit, *, why: str = "", by: User, now: datetime) -> Visit:
    """Take a booked visit off its engineer: it waits to be assigned again."""
    require_right(by, Right.KEEP_VISITS)
    fields = {
        "engineer": None,
        "starts_at": None,
        "ends_at": None,
        "offered_at": None,
        "confirmed_at": None,
        "records_ground": "",
        **UNPRICED,
    }
    with transaction.atomic():
        kept = _move_of(visit, VisitStep.UNASSIGN, why)
        take_step(visit, VisitStep.UNASSIGN, by=by, now=now, why=why, fields=fields)
        _keep(kept, by, now)
    return visit


def undo(visit: Visit, *, by: User, now: datetime) -> Visit:
    """Take the last assignment or move back, if nothing has happened to the visit since."""
    require_right(by, Right.KEEP_VISITS)
    last = visit.moves.order_by("-pk").select_related("from_engineer__person").first()
    if last is None or last.at != visit.changed_at:
        raise Refused(does_not_apply("SC-4", NOTHING_TO_UNDO))
    if last.from_engineer is None or last.from_starts_at is None or last.from_ends_at is None:
        return unassign(visit, why=UNDONE.zh, by=by, now=now)
    back = Placement(
        engineer=last.from_engineer,
        starts_at=last.from_starts_at,
        ends_at=last.from_ends_at,
        why=UNDONE.zh,
        agreed=agreed_of(visit),
    )
    step = VisitStep.BOOK if last.step == VisitStep.UNASSIGN else VisitStep.MOVE
    return _place(visit, step, back, by=by, now=now)


def _place(
    visit: Visit,
    step: VisitStep,
    placement: Placement,
    *,
    by: User,
    now: datetime,
    fields: Mapping[str, Any] | None = None,
) -> Visit:
    require_right(by, Right.KEEP_VISITS)
    _require_written(placement)
    taken: dict[str, Any] = {
        "engineer": placement.engineer,
        "starts_at": in_shanghai(placement.starts_at),
        "ends_at": in_shanghai(placement.ends_at),
    }
    with transaction.atomic():
        # The engineer's row stays locked: two who choose one slot follow each other.
        Engineer.objects.select_for_update().get(pk=placement.engineer.pk)
        require_slot(visit, placement, now)
        taken["records_ground"] = records_ground(visit, placement, by=by, now=now)
        priced = price_fields(visit, placement, now)
        kept = _move_of(visit, step, placement.told, placement)
        take_step(
            visit,
            step,
            by=by,
            now=now,
            why=placement.told,
            fields={**(fields or {}), **taken, **priced},
        )
        _keep(kept, by, now)
    return visit


def _require_written(placement: Placement) -> None:
    problems = []
    if placement.ends_at <= placement.starts_at:
        problems.append(Problem("ends_at", placement.ends_at.isoformat(), LATER))
    if len(placement.told) > LONGEST_WHY:
        problems.append(Problem("why", placement.told, TOO_LONG))
    if problems:
        raise InputProblems(problems)


def _move_of(
    visit: Visit, step: VisitStep, why: str, placement: Placement | None = None
) -> VisitMove:
    """Return the record of a move, before the visit itself is changed."""
    return VisitMove(
        visit=visit,
        step=step.value,
        from_engineer=visit.engineer,
        from_starts_at=visit.starts_at,
        from_ends_at=visit.ends_at,
        to_engineer=None if placement is None else placement.engineer,
        to_starts_at=None if placement is None else placement.starts_at,
        to_ends_at=None if placement is None else placement.ends_at,
        why=why,
    )


def _keep(kept: VisitMove, by: User, now: datetime) -> None:
    kept.by, kept.by_name, kept.at = by, by.name, now
    kept.save(force_insert=True)


UNPRICED = {"price_lines": [], "net_fen": 0, "edition": "", "agreed_fen": None, "agreed_why": ""}
LATER = Text("结束应晚于开始。", "The end comes after the start.")
TOO_LONG = Text(f"最多 {LONGEST_WHY} 个字。", f"At most {LONGEST_WHY} characters are expected.")
NOTHING_TO_UNDO = Text(
    "没有可以撤回的派工，或此后已有其他变动。",
    "There is nothing to take back, or something else has happened since.",
)
UNDONE = Text("撤回", "Undone")
