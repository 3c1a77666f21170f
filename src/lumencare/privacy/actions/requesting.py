"""What a person asks of their data: that it be corrected or deleted; and taking that back."""

from collections.abc import Mapping
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import F, QuerySet
from django.http import Http404

from lumencare.audit.actions import record
from lumencare.calendars.queries import calendar_in_force
from lumencare.domain.problems import Conflict, InputProblems, Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.privacy.actions.consenting import whose
from lumencare.privacy.models import DataRequest
from lumencare.sites.visitors import Visitor
from lumencare.store import typed as read

# PIPL art. 50 says "in time"; the handbooks of the authorities say 15 business days. Assumed.
ANSWERED_WITHIN = 15
OPEN = (DataRequest.State.ASKED, DataRequest.State.CHECKED)
LONGEST_WORDS = 2000
READERS: dict[str, read.Reader] = {
    "name": read.line(80),
    "position": read.line(80),
    "phone": read.phone,
    "email": read.email,
}


def ask_deletion(words: str, *, visitor: Visitor, now: datetime) -> DataRequest:
    """Ask that one's data be deleted; once at a time."""
    return _ask(DataRequest.Kind.ERASE, words, {}, visitor=visitor, now=now)


def ask_correction(
    typed: read.Typed, words: str, *, visitor: Visitor, now: datetime
) -> DataRequest:
    """Ask that name, position, number or address be corrected; at least one, or words."""
    given = {name: value for name, value in read.read_all(typed, READERS).items() if value}
    if not given and not words.strip():
        raise InputProblems([Problem("name", "", SOMETHING)])
    return _ask(DataRequest.Kind.CORRECT, words, given, visitor=visitor, now=now)


def take_back(pk: int, *, visitor: Visitor, now: datetime) -> None:
    """Take a request back before it is settled."""
    ended = {
        "state": DataRequest.State.TAKEN_BACK,
        "ended_at": now,
        "version": F("version") + 1,
    }
    with transaction.atomic():
        row = own_requests(visitor).filter(pk=pk).first()
        if row is None:
            raise Http404(f"request {pk}")
        if not DataRequest.objects.filter(pk=pk, state__in=OPEN).update(**ended):
            raise Conflict(SETTLED)
        record(row, action="take-back", by=visitor.by, now=now)


def own_requests(visitor: Visitor) -> QuerySet[DataRequest]:
    """Return what a visitor asked for, newest first."""
    return DataRequest.objects.filter(whose(visitor)).order_by("-pk")


def _ask(
    kind: DataRequest.Kind,
    words: str,
    corrections: Mapping[str, str],
    *,
    visitor: Visitor,
    now: datetime,
) -> DataRequest:
    due_on = calendar_in_force().business_day_after(in_shanghai(now).date(), ANSWERED_WITHIN)
    row = DataRequest(
        kind=kind,
        user=visitor.user,
        contact_id=visitor.contact,
        name=visitor.name,
        email=visitor.email,
        organization=visitor.organization,
        words=words.strip()[:LONGEST_WORDS],
        corrections=dict(corrections),
        asked_at=now,
        due_on=due_on,
    )
    action = "ask-deletion" if kind is DataRequest.Kind.ERASE else "ask-correction"
    try:
        with transaction.atomic():
            row.save(force_insert=True)
            record(row, action=action, by=visitor.by, now=now, changes={"due_on": (None, due_on)})
    except IntegrityError as error:
        raise Conflict(ASKED_ALREADY) from error
    return row


SOMETHING = Text(
    "请至少填写一项需要更正的内容。", "Say at least one thing that is to be corrected."
)
ASKED_ALREADY = Text(
    "您已提出同样的请求，正在办理。", "You have asked for this already; it is being seen to."
)
SETTLED = Text("此请求已办结。", "This request has been settled already.")
