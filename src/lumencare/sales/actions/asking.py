"""Questions that customers ask about a version, and the answers that they get."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import is_outsider, require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.sales.models import QuoteLink, QuoteMessage, QuoteVersion
from lumencare.sales.written import LONGEST_NAME, read_written


def ask(link: QuoteLink, *, name: str, text: str, now: datetime) -> QuoteMessage:
    """Keep a question that came through a customer's link."""
    name = read_written(name, "name", LONGEST_NAME)
    return _add(link.quote_version, None, name, text, now)


def write_message(version: QuoteVersion, *, text: str, by: User, now: datetime) -> QuoteMessage:
    """Keep an answer of staff, or a question of a customer who is signed in."""
    require_right(by, Right.ACCEPT_QUOTES if is_outsider(by) else Right.SEND_QUOTES)
    return _add(version, by, by.name, text, now)


def _add(
    version: QuoteVersion, by: User | None, name: str, text: str, now: datetime
) -> QuoteMessage:
    text = read_written(text, "text")
    with transaction.atomic():
        message = QuoteMessage.objects.create(
            quote_version=version,
            written_at=now,
            by=by,
            by_name=name,
            from_customer=by is None or is_outsider(by),
            text=text,
        )
        changes = {"text": (None, text)}
        record(version, action="write-message", by=by or name, now=now, changes=changes)
    return message
