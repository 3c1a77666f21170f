"""An engineer's own calendar holds their visits, with times; a colleague's does not."""

import pytest
import time_machine
from django.test import Client

from lumencare.field.models import Visit
from lumencare.notices.actions import make_feed
from tests.field.visits import booked, engineer
from tests.office import NOW


@pytest.mark.django_db
def test_a_visit_is_in_its_engineers_calendar_alone() -> None:
    who, other = engineer(), engineer("周凯")
    visit = booked(who)
    own, others = (make_feed(each.person, NOW) for each in (who, other))
    with time_machine.travel(NOW, tick=False):
        _require(own, others, visit)


def _require(own: str, others: str, visit: Visit) -> None:
    found = Client().get(f"/calendar/{own}.ics").content.decode()
    assert visit.number in found
    assert "DTSTART:20260116T000000Z" in found
    assert "TRANSP:OPAQUE" in found
    assert visit.number not in Client().get(f"/calendar/{others}.ics").content.decode()
