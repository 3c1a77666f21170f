"""How long what was told is kept: long enough to look into it, and no longer."""

from datetime import datetime, timedelta

from lumencare.notices.models import Attempt, Delivery, EndpointSecret, Event, Notice

EVENTS_KEPT = timedelta(days=90)
# Longer than any ladder of reminders: a rung that is forgotten could be put down anew.
NOTICES_KEPT = timedelta(days=800)
ROWS_AT_ONCE = 1000


def forget_old(now: datetime) -> int:
    """Delete old events with their deliveries, ended secrets, old reminders; count the events."""
    EndpointSecret.objects.filter(ends_at__lt=now - EVENTS_KEPT).delete()
    Notice.objects.filter(due_at__lt=now - NOTICES_KEPT).delete()
    gone = 0
    while keys := _some_old(now):
        Attempt.objects.filter(delivery__event__in=keys).delete()
        Delivery.objects.filter(event__in=keys).delete()
        Event.objects.filter(pk__in=keys).delete()
        gone += len(keys)
    return gone


def _some_old(now: datetime) -> list[str]:
    old = Event.objects.filter(occurred_at__lt=now - EVENTS_KEPT, spread_at__isnull=False)
    return list(old.order_by("occurred_at").values_list("pk", flat=True)[:ROWS_AT_ONCE])
