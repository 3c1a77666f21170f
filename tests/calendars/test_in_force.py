"""The calendar in force: the same in every process, and nearly free to ask for (D-8)."""

from datetime import datetime, timedelta

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lumencare.calendars.actions import withdraw_notice
from lumencare.calendars.queries import calendar_in_force, years_in_force
from lumencare.data.workcalendars import shipped_calendar
from lumencare.domain.shanghai import SHANGHAI
from lumencare.notices.actions import put_down
from lumencare.notices.reminders import in_business_hours, send_reminders
from tests.api.calling import program
from tests.calendars.notices import approved, somebody
from tests.notices.test_reminders import reminder
from tests.office import NOW

pytestmark = pytest.mark.django_db


def test_without_a_notice_it_is_that_of_the_files() -> None:
    assert calendar_in_force() == shipped_calendar()
    assert [each.year for each in years_in_force()] == [2024, 2025, 2026, 2027]


def test_it_is_built_once_and_asking_again_is_one_small_query() -> None:
    approved()
    first = calendar_in_force()
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert calendar_in_force() is first
    assert len(queries) == 1
    assert "days" not in queries[0]["sql"]


def test_reminders_keep_to_it() -> None:
    """D-25: in business hours only."""
    new_year = datetime(2027, 1, 1, 10, tzinfo=SHANGHAI)
    assert in_business_hours(new_year)
    row = approved()
    assert not in_business_hours(new_year)
    put_down([reminder(due_at=new_year)], new_year)
    assert send_reminders(new_year) == 0
    withdraw_notice(row, by=somebody("writer"), now=NOW, why="误读")
    assert send_reminders(new_year + timedelta(minutes=1)) == 1
    assert len(mail.outbox) == 1


def test_the_question_of_due_times_answers_by_it() -> None:
    asked = {"reported": "2026-12-31T15:00", "commitment": "24h"}
    caller = program("sales")
    assert caller.post("/due", asked).body["due"] == "2027-01-01T15:00:00+08:00"
    approved()
    answer = caller.post("/due", asked).body
    assert (answer["due"], answer["calendar_certain"]) == ("2027-01-04T08:00:00+08:00", True)
