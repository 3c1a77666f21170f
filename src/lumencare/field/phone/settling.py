"""What phones sent and was refused or differs: listed for the office until somebody settles it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import conflict_about, record
from lumencare.domain.text import Text
from lumencare.field.models import PhoneAction

MOST = 200


@dataclass(frozen=True, slots=True)
class Unsettled:
    """One thing that a phone sent and that somebody of the office has to look at."""

    pk: int
    visit: str
    site: str
    kind: str
    outcome: str
    said: Text
    payload: dict[str, Any]
    by: str
    at: datetime
    received_at: datetime


def unsettled(user: User, *, size: int = MOST) -> tuple[list[Unsettled], int]:
    """Return the latest of what waits to be settled, and how much waits in all."""
    require_right(user, Right.KEEP_VISITS)
    rows = _waiting()
    first = rows.select_related("visit__site", "by").order_by("-received_at", "-pk")[:size]
    return [_told(each) for each in first], rows.count()


def settle(user: User, pk: int, *, now: datetime) -> None:
    """Keep that somebody has seen to it; what was sent stays as it is."""
    require_right(user, Right.KEEP_VISITS)
    row = PhoneAction.objects.select_related("visit").filter(pk=pk).exclude(outcome="done").first()
    if row is None:
        raise Http404(f"phone action {pk}")
    if not PhoneAction.objects.filter(pk=pk, settled_at=None).update(settled_at=now):
        raise conflict_about(row.visit)
    record(row.visit, action="settle", by=user, now=now, why=f"{row.kind}：{row.said_zh}"[:500])


def _waiting() -> QuerySet[PhoneAction]:
    return PhoneAction.objects.filter(settled_at=None).exclude(outcome="done")


def _told(row: PhoneAction) -> Unsettled:
    return Unsettled(
        row.pk,
        row.visit.number,
        row.visit.site.name,
        row.kind,
        row.outcome,
        Text(row.said_zh, row.said_en),
        row.payload,
        row.by.name,
        row.at,
        row.received_at,
    )
