"""What recurs is put down once, whoever looks, and what was missed is not made up for."""

from datetime import datetime, time, timedelta

import pytest
from django_tasks_db.models import DBTaskResult

from lumencare.domain.shanghai import SHANGHAI
from lumencare.jobs import schedules
from lumencare.jobs.models import Schedule
from lumencare.jobs.schedules import Recurring, put_down_due
from lumencare.jobs.tasks import RECURRING
from tests.jobs.trials import HOURLY, note
from tests.office import NOW

pytestmark = pytest.mark.django_db


def test_a_new_schedule_is_due_at_once_and_then_at_its_next_time() -> None:
    assert put_down_due([HOURLY], NOW) == ["note"]
    assert put_down_due([HOURLY], NOW + timedelta(minutes=59)) == []
    assert put_down_due([HOURLY], NOW + timedelta(minutes=60)) == ["note"]
    assert DBTaskResult.objects.count() == 2


def test_what_was_missed_is_done_once() -> None:
    put_down_due([HOURLY], NOW)
    much_later = NOW + timedelta(days=3)
    assert put_down_due([HOURLY], much_later) == ["note"]
    assert put_down_due([HOURLY], much_later) == []


def test_two_that_look_at_the_same_moment_put_it_down_once() -> None:
    """Both have read the row as due before either has written it."""
    put_down_due([HOURLY], NOW)
    due = NOW + timedelta(hours=1)
    seen_by_both = Schedule.objects.get(job="note")
    assert schedules._put_down(seen_by_both, HOURLY, due)
    assert not schedules._put_down(seen_by_both, HOURLY, due)
    assert DBTaskResult.objects.count() == 2


@pytest.mark.parametrize(
    ("now", "following"),
    [
        (
            datetime(2026, 1, 15, 3, 39, tzinfo=SHANGHAI),
            datetime(2026, 1, 15, 3, 40, tzinfo=SHANGHAI),
        ),
        (
            datetime(2026, 1, 15, 3, 40, tzinfo=SHANGHAI),
            datetime(2026, 1, 16, 3, 40, tzinfo=SHANGHAI),
        ),
        (
            datetime(2026, 12, 31, 23, 0, tzinfo=SHANGHAI),
            datetime(2027, 1, 1, 3, 40, tzinfo=SHANGHAI),
        ),
    ],
)
def test_a_daily_job_comes_at_its_time_in_shanghai(now: datetime, following: datetime) -> None:
    assert Recurring(note, daily_at=time(3, 40)).after(now) == following


def test_every_recurring_job_runs_on_an_empty_office_twice() -> None:
    """Each may run again after a kill."""
    for each in RECURRING * 2:
        each.task.call()
    assert len({each.name for each in RECURRING}) == len(RECURRING)
