"""Mails as they come from a mailbox, to start a test from."""

from collections.abc import Iterator
from datetime import datetime

from lumencare.desk.mail.intake import Arrived
from tests.desk.cases import moment

NOW = moment("2026-01-15 10:30")
FROM = "王建国 <wang@binjiang.example>"


def mail(body: str | bytes = "三楼灯光无法调暗", **headers: str) -> bytes:
    """Return a plain mail; underscores in names of headers stand for dashes."""
    facts = {
        "From": FROM,
        "To": "service@luming.example",
        "Subject": "三楼灯光",
        "Message-ID": "<1@binjiang.example>",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    head = "".join(f"{name}: {value}\r\n" for name, value in facts.items() if value)
    data = body if isinstance(body, bytes) else body.encode()
    return head.encode() + b"\r\n" + data


def multipart(*parts: bytes, kind: str = "mixed", **headers: str) -> bytes:
    """Return a mail of several parts, each with its own headers."""
    joined = b"".join(b"--cut\r\n" + each + b"\r\n" for each in parts) + b"--cut--\r\n"
    return mail(joined, **{"Content-Type": f'multipart/{kind}; boundary="cut"', **headers})


def part(content: bytes, kind: str = "text/plain; charset=utf-8", more: str = "") -> bytes:
    """Return one part of a mail."""
    return f"Content-Type: {kind}\r\n{more}\r\n".encode() + content


def arrived(raw: bytes, at: datetime = NOW) -> Arrived:
    """Return a mail as the mailbox gives it."""
    return Arrived(raw, at)


class Box:
    """A mailbox in memory."""

    def __init__(self, *mails: bytes) -> None:
        self.mails = {str(index): arrived(each) for index, each in enumerate(mails, 1)}
        self.read: list[str] = []

    def unread(self) -> Iterator[tuple[str, Arrived]]:
        """Yield what is unread."""
        yield from [each for each in self.mails.items() if each[0] not in self.read]

    def mark_read(self, key: str) -> None:
        """Mark one as read."""
        self.read.append(key)
