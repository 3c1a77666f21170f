"""Put reminders down and cancel them; each recipient and rung is kept once, however often asked."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import TypeVar

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.domain.answers import text_answer
from lumencare.domain.servicehours import ServiceWindow
from lumencare.domain.text import Text
from lumencare.notices.models import Notice

Item = TypeVar("Item")
ROWS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Recipient:
    """Who is reminded: a person here, or an address with a name and a language."""

    email: str
    name: str = ""
    language: str = "zh-hans"
    user_pk: int | None = None

    @classmethod
    def of(cls, user: User) -> "Recipient":
        """Return a person here as a recipient."""
        return cls(user.email, user.name, user.language, user.pk)


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """What is to be said to whom and when; `key` names the reason and the rung.

    It leaves in business hours; `windows`: also in those that were bought for its service (NB-1).
    """

    key: str
    recipient: Recipient
    subject: Text
    text: Text
    due_at: datetime
    path: str = ""
    windows: frozenset[ServiceWindow] = frozenset()


def put_down(reminders: Iterable[Reminder], now: datetime) -> None:
    """Write reminders; one that is there already, sent or cancelled or not, stays as it is."""
    with transaction.atomic():
        for some in _in_parts(reminders):
            rows = [_row(each, now) for each in some]
            Notice.objects.bulk_create(rows, ignore_conflicts=True)


def cancel(*, why: str, now: datetime, keys: Iterable[str] = (), keys_prefix: str = "") -> int:
    """Cancel what is not sent yet, by keys or by how their keys begin; tell how many."""
    waiting = Notice.objects.filter(sent_at=None, cancelled_at=None)
    ended = {"cancelled_at": now, "cancelled_why": why[:200]}
    with transaction.atomic():
        count = 0
        if keys_prefix:
            count += waiting.filter(key__startswith=keys_prefix).update(**ended)
        for some in _in_parts(keys):
            count += waiting.filter(key__in=some).update(**ended)
    return count


def _row(reminder: Reminder, now: datetime) -> Notice:
    to = reminder.recipient
    return Notice(
        key=reminder.key,
        user_id=to.user_pk,
        email=to.email.strip().lower(),
        name=to.name,
        language=to.language,
        subject=text_answer(reminder.subject),
        text=text_answer(reminder.text),
        path=reminder.path,
        due_at=reminder.due_at,
        windows=" ".join(sorted(each.value for each in reminder.windows)),
        try_after=reminder.due_at,
        created_at=now,
    )


def _in_parts(items: Iterable[Item]) -> Iterator[list[Item]]:
    source = iter(items)
    while some := list(islice(source, ROWS_AT_ONCE)):
        yield some
