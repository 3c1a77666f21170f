"""Which mails are nobody's words: answers of machines, lists, returned mails, our own ones."""

import re
from collections.abc import Callable, Collection

from lumencare.desk.mail.reading import ReadMail
from lumencare.desk.models import IncomingMail

Why = IncomingMail.Why
MACHINES = re.compile(r"^(?:mailer-daemon|postmaster)@", re.IGNORECASE)
NO_REPLY = re.compile(r"^[^@]*(?:no[-_.]?reply|do[-_.]?not[-_.]?reply)[^@]*@", re.IGNORECASE)
BULK = frozenset({"bulk", "list", "junk"})
LIST_HEADERS = ("list-id", "list-unsubscribe", "list-post")


def judge(mail: ReadMail, own: Collection[str]) -> str:
    """Return why a mail is set aside; empty where somebody wrote it to the desk."""
    return next((why for why, holds in REASONS if holds(mail, own)), "")


def may_be_answered(mail: ReadMail) -> bool:
    """Tell whether an automatic answer may go to a mail's sender."""
    return (
        "@" in mail.from_address
        and "x-auto-response-suppress" not in mail.headers
        and not NO_REPLY.match(mail.from_address)
        and not MACHINES.match(mail.from_address)
    )


def _is_own(mail: ReadMail, own: Collection[str]) -> bool:
    return mail.from_address.casefold() in own


def _came_back(mail: ReadMail, _own: Collection[str]) -> bool:
    """Tell a mail that could not be delivered: it has no sender to answer to."""
    empty = mail.headers.get("return-path", "").replace(" ", "") == "<>"
    report = "delivery-status" in mail.headers.get("content-type", "").casefold()
    return empty or report or bool(MACHINES.match(mail.from_address))


def _is_automatic(mail: ReadMail, _own: Collection[str]) -> bool:
    said = mail.headers.get("auto-submitted", "no").partition(";")[0].strip().casefold()
    answers = {"x-autoreply", "x-autorespond", "x-autoresponse"} & mail.headers.keys()
    return said != "no" or bool(answers) or _precedence(mail) == "auto_reply"


def _is_bulk(mail: ReadMail, _own: Collection[str]) -> bool:
    listed = any(each in mail.headers for each in LIST_HEADERS)
    return listed or _precedence(mail) in BULK


def _precedence(mail: ReadMail) -> str:
    return mail.headers.get("precedence", "").strip().casefold()


REASONS: tuple[tuple[Why, Callable[[ReadMail, Collection[str]], bool]], ...] = (
    (Why.OWN, _is_own),
    (Why.BOUNCE, _came_back),
    (Why.AUTOMATIC, _is_automatic),
    (Why.BULK, _is_bulk),
)
