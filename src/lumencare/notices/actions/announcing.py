"""Write down what happened, in the transaction of what caused it; others are told afterwards."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from lumencare.domain.answers import plain_value
from lumencare.notices.kinds import ALL_KINDS
from lumencare.notices.models import Endpoint, Event

ROWS_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Happening:
    """One thing that happened: its kind, what it is about, and its facts.

    The key is the one in the address of the subject's page. Of the facts, `label` (what people call
    the subject), `text` (a Text) and `path` (of another page than the subject's) are shown by
    group robots; all of them reach programs.
    """

    kind: str
    subject_kind: str
    subject_key: str | int
    data: Mapping[str, Any] = field(default_factory=dict)


def announce(
    kind: str,
    *,
    subject_kind: str,
    subject_key: str | int,
    data: Mapping[str, Any],
    now: datetime,
) -> Event:
    """Write one event; in the caller's transaction, so that both are kept or neither."""
    (event,) = announce_many([Happening(kind, subject_kind, subject_key, data)], now)
    return event


def announce_many(happenings: Iterable[Happening], now: datetime) -> list[Event]:
    """Write many events of one moment; in the caller's transaction, like `announce`."""
    if not transaction.get_connection().in_atomic_block:
        raise transaction.TransactionManagementError("announce inside the change's transaction")
    events = [_event(each, now) for each in happenings]
    return Event.objects.bulk_create(events, batch_size=ROWS_AT_ONCE)


def is_wanted(kind: str) -> bool:
    """Tell whether anybody subscribes to a kind of event."""
    wanted = Endpoint.objects.filter(is_active=True).values_list("kinds", flat=True)
    return any(not kinds or kind in kinds for kinds in wanted)


def _event(happening: Happening, now: datetime) -> Event:
    if happening.kind not in ALL_KINDS:
        raise ValueError(f"no kind of event is called {happening.kind!r}")
    return Event(
        kind=happening.kind,
        subject_kind=happening.subject_kind,
        subject_key=str(happening.subject_key),
        data=_plain(dict(happening.data)),
        occurred_at=now,
    )


def _plain(value: Any) -> Any:
    """Return facts as JSON holds them, also inside of records and lists."""
    if isinstance(value, Mapping):
        return {str(name): _plain(each) for name, each in value.items()}
    if isinstance(value, list | tuple | set | frozenset):
        return [_plain(each) for each in value]
    return plain_value(value)
