"""Reads for whoever keeps the endpoints, and for the calendar of a person."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Generic, TypeVar

from django.db.models import Count, Exists, Model, OuterRef, Q, QuerySet
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.accounts.secrets import hash_of
from lumencare.notices.kinds import State
from lumencare.notices.mailing import MOST_TRIES
from lumencare.notices.models import (
    Attempt,
    CalendarFeed,
    Delivery,
    Endpoint,
    EndpointSecret,
    Notice,
)

PAGE = 50
NOTED_EVERY = timedelta(minutes=5)
# What a reminder can be, as lists ask for it.
REMINDER_STATES = {
    "waiting": Q(sent_at=None, cancelled_at=None, tries__lt=MOST_TRIES),
    "sent": Q(sent_at__isnull=False),
    "cancelled": Q(cancelled_at__isnull=False),
    "failed": Q(sent_at=None, cancelled_at=None, tries__gte=MOST_TRIES),
}
Row = TypeVar("Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Part(Generic[Row]):
    """One part of a list, newest first, and the key that the next part begins before."""

    rows: list[Row]
    before: int | None
    total: int

    @property
    def next_cursor(self) -> str:
        """Where the next part begins; empty on the last."""
        return str(self.before or "")


def list_endpoints(user: User) -> QuerySet[Endpoint]:
    """Return every endpoint, active ones first, with how many messages wait and have failed."""
    require_right(user, Right.KEEP_WEBHOOKS)
    rows = Endpoint.objects.annotate(
        waiting=Count("deliveries", filter=Q(deliveries__state=State.WAITING)),
        failed=Count("deliveries", filter=Q(deliveries__state=State.FAILED)),
        signed=Exists(EndpointSecret.objects.filter(endpoint=OuterRef("pk"), ends_at=None)),
    )
    return rows.order_by("-is_active", "description", "pk")


def find_endpoint(user: User, pk: int) -> Endpoint:
    """Return one endpoint; Http404 where there is none."""
    return _one(list_endpoints(user), pk)


def deliveries_of(
    user: User, endpoint: Endpoint, *, state: str = "", before: int | None = None, most: int = PAGE
) -> Part[Delivery]:
    """Return what an endpoint was told, newest first, each with its last attempt."""
    require_right(user, Right.KEEP_WEBHOOKS)
    rows = Delivery.objects.filter(endpoint=endpoint).select_related("event", "endpoint")
    if state in set(State):
        rows = rows.filter(state=state)
    part = _part(rows, before, most)
    last = Attempt.objects.filter(delivery__in=part.rows).order_by("delivery", "number")
    by_delivery = {each.delivery_id: each for each in last}
    for each in part.rows:
        each.last_attempt = by_delivery.get(each.pk)  # type: ignore[attr-defined]
    return part


def find_delivery(user: User, pk: int) -> Delivery:
    """Return one delivery with its event and endpoint; Http404 where there is none."""
    require_right(user, Right.KEEP_WEBHOOKS)
    return _one(Delivery.objects.select_related("event", "endpoint"), pk)


def attempts_of(user: User, delivery: Delivery) -> list[Attempt]:
    """Return every attempt of a delivery, first one first."""
    require_right(user, Right.KEEP_WEBHOOKS)
    return list(delivery.attempts.order_by("number"))


def list_reminders(
    user: User, *, state: str = "", before: int | None = None, most: int = PAGE
) -> Part[Notice]:
    """Return reminders, newest first: those that wait, are sent, cancelled or failed."""
    require_right(user, Right.KEEP_WEBHOOKS)
    rows = Notice.objects.select_related("user")
    if state in REMINDER_STATES:
        rows = rows.filter(REMINDER_STATES[state])
    return _part(rows, before, most)


def feed_of(user: User) -> CalendarFeed | None:
    """Return one's own calendar address, as far as it is kept."""
    return CalendarFeed.objects.filter(user=user).first()


def feed_owner(token: str, now: datetime) -> User | None:
    """Return whose calendar a secret address shows; None where it does not work."""
    feed = CalendarFeed.objects.select_related("user").filter(token_hash=hash_of(token)).first()
    if feed is None or not feed.user.is_active:
        return None
    if feed.last_read_at is None or now - feed.last_read_at >= NOTED_EVERY:
        CalendarFeed.objects.filter(pk=feed.pk).update(last_read_at=now)
    return feed.user


def _part(rows: QuerySet[Row], before: int | None, most: int) -> Part[Row]:
    total = rows.count()
    if before is not None:
        rows = rows.filter(pk__lt=before)
    found = list(rows.order_by("-pk")[: most + 1])
    return Part(found[:most], found[most - 1].pk if len(found) > most else None, total)


def _one(rows: QuerySet[Row], pk: int) -> Row:
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404(f"{rows.model._meta.model_name} {pk}")
    return found
