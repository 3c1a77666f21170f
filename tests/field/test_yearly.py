"""The preventive visit of a contract year: proposed once by the nightly work (SC-5, D-23)."""

from datetime import date

import pytest

from lumencare.field.actions import cancel, propose_yearly
from lumencare.field.models import Visit
from lumencare.field.queries import yearly_of
from tests.contracts.contracts import active, noon
from tests.field.visits import dispatcher
from tests.office import NOW, site, system

pytestmark = pytest.mark.django_db


def test_each_year_that_runs_gets_one_visit_however_often_it_is_asked() -> None:
    active("service-care", of=system())
    assert propose_yearly(NOW) == 1
    assert propose_yearly(NOW) == 0
    visit = Visit.objects.get()
    assert (visit.kind, visit.tenths, visit.author) == ("preventive", 10, None)
    assert visit.wanted_by == date(2026, 10, 12)


@pytest.mark.parametrize(
    ("found", "wanted"),
    [
        pytest.param(date(2026, 12, 20), date(2027, 1, 3), id="a fortnight to agree on it"),
        pytest.param(date(2027, 1, 10), date(2027, 1, 14), id="never past the year"),
    ],
)
def test_a_year_that_nears_its_end_wants_its_visit_before_it(found: date, wanted: date) -> None:
    active("service-care", of=system())
    assert propose_yearly(noon(found)) == 1
    assert Visit.objects.get().wanted_by == wanted


def test_what_people_called_off_is_not_proposed_against_them() -> None:
    active("service-care", of=system())
    propose_yearly(NOW)
    cancel(Visit.objects.get(), why="客户不需要", by=dispatcher(), now=NOW)
    assert propose_yearly(NOW) == 0


def test_nothing_is_proposed_of_a_year_that_is_over() -> None:
    active("service-care", of=system())
    assert propose_yearly(noon(date(2027, 1, 20))) == 0


def test_a_long_year_comes_in_pages_and_is_counted_as_a_whole() -> None:
    place = site()
    for name in ("S-1", "S-2", "S-3"):
        active("service-care", of=system(place, name))
    by = dispatcher()
    first = yearly_of(by, 2026, NOW.date(), size=2)
    second = yearly_of(by, 2026, NOW.date(), size=2, cursor=first.next_cursor)
    assert (len(first.rows), len(second.rows), second.next_cursor) == (2, 1, "")
    assert first.owed == second.owed == 3
    assert len({each.allowance for each in (*first.rows, *second.rows)}) == 3
