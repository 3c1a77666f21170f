"""Numbers that people read: Q-2601-001, counted through each month without a gap or a twin."""

from datetime import date
from typing import Any

from django.db.models import F


def next_number(counters: Any, prefix: str, on: date) -> str:
    """Return the next number of the month; called in the transaction that uses it.

    `counters` are the rows of a model with `month` and `last`. The month's row stays locked until
    that transaction ends: one that fails gives its number back, two at once follow each other.
    """
    month = f"{on:%y%m}"
    counters.bulk_create([counters.model(month=month, last=0)], ignore_conflicts=True)
    counters.filter(month=month).update(last=F("last") + 1)
    last = counters.values_list("last", flat=True).get(month=month)
    return f"{prefix}-{month}-{last:03d}"
