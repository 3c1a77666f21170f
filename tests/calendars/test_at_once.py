"""Holiday notices by several people in the same moment: each step happens once."""

import pytest

from lumencare.calendars.actions import approve_notice, correct_notice, stage_notice
from lumencare.calendars.models import HolidayNotice
from lumencare.calendars.queries import calendar_in_force
from tests.at_once import at_once, told
from tests.calendars.notices import YEAR_2027, somebody, staged, typed
from tests.office import NOW

pytestmark = pytest.mark.django_db(transaction=True)


def again() -> HolidayNotice:
    """Return the row as another process reads it."""
    return HolidayNotice.objects.get()


def test_a_year_is_staged_once() -> None:
    people = [somebody(name) for name in ("one", "two", "three")]
    results = at_once(*(lambda by=by: stage_notice(typed(), by=by, now=NOW) for by in people))
    assert len(told(results)) == 2
    assert HolidayNotice.objects.count() == 1


def test_what_is_approved_is_what_was_read() -> None:
    """A correction and an approval at once: never is a text approved that nobody read."""
    staged()
    other = YEAR_2027.replace("6月9日（周三）放假1天", "6月9日（周三）至10日放假，共2天")
    writer, approver = somebody("writer"), somebody("approver")
    copies = again(), again()
    results = at_once(
        lambda: approve_notice(copies[0], by=approver, now=NOW),
        lambda: correct_notice(copies[1], typed(other), by=writer, now=NOW),
    )
    assert len(told(results)) == 1
    kept = again()
    assert (kept.state, kept.text) in {("in-force", YEAR_2027), ("draft", other)}
    assert calendar_in_force() is calendar_in_force()
