"""What becomes of a holiday notice: written down, corrected, approved by another, withdrawn."""

import hashlib
import json
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Q

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed, require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import change_row, conflict_about, record
from lumencare.calendars.drafts import Draft, examine, refuse_clashes
from lumencare.calendars.models import HolidayNotice, NoticeState
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text

LONGEST_REASON = 2000
ANOTHER = Text(
    "通知由您录入，须由另一人批准。", "You wrote this notice; another person has to approve it."
)
REASON_NEEDED = Text(
    "请写明原因，不超过 2000 个字。", "Write the reason, in at most 2,000 characters."
)
DRAFT_THERE = Text(
    "该年已有一份草稿，请更正或撤回它。",
    "There is a draft of this year already: correct or withdraw it.",
)


def stage_notice(typed: Draft, *, by: User, now: datetime) -> HolidayNotice:
    """Keep a draft of what was announced; InputProblems, by the line, where anything is wrong."""
    require_right(by, Right.KEEP_CALENDARS)
    fields = _fields(typed)
    row = HolidayNotice(**fields, staged_by=by, staged_at=now)
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            record(row, action="stage", by=by, now=now, changes=_told(None, fields))
    except IntegrityError:
        raise InputProblems([Problem("year", str(row.year), DRAFT_THERE)]) from None
    return row


def correct_notice(row: HolidayNotice, typed: Draft, *, by: User, now: datetime) -> HolidayNotice:
    """Put another text in place of a draft's; whoever writes it cannot approve it."""
    require_right(by, Right.KEEP_CALENDARS)
    fields = _fields(typed)
    if fields["year"] != row.year:
        allowed = Text(
            f"草稿为 {row.year} 年的，其他年份请另行录入。",
            f"The draft is for {row.year}; write another one for another year.",
        )
        raise InputProblems([Problem("year", str(fields["year"]), allowed)])
    rows = HolidayNotice.objects.filter(pk=row.pk, version=row.version, state=NoticeState.DRAFT)
    with transaction.atomic():
        told = _told(row, fields)
        written = {"staged_by": by, "staged_at": now, "version": row.version + 1}
        if not rows.update(**fields, **written):
            raise conflict_about(row)
        record(row, action="correct", by=by, now=now, changes=told)
    row.refresh_from_db()
    return row


def approve_notice(row: HolidayNotice, *, by: User, now: datetime) -> HolidayNotice:
    """Put a draft into force: from here on it decides for its year, and never changes.

    What rests on the calendar is moved afterwards; `moved_at` stays empty until it is.
    """
    require_right(by, Right.KEEP_CALENDARS)
    if row.state == NoticeState.DRAFT and row.staged_by_id == by.pk:
        raise NotAllowed(Right.KEEP_CALENDARS, ANOTHER)
    refuse_clashes(row.year, row.days)
    changes = {"state": NoticeState.IN_FORCE, "approved_by": by, "approved_at": now}
    return _step(row, changes, among=[NoticeState.DRAFT], action="approve", by=by, now=now)


def withdraw_notice(row: HolidayNotice, *, by: User, now: datetime, why: str) -> HolidayNotice:
    """Give a draft up, or take a notice out of force: what decided before it decides again.

    Writing another notice of the year is the way to correct one in force; this undoes a mistake.
    """
    require_right(by, Right.KEEP_CALENDARS)
    changes = {
        "state": NoticeState.WITHDRAWN,
        "withdrawn_by": by,
        "withdrawn_at": now,
        "moved_at": None,
        "moved": {},
    }
    states = [NoticeState.DRAFT, NoticeState.IN_FORCE]
    reason = _reason(why)
    return _step(row, changes, among=states, action="withdraw", by=by, now=now, why=reason)


def note_moved(row: HolidayNotice, counts: Mapping[str, int], *, now: datetime) -> bool:
    """Write down that all that rested on the calendar has been moved; False where it was."""
    expected = HolidayNotice.objects.filter(pk=row.pk, version=row.version, moved_at=None)
    with transaction.atomic():
        if not expected.update(moved_at=now, moved=dict(counts), version=row.version + 1):
            return False
        changes = {name: (None, count) for name, count in counts.items()}
        record(row, action="move", by=None, now=now, changes=changes)
    return True


def not_moved() -> list[HolidayNotice]:
    """Return the notices whose approval or withdrawal has not been carried to what rests on it."""
    decided = Q(state=NoticeState.IN_FORCE) | Q(
        state=NoticeState.WITHDRAWN, approved_at__isnull=False
    )
    return list(HolidayNotice.objects.filter(decided, moved_at=None).order_by("pk"))


def _step(
    row: HolidayNotice, changes: Mapping[str, Any], *, among: list[NoticeState], **more: Any
) -> HolidayNotice:
    """Change a row that stands in one of some states; else somebody was faster."""
    if row.state not in among:
        raise conflict_about(row)
    return change_row(row, changes, **more)


def _fields(typed: Draft) -> dict[str, Any]:
    """Return what a row keeps of a draft; InputProblems with all that is wrong in it."""
    examined = examine(typed)
    days = examined.days
    refuse_clashes(examined.read.year, days)
    facts = [examined.read.year, examined.source, days]
    mark = hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()
    return {
        "year": examined.read.year,
        "source": examined.source,
        "text": typed.text,
        "days": days,
        "sha256": mark,
    }


def _told(before: HolidayNotice | None, fields: Mapping[str, Any]) -> dict[str, tuple[Any, Any]]:
    """Return what the trail holds of a text: its source, and the fingerprint of its days.

    Whole texts would bury what the trail has to say.
    """
    names = ("source", "sha256")
    return {name: (getattr(before, name, None), fields[name]) for name in names}


def _reason(why: str) -> str:
    reason = why.strip()
    if not reason or len(reason) > LONGEST_REASON or "\0" in reason:
        raise InputProblems([Problem("why", reason, REASON_NEEDED)])
    return reason
