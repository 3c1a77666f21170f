"""The mailbox of the desk over IMAP: read over TLS alone, nothing marked before it was kept."""

import imaplib
import re
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import unquote, urlsplit

import structlog
from django.conf import settings

from lumencare.desk.mail.collecting import Mailbox, empty
from lumencare.desk.mail.intake import Arrived, Taken, Why, set_aside, take_mail
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text

log = structlog.get_logger("lumencare.jobs")

PORT = 993
PATIENCE = 30
MOST_AT_ONCE = 100
# Whatever is bigger is set aside by its headers: files may have 25 MB, and grow by a third.
MOST_BYTES = 60 * 1024 * 1024
INTERNAL_DATE = re.compile(rb'INTERNALDATE "([^"]{1,40})"')
NOT_SAID = datetime(9000, 1, 1, tzinfo=UTC)
FAILURES = (OSError, imaplib.IMAP4.error)
ALLOWED = Text(
    "应形如 imaps://用户名:密码@服务器/INBOX；用户名与密码须做 URL 编码。",
    "Expected: imaps://name:password@server/INBOX, name and password URL-encoded.",
)


@dataclass(frozen=True, slots=True)
class Account:
    """Where the mailbox is and who reads it."""

    host: str
    port: int
    user: str
    password: str
    folder: str


def read_account(url: str) -> Account:
    """Return the account that a setting names; InputProblems where it is none."""
    parts = urlsplit(url)
    try:
        port = parts.port or PORT
    except ValueError:
        port = 0
    named = parts.hostname and parts.username and parts.password
    if parts.scheme != "imaps" or not named or not port:
        raise InputProblems([Problem("LUMENCARE_MAILBOX_URL", f"{parts.scheme}://…", ALLOWED)])
    return Account(
        host=parts.hostname or "",
        port=port,
        user=unquote(parts.username or ""),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
    )


class ImapMailbox:
    """A folder of an IMAP server that is signed in to."""

    def __init__(self, server: imaplib.IMAP4_SSL) -> None:
        self.server = server

    def unread(self) -> Iterator[tuple[str, Arrived]]:
        """Yield the unread mails, oldest first; fetching marks none of them."""
        keys = self._ask("SEARCH", "UNSEEN")[0].split()
        for key in keys[:MOST_AT_ONCE]:
            arrived = self._fetch(key.decode())
            if arrived is not None:
                yield key.decode(), arrived

    def mark_read(self, key: str) -> None:
        """Mark a mail as read."""
        self._ask("STORE", key, "+FLAGS.SILENT", r"(\Seen)")

    def count_unread(self) -> int:
        """Return how many mails wait."""
        return len(self._ask("SEARCH", "UNSEEN")[0].split())

    def _fetch(self, key: str) -> Arrived | None:
        """Return a mail; None where it was deleted meanwhile."""
        told = _joined(self._ask("FETCH", key, "(RFC822.SIZE INTERNALDATE)"))
        size = int(told.partition(b"RFC822.SIZE ")[2].split(b" ")[0].rstrip(b")") or 0)
        whole = size <= MOST_BYTES
        part = "(BODY.PEEK[])" if whole else "(BODY.PEEK[HEADER])"
        found = [each for each in self._ask("FETCH", key, part) if isinstance(each, tuple)]
        return Arrived(found[0][1], _moment(told), whole) if found else None

    def _ask(self, command: str, *words: str) -> list[Any]:
        state, answer = self.server.uid(command, *words)
        if state != "OK":
            raise imaplib.IMAP4.error(f"{command}: {state}")
        return [each for each in answer if each is not None] or [b""]


def _joined(answer: list[Any]) -> bytes:
    pieces = [b" ".join(each) if isinstance(each, tuple) else each for each in answer]
    return b" ".join(pieces)


def _moment(told: bytes) -> datetime:
    """Return when the server got a mail; where it does not say, a day to come, which means now."""
    found = INTERNAL_DATE.search(told)
    if found is None:
        return NOT_SAID
    try:
        return datetime.strptime(found[1].decode().strip(), "%d-%b-%Y %H:%M:%S %z")
    except ValueError:
        return NOT_SAID


@contextmanager
def open_mailbox(account: Account) -> Iterator[ImapMailbox]:
    """Sign in to a mailbox and leave it again; OSError or IMAP4.error where it lets nobody in."""
    context = ssl.create_default_context(cafile=settings.MAILBOX_CA or None)
    server = imaplib.IMAP4_SSL(account.host, account.port, ssl_context=context, timeout=PATIENCE)
    try:
        server.login(account.user, account.password)
        state, said = server.select(_quoted(account.folder))
        if state != "OK":
            raise imaplib.IMAP4.error(f"SELECT: {said[0]!r}")
        yield ImapMailbox(server)
    finally:
        _leave(server)


def _leave(server: imaplib.IMAP4_SSL) -> None:
    try:
        server.logout()
    except FAILURES:
        log.info("the mailbox was left without a word")


def _quoted(folder: str) -> str:
    escaped = folder.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def read_mailbox(now: datetime) -> int:
    """Take in what the mailbox holds; 0 where none is named or it cannot be reached.

    What could not be reached is tried again at the next time; a row of failed jobs says no more.
    """
    if not settings.MAILBOX_URL:
        return 0
    try:
        with open_mailbox(read_account(settings.MAILBOX_URL)) as mailbox:
            return empty_into_desk(mailbox, now)
    except (*FAILURES, InputProblems):
        log.exception("the mailbox cannot be read")
        return 0


def empty_into_desk(mailbox: Mailbox, now: datetime) -> int:
    """Take in what a mailbox holds; a mail that nobody can make sense of is set aside."""
    return empty(mailbox, _take, now)


def _take(arrived: Arrived, now: datetime) -> Taken:
    try:
        return take_mail(arrived, now)
    # One mail that nothing foresaw must not keep all others out; it is kept as it came. Where the
    # database is away this fails too, and the mail stays unread.
    except Exception as error:
        log.exception("a mail could not be taken in")
        return set_aside(arrived, Why.UNREADABLE, now, detail=type(error).__name__)
