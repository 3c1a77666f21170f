"""A mail as the desk reads it: who wrote, to what, which words, which files.

Headers are taken as their bytes stand, for the library's own reading of them loses the letters of
mails that name the wrong set, and fails on some that are malformed.
"""

import hashlib
import io
from collections.abc import Iterator
from dataclasses import dataclass
from email import message_from_bytes
from email.errors import MessageError
from email.message import Message as MimePart
from email.policy import compat32
from email.utils import collapse_rfc2231_value, getaddresses, parseaddr
from typing import Any

from lumencare.desk.mail.charsets import clean, decode, header_text
from lumencare.desk.mail.texts import split_quoted, text_of_page
from lumencare.sites.uploads import Upload

MOST_PARTS = 200
DEEPEST = 20
LONGEST_TEXT = 150_000
LONGEST_HEADER = 16_000
LONGEST_ID = 250
LONGEST_ADDRESS = 254
MOST_REFERENCES = 50
NO_TEXT = "（无正文 / no text）"
# What Python's reader of mails raises where one is malformed in a way that nobody foresaw.
MALFORMED = (ValueError, LookupError, TypeError, AttributeError, RecursionError, MessageError)


class Unreadable(Exception):
    """A mail is no mail that anybody can read; says why."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadMail:
    """What was read; `headers` holds the names in small letters, each with its first value."""

    mail_id: str
    from_address: str
    from_name: str
    subject: str
    body: str
    quoted: str
    in_reply_to: str
    references: tuple[str, ...]
    headers: dict[str, str]
    uploads: tuple[Upload, ...]


def read_mail(raw: bytes) -> ReadMail:
    """Read a mail; Unreadable where that cannot be done."""
    try:
        return _read(raw)
    except MALFORMED as error:
        raise Unreadable(f"{type(error).__name__}: {error}"[:200]) from error


def mail_id_of(raw: bytes) -> str:
    """Return the id of a mail; where it bears none, one made of its content."""
    try:
        found = _ids(_headers(message_from_bytes(raw, policy=compat32)).get("message-id", ""))
    except MALFORMED:
        found = ()
    made = f"<{hashlib.sha256(raw).hexdigest()}@content>"
    return found[0] if found and len(found[0]) <= LONGEST_ID else made


def _read(raw: bytes) -> ReadMail:
    mail = message_from_bytes(raw, policy=compat32)
    headers = _headers(mail)
    name, address = _sender(headers)
    subject = header_text(headers.get("subject", ""))
    text, uploads = _content(mail)
    body, quoted = split_quoted(text[:LONGEST_TEXT], subject)
    replied = _ids(headers.get("in-reply-to", ""))
    return ReadMail(
        mail_id=mail_id_of(raw),
        from_address=address,
        from_name=name,
        subject=subject,
        body=body or NO_TEXT,
        quoted=quoted,
        in_reply_to=replied[0][:LONGEST_ID] if replied else "",
        references=(*replied, *reversed(_ids(headers.get("references", "")))),
        headers=headers,
        uploads=uploads,
    )


def _headers(mail: MimePart) -> dict[str, str]:
    """Return the first value of each header, as its bytes stand."""
    found: dict[str, str] = {}
    for name, value in mail.raw_items():
        found.setdefault(name.casefold(), " ".join(str(value)[:LONGEST_HEADER].split()))
    return found


def _sender(headers: dict[str, str]) -> tuple[str, str]:
    """Return name and address of who wrote; two addresses in one header are none to believe."""
    found = [each for each in getaddresses([headers.get("from", "")]) if "@" in each[1]]
    if not found:
        found = [("", parseaddr(headers.get("sender", ""))[1])]
    name, address = found[0]
    plain = clean(address.strip())
    return clean(header_text(name))[:LONGEST_ADDRESS], plain[:LONGEST_ADDRESS]


def _ids(header: str) -> tuple[str, ...]:
    """Return the ids in a header, such as <a@b>."""
    words = header.replace("><", "> <").split()
    ids = [each for each in words if each.startswith("<") and each.endswith(">")]
    return tuple(clean(each) for each in ids[-MOST_REFERENCES:])


def _content(mail: MimePart) -> tuple[str, tuple[Upload, ...]]:
    plain: list[str] = []
    pages: list[str] = []
    uploads: list[Upload] = []
    for index, part in enumerate(_leaves(mail, 0)):
        if index >= MOST_PARTS:
            raise Unreadable(f"more than {MOST_PARTS} parts")
        kind = part.get_content_type()
        name = _file_name(part)
        is_text = kind in {"text/plain", "text/html"} and not name
        if is_text and part.get_content_disposition() != "attachment":
            (pages if kind == "text/html" else plain).append(_text(part))
        else:
            uploads.append(Upload(name or _unnamed(kind, index), io.BytesIO(_bytes(part))))
    text = "\n\n".join(filter(None, (each.strip() for each in plain)))
    if not text:
        text = "\n\n".join(text_of_page(each) for each in pages).strip()
    return text, tuple(uploads)


def _leaves(part: MimePart, depth: int) -> Iterator[MimePart]:
    """Yield the parts that hold something; a mail inside of a mail is one of them."""
    if depth > DEEPEST:
        raise Unreadable(f"parts inside of parts, {DEEPEST} times")
    inner = part.get_payload()
    if part.get_content_maintype() == "multipart" and isinstance(inner, list):
        for each in _parts(inner):
            yield from _leaves(each, depth + 1)
    else:
        yield part


def _parts(inner: list[Any]) -> list[MimePart]:
    return [each for each in inner if isinstance(each, MimePart)]


def _text(part: MimePart) -> str:
    return decode(_bytes(part), part.get_content_charset())


def _bytes(part: MimePart) -> bytes:
    """Return what a part holds; of a mail inside of a mail, its source."""
    inner = part.get_payload()
    if isinstance(inner, list):
        return b"\n".join(each.as_bytes() for each in _parts(inner))
    held = part.get_payload(decode=True)
    return held if isinstance(held, bytes) else b""


def _file_name(part: MimePart) -> str:
    for header, parameter in (("content-disposition", "filename"), ("content-type", "name")):
        given = part.get_param(parameter, None, header)
        if given:
            return header_text(collapse_rfc2231_value(given))
    return ""


def _unnamed(kind: str, index: int) -> str:
    ending = ".eml" if kind == "message/rfc822" else ""
    return f"{index + 1}{ending}"
