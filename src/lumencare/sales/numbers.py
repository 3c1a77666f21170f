"""Numbers of quotes: Q-2601-001."""

from datetime import date

from lumencare.sales.models import QuoteNumber
from lumencare.store.numbering import next_number as next_in_month


def next_number(on: date) -> str:
    """Return the next number of a quote, in the transaction that uses it."""
    return next_in_month(QuoteNumber.objects, "Q", on)
