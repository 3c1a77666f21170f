"""Numbers that people read: Q-2601-001, counted through a period without a gap or a twin."""

from datetime import date
from typing import Any

from django.db.models import F


def next_number(counters: Any, prefix: str, on: date) -> str:
    """Return the next number of the month; called in the transaction that uses it.

    `counters` are the rows of a model with `month` and `last`.
    """
    month = f"{on:%y%m}"
    return f"{prefix}-{month}-{count_up(counters, month=month):03d}"


def count_up(counters: Any, **period: Any) -> int:
    """Return the next count of a period, such as a month or a year; called like `next_number`.

    The period's row stays locked until that transaction ends: one that fails gives its number
    back, two at once follow each other.
    """
    counters.bulk_create([counters.model(**period, last=0)], ignore_conflicts=True)
    counters.filter(**period).update(last=F("last") + 1)
    last: int = counters.values_list("last", flat=True).get(**period)
    return last
