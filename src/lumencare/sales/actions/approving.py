"""Approval: somebody who wrote nothing of a version agrees to its prices, or does not (D-20)."""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from django.db import transaction
from django.db.models import Model

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.models import Entry
from lumencare.domain.problems import Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.sales.actions.steps import take_step
from lumencare.sales.models import Approval, QuoteVersion
from lumencare.sales.states import Step
from lumencare.sales.validity import require_valid
from lumencare.sales.written import read_written

WRITING = (Step.START, Step.CHANGE, Step.REVISE, Step.ISSUE)


def decide(
    version: QuoteVersion, *, approved: bool, by: User, now: datetime, note: str = ""
) -> QuoteVersion:
    """Approve a version, or refuse it with a reason: a refused one is withdrawn."""
    require_right(by, Right.APPROVE_QUOTES)
    step = Step.APPROVE if approved else Step.REFUSE
    note = note.strip() if approved else read_written(note, "note")
    require_another(version, version.author_id, WRITING, by)
    if approved:
        require_valid(version, now)
    with transaction.atomic():
        ended = {} if approved else {"ended_at": now, "ended_why": note}
        take_step(version, step, by=by, now=now, why=note, fields=ended)
        Approval.objects.create(
            quote_version=version,
            author_id=version.author_id,
            decided_by=by,
            decided_at=now,
            approved=approved,
            note=note,
        )
    return version


def require_another(row: Model, author: int, writing: Iterable[StrEnum], by: User) -> None:
    """Raise Refused where a person wrote something of a version that they would decide about.

    `author` started it; `writing` are the steps whose entries in the trail count as writing.
    """
    if by.pk in {author, *_writers(row, writing)}:
        raise Refused(does_not_apply("D-20", ANOTHER))


def _writers(row: Model, writing: Iterable[StrEnum]) -> Iterable[int | None]:
    """Return who took one of some steps, by the keys of their accounts."""
    entries = Entry.objects.filter(
        kind=row._meta.label_lower,
        key=str(row.pk),
        action__in=[each.value for each in writing],
        by__isnull=False,
    )
    return entries.values_list("by_id", flat=True)


ANOTHER = Text(
    "您参与了此版本的编制，须由另一位审批人决定。",
    "You wrote some of this version; another approver must decide.",
)
