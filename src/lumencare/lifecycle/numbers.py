"""Numbers of leads: L-2601-001."""

from datetime import date

from lumencare.lifecycle.models import LeadNumber
from lumencare.store.numbering import next_number as next_in_month


def next_number(on: date) -> str:
    """Return the next number of a lead, in the transaction that uses it."""
    return next_in_month(LeadNumber.objects, "L", on)
