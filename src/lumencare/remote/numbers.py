"""Numbers of agreements and sessions: RA-2601-001, SE-2601-001."""

from datetime import date

from lumencare.remote.models import AgreementNumber, SessionNumber
from lumencare.store.numbering import next_number


def next_agreement(on: date) -> str:
    """Return the next number of an agreement, in the transaction that uses it."""
    return next_number(AgreementNumber.objects, "RA", on)


def next_session(on: date) -> str:
    """Return the next number of a session, in the transaction that uses it."""
    return next_number(SessionNumber.objects, "SE", on)
