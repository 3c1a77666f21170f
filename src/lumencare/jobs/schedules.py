"""What recurs: each schedule's next time, claimed in the transaction that puts its job down."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from django.db import transaction
from django_tasks.base import Task

from lumencare.domain.shanghai import at, in_shanghai
from lumencare.jobs.models import Schedule

DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Recurring:
    """A job that recurs: every so often, or each day at a time of Shanghai's clocks."""

    task: "Task[[], None]"
    every: timedelta = DAY
    daily_at: time | None = None

    @property
    def name(self) -> str:
        """The name under which its next time is kept."""
        return self.task.name

    def after(self, now: datetime) -> datetime:
        """Return its next time after a moment: what was missed is not made up for."""
        if self.daily_at is None:
            return now + self.every
        here = in_shanghai(now)
        today = at(here.date(), self.daily_at)
        return today if today > here else at(here.date() + DAY, self.daily_at)


def put_down_due(recurring: Iterable[Recurring], now: datetime) -> list[str]:
    """Put down the jobs of all schedules that are due, each once whoever else tries; name them."""
    known = {each.name: each for each in recurring}
    fresh = known.keys() - set(Schedule.objects.values_list("job", flat=True))
    if fresh:
        # A new schedule is due at once: after a first start or an upgrade everything is looked at.
        rows = [Schedule(job=name, next_at=now) for name in sorted(fresh)]
        Schedule.objects.bulk_create(rows, ignore_conflicts=True)
    due = Schedule.objects.filter(job__in=known, next_at__lte=now).order_by("next_at", "job")
    return [row.job for row in due if _put_down(row, known[row.job], now)]


def _put_down(row: Schedule, recurring: Recurring, now: datetime) -> bool:
    with transaction.atomic():
        still_due = Schedule.objects.filter(pk=row.pk, next_at=row.next_at)
        if not still_due.update(next_at=recurring.after(now), last_at=now):
            return False
        recurring.task.enqueue()
    return True
