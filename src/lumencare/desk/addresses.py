"""Addresses of mails at the desk: its own ones, ids of its mails, and those that people type."""

import secrets
from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings

from lumencare.domain.problems import InputProblems, Problem
from lumencare.store import typed as read


def desk_address() -> str:
    """Return the address that customers write to, as mails name it."""
    return str(settings.DESK_ADDRESS)


def own_addresses() -> frozenset[str]:
    """Return the addresses that mails of this installation come from: an answer would be a loop."""
    named = (settings.DESK_ADDRESS, settings.DEFAULT_FROM_EMAIL, mailbox_user())
    return frozenset(parseaddr(each)[1].casefold() for each in named if "@" in each)


def mailbox_user() -> str:
    """Return the name under which the mailbox is read; empty where none is."""
    found = urlsplit(settings.MAILBOX_URL).username
    return found.replace("%40", "@") if found else ""


def fresh_mail_id(number: str) -> str:
    """Return a Message-ID that no other mail has; the number in it helps who reads a log."""
    domain = parseaddr(desk_address())[1].partition("@")[2] or "localhost"
    return f"<{number}.{secrets.token_hex(12)}@{domain}>"


def read_address(text: str) -> str:
    """Return an address that was typed; InputProblems where it is none."""
    try:
        return str(read.email(text)) if text.strip() else ""
    except read.Wrong as wrong:
        raise InputProblems([Problem("to", text, wrong.allowed)]) from wrong
