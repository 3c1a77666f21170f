"""What was told of ends that are no longer coming: its reminders are cancelled, by exact keys."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from lumencare.contracts.models import ToldRung
from lumencare.notices.actions import cancel

# Mails wait for business hours; the longest closure is far shorter than this.
LOOK_BACK = timedelta(days=30)
RENEWAL, WINDOW, CONTRACT, ALLOWANCE = "renewal", "window", "contract", "allowance"
PAYMENT = "payment"


def cancel_told(ladder: str, subjects: Iterable[int], *, why: str, now: datetime) -> int:
    """Cancel what is not sent yet of a ladder about some rows; tell how many."""
    rows = ToldRung.objects.filter(ladder=ladder, subject__in=list(subjects))
    return cancel(keys=[each.key for each in rows], why=why, now=now)


def cancel_past(today: date, now: datetime) -> int:
    """Cancel what still waits after the last day it speaks of: a reminder too late misleads."""
    rows = ToldRung.objects.filter(last_day__lt=today, last_day__gte=today - LOOK_BACK)
    return cancel(keys=(each.key for each in rows.iterator(chunk_size=2000)), why="over", now=now)
