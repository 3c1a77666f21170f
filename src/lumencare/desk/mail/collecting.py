"""Emptying the mailbox: each mail marked as read only after what became of it was written."""

from collections.abc import Iterator
from datetime import datetime
from typing import Protocol

from lumencare.desk.mail.intake import Arrived
from lumencare.desk.models import IncomingMail


class Mailbox(Protocol):
    """Where mails come from."""

    def unread(self) -> Iterator[tuple[str, Arrived]]:
        """Yield the mails that nobody read, oldest first, each under its key there."""

    def mark_read(self, key: str) -> None:
        """Say that a mail was taken."""


class Take(Protocol):
    """What is done with a mail."""

    def __call__(self, arrived: Arrived, now: datetime) -> IncomingMail:
        """Take a mail in; returns what became of it."""


def empty(mailbox: Mailbox, take: Take, now: datetime) -> int:
    """Take every unread mail in; returns how many. Where one cannot be written, it stays unread."""
    count = 0
    for key, arrived in mailbox.unread():
        take(arrived, now)
        mailbox.mark_read(key)
        count += 1
    return count
