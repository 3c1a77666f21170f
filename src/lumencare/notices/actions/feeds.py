"""The secret address of one's own calendar: made, replaced, taken away."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.secrets import fresh_secret, hash_of
from lumencare.audit.actions import record
from lumencare.notices.models import CalendarFeed


def make_feed(by: User, now: datetime) -> str:
    """Give a person a calendar address, in place of the one before; returns its secret part."""
    secret = fresh_secret()
    kept = {"token_hash": hash_of(secret), "made_at": now, "last_read_at": None}
    with transaction.atomic():
        feed, is_new = CalendarFeed.objects.update_or_create(user=by, defaults=kept)
        record(feed, action="add" if is_new else "replace", by=by, now=now)
    return secret


def drop_feed(by: User, now: datetime) -> bool:
    """Make a person's calendar address useless at once; False where there is none."""
    with transaction.atomic():
        feed = CalendarFeed.objects.filter(user=by).select_for_update().first()
        if feed is None:
            return False
        record(feed, action="revoke", by=by, now=now)
        feed.delete()
    return True
