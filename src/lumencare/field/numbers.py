"""Numbers of visits: V-2026-00001."""

from datetime import date

from lumencare.field.models import VisitNumber
from lumencare.store.numbering import count_up


def next_number(on: date) -> str:
    """Return the next number of a visit, in the transaction that uses it."""
    return f"V-{on.year}-{count_up(VisitNumber.objects, year=on.year):05d}"
