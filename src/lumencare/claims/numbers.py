"""Numbers of claims: P-2601-001."""

from datetime import date

from lumencare.claims.models import ClaimNumber
from lumencare.store.numbering import next_number as next_in_month


def next_number(on: date) -> str:
    """Return the next number of a claim, in the transaction that uses it."""
    return next_in_month(ClaimNumber.objects, "P", on)
