"""Numbers of cases: R-2601-001."""

from datetime import date

from lumencare.desk.models import CaseNumber
from lumencare.store.numbering import next_number as next_in_month


def next_number(on: date) -> str:
    """Return the next number of a case, in the transaction that uses it."""
    return next_in_month(CaseNumber.objects, "R", on)
