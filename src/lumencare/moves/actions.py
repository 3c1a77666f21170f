"""Holiday notices approved and withdrawn, with what rests on the calendar moved after them."""

from datetime import date, datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.calendars.actions import approve_notice, not_moved, note_moved, withdraw_notice
from lumencare.calendars.models import HolidayNotice, NoticeState
from lumencare.calendars.moves import MoveKind
from lumencare.calendars.queries import calendar_in_force
from lumencare.desk.actions.moving import MoveCause, count_moved, move_due_times
from lumencare.domain.period import DAY, Span
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.notices.actions import announce

CHANGED = "calendar.changed"
# What one request moves before it answers; the job does the rest.
PARTS_AT_ONCE = 3
FILES = MoveCause("工作日历更新 / the work calendar changed")
WATCHED = 400


def approve(row: HolidayNotice, *, by: User, now: datetime) -> HolidayNotice:
    """Put a draft into force, and move what rests on the calendar; the job moves what is left."""
    with transaction.atomic():
        approve_notice(row, by=by, now=now)
        _announce(row, now)
    carry_out(now, parts=PARTS_AT_ONCE)
    row.refresh_from_db()
    return row


def withdraw(row: HolidayNotice, *, by: User, now: datetime, why: str) -> HolidayNotice:
    """Give a draft up, or take a notice out of force and move what rests on the calendar back."""
    in_force = row.state == NoticeState.IN_FORCE
    with transaction.atomic():
        withdraw_notice(row, by=by, now=now, why=why)
        if in_force:
            _announce(row, now)
    if in_force:
        carry_out(now, parts=PARTS_AT_ONCE)
    row.refresh_from_db()
    return row


def carry_out(now: datetime, *, parts: int | None = None) -> int:
    """Move what rests on notices that were approved or withdrawn; tell how many due times moved.

    Each part is a transaction of its own. After a kill, or where `parts` were not enough, the next
    run begins again, finds what is moved already as it should be, and does the rest.
    """
    moved = 0
    for row in not_moved():
        span = Span(date(row.year - 1, 12, 24), date(row.year + 1, 1, 1))
        cause = _cause_of(row)
        count, is_done = _move_all(cause, span, now, parts)
        moved += count
        if not is_done:
            return moved
        # A run before this one may have been killed after some parts: the events know them all.
        counts = {MoveKind.DUE_TIME.value: count_moved(cause)}
        note_moved(row, counts, now=now)
    return moved


def keep_up(now: datetime) -> int:
    """Move due times that were computed under another calendar than the one in force.

    Such as by a process that had not seen an approval of that moment, or before the product
    came with a new file.
    """
    today = in_shanghai(now).date()
    span = Span(today - WATCHED * DAY, today + WATCHED * DAY)
    return _move_all(FILES, span, now, None)[0]


def _move_all(cause: MoveCause, span: Span, now: datetime, parts: int | None) -> tuple[int, bool]:
    """Move part after part; tell how many moved and whether all parts are done."""
    count = done = after = 0
    while parts is None or done < parts:
        moved = move_due_times(cause, calendar_in_force(), span, now=now, after=after)
        count += moved.count
        done += 1
        if moved.after is None:
            return count, True
        after = moved.after
    return count, False


def _cause_of(row: HolidayNotice) -> MoveCause:
    withdrawn = row.state == NoticeState.WITHDRAWN
    zh, en = ("放假通知已撤回", "notice withdrawn") if withdrawn else ("放假通知", "notice")
    reason = f"{row.year} 年{zh}（{row.source}） / holiday {en} for {row.year}"
    by = row.withdrawn_by if withdrawn else row.approved_by
    facts = {"notice": row.pk, "year": row.year, "state": row.state}
    return MoveCause(reason[:200], facts, by)


def _announce(row: HolidayNotice, now: datetime) -> None:
    zh = "已撤回" if row.state == NoticeState.WITHDRAWN else "已生效"
    en = "was withdrawn" if row.state == NoticeState.WITHDRAWN else "is in force"
    said = Text(
        f"{row.year} 年放假通知{zh}：{row.source}",
        f"The holiday notice for {row.year} {en}: {row.source}",
    )
    announce(
        CHANGED,
        subject_kind="calendar",
        subject_key=row.year,
        data={"label": str(row.year), "text": said, "notice": row.pk, "state": row.state},
        now=now,
    )
