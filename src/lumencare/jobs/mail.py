"""Mail goes out by the queue: written down with the change that causes it, sent with patience."""

import base64
from collections.abc import Sequence
from email.mime.base import MIMEBase
from typing import Any

from django.conf import settings
from django.core.mail import EmailMessage, EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

FIELDS = ("subject", "body", "from_email", "to", "cc", "bcc", "reply_to", "extra_headers")


class QueuedMail(BaseEmailBackend):
    """Django's way to send mail: each message becomes a job of the transaction under way."""

    def send_messages(self, email_messages: Sequence[EmailMessage]) -> int:
        """Put messages into the queue."""
        from lumencare.jobs.tasks import deliver_mail  # noqa: PLC0415 - tasks needs `send` below

        for each in email_messages:
            deliver_mail.enqueue(as_plain(each))
        return len(email_messages)


def as_plain(message: EmailMessage) -> dict[str, Any]:
    """Return a message as plain values, as a job keeps them."""
    kept: dict[str, Any] = {name: getattr(message, name) for name in FIELDS}
    kept["subject"], kept["body"] = str(message.subject), str(message.body)
    kept["alternatives"] = [
        [str(each[0]), each[1]] for each in getattr(message, "alternatives", [])
    ]
    kept["attachments"] = [_attachment(each) for each in message.attachments]
    return kept


def send(kept: dict[str, Any]) -> None:
    """Send a kept message by the installation's own mail server."""
    message = EmailMultiAlternatives(
        **{name: kept[name] for name in FIELDS if name != "extra_headers"},
        headers=kept["extra_headers"],
        alternatives=[(content, kind) for content, kind in kept["alternatives"]],
        connection=get_connection(settings.DELIVERY_BACKEND),
    )
    for name, content, kind in kept["attachments"]:
        message.attach(name, base64.b64decode(content), kind)
    message.send()


def _attachment(each: Any) -> list[str | None]:
    if isinstance(each, MIMEBase):
        raise TypeError("Attach a file by name, content and type.")
    name, content, kind = each
    data = content if isinstance(content, bytes) else str(content).encode()
    return [name, base64.b64encode(data).decode(), kind]
