"""Mails that wait as rows: each try is claimed first, failures are tried again with patience."""

from collections.abc import Callable
from datetime import datetime, timedelta
from smtplib import SMTPException
from typing import TypeVar

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db.models import Model, QuerySet

MOST_TRIES = 8
FIRST_WAIT = timedelta(minutes=1)


Row = TypeVar("Row", bound=Model)


def due_mails(rows: QuerySet[Row], now: datetime, most: int) -> list[Row]:
    """Return the mails among rows that may be tried, longest waiting first."""
    due = rows.filter(sent_at=None, try_after__lte=now, tries__lt=MOST_TRIES)
    return list(due.order_by("try_after", "pk")[:most])


def deliver_mail(
    rows: QuerySet[Row],
    mail: Row,
    compose: Callable[[], EmailMessage],
    now: datetime,
    *,
    by: BaseEmailBackend | None = None,
) -> bool:
    """Send the mail of a row that is still among `rows`; True where the mail server took it.

    The try is claimed first, so that two workers never send the same mail at once. One that was
    sent by a worker which died before it could say so is sent again: better twice than never.
    """
    tries: int = mail.tries  # type: ignore[attr-defined]
    claimed = rows.filter(pk=mail.pk, sent_at=None, tries=tries)
    if not claimed.update(tries=tries + 1, try_after=now + FIRST_WAIT * 2**tries):
        return False
    try:
        message = compose()
        # Straight to the mail server: this is a queue of its own, and must learn what became of it.
        message.connection = by or mail_server()
        message.send()
    # A ValueError is a header that cannot be written: it must not keep others waiting.
    except (OSError, SMTPException, ValueError) as error:
        problem = f"{type(error).__name__}: {error}"[:200]
        type(mail)._default_manager.filter(pk=mail.pk).update(problem=problem)
        return False
    return True


def mail_server() -> BaseEmailBackend:
    """Return the installation's own mail server."""
    server: BaseEmailBackend = get_connection(settings.DELIVERY_BACKEND)
    return server
