"""Numbers of visits: V-2026-00001."""

from datetime import date

from django.db.models import F

from lumencare.field.models import VisitNumber


def next_number(on: date) -> str:
    """Return the next number of a visit, in the transaction that uses it.

    The year's row stays locked until that transaction ends: numbers have no gap and no twin.
    """
    VisitNumber.objects.bulk_create([VisitNumber(year=on.year, last=0)], ignore_conflicts=True)
    rows = VisitNumber.objects.filter(year=on.year)
    rows.update(last=F("last") + 1)
    return f"V-{on.year}-{rows.get().last:05d}"
