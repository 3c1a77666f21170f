"""Numbers of quotes: Q-2601-001, counted through each month without a gap or a twin."""

from datetime import date

from django.db.models import F

from lumencare.sales.models import QuoteNumber


def next_number(on: date) -> str:
    """Return the next number of the month; called in the transaction that uses it.

    The counter's row stays locked until that transaction ends: one that fails gives its number
    back, and two that run at once follow each other.
    """
    month = f"{on:%y%m}"
    QuoteNumber.objects.bulk_create([QuoteNumber(month=month, last=0)], ignore_conflicts=True)
    QuoteNumber.objects.filter(month=month).update(last=F("last") + 1)
    last = QuoteNumber.objects.values_list("last", flat=True).get(month=month)
    return f"Q-{month}-{last:03d}"
