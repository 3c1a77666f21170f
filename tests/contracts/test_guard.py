"""The continuity guard of a system, and what calendars are told."""

from datetime import date, timedelta

import pytest

from lumencare.contracts.actions import run_continuity
from lumencare.contracts.queries.calendar import calendar_ends, calendar_renewals
from lumencare.contracts.queries.continuity import guard_of_system
from tests.contracts.contracts import active, coordinator, noon
from tests.office import organization, outsider, person, system

pytestmark = pytest.mark.django_db
ANNUAL = "part-care-plus-annual"
LAST = date(2027, 3, 1)


def test_a_running_plan_tells_its_lapse_day_and_what_can_be_done() -> None:
    """PA-3, D-15, PW-2"""
    one = system()
    line = active(ANNUAL, of=one).lines.get()
    guard = guard_of_system(coordinator(), one.pk, LAST)
    assert guard is not None
    assert guard.lapses_on == date(2027, 3, 2)
    assert [each.rule for each in (*guard.choices, *guard.otherwise)] == ["D-15", "PA-3", "PW-2"]
    assert guard.line == line.pk


def test_a_lapsed_plan_leaves_what_is_offered_instead() -> None:
    """PW-2: also before the nightly run has seen it."""
    one = system()
    active(ANNUAL, of=one)
    for _ in range(2):
        guard = guard_of_system(coordinator(), one.pk, LAST + timedelta(1))
        assert guard is not None
        assert (guard.lapses_on, guard.line) == (date(2027, 3, 2), None)
        assert [each.rule for each in guard.choices] == ["PW-2"]
        run_continuity(noon(LAST + timedelta(1)))


def test_a_system_without_the_annual_plan_has_no_guard() -> None:
    one = system()
    active("part-care-plus", of=one)
    assert guard_of_system(coordinator(), one.pk, LAST) is None
    other = outsider(organization("别家"))
    assert guard_of_system(other, one.pk, LAST) is None


def test_a_calendar_shows_renewals_and_ends_of_ones_own_sites() -> None:
    contract = active(ANNUAL, of=system())
    mine, other = outsider(contract.owner), outsider(organization("别家"))
    for reader in (mine, person("engineer")):
        (renewal,) = calendar_renewals(reader, LAST)
        assert (renewal.last_day, renewal.contract) == (LAST, contract.number)
        (end,) = calendar_ends(reader, LAST)
        assert end.last_day == LAST
    assert calendar_renewals(other, LAST) == calendar_ends(other, LAST) == []
