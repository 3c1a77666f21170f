"""Showing somebody's whole number: only when it is asked for, and each time with an entry."""

from datetime import datetime

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.sites.models import Contact
from lumencare.sites.phones import show_phone


def see_phone(contact: Contact, *, by: User, now: datetime) -> str:
    """Return a contact's whole number as people read it; the trail keeps who saw it (PIPL)."""
    require_right(by, Right.SEE_PHONES)
    record(contact, action="see-phone", by=by, now=now)
    return show_phone(contact.phone)
