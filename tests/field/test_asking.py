"""The owner's people are asked by mail whether a time suits; once for each time that is offered."""

import pytest

from lumencare.field.actions import confirm, offer
from lumencare.field.models import Visit
from lumencare.notices.models import Notice
from tests.field.visits import MONDAY_8, booked, engineer, proposed
from tests.office import NOW, organization, outsider, site

pytestmark = pytest.mark.django_db


def test_a_time_that_is_offered_is_mailed_to_the_owners_people_alone() -> None:
    owner = organization()
    place = site(owner)
    mine, _ = outsider(owner), outsider(organization("别家物业有限公司"), name="other")
    visit = booked(engineer(), proposed(place), MONDAY_8)
    offer(visit, by=visit.engineer.person, now=NOW)  # type: ignore[union-attr]
    row = Notice.objects.get(key__startswith="appointment:")
    assert row.user == mine
    assert "08:00" in row.subject["zh"]
    assert row.path == "/portal/"


def test_what_was_settled_meanwhile_is_not_asked_any_more() -> None:
    place = site()
    outsider(place.owner)
    visit = booked(engineer(), proposed(place), MONDAY_8)
    by = visit.engineer.person  # type: ignore[union-attr]
    offer(visit, by=by, now=NOW)
    confirm(Visit.objects.get(pk=visit.pk), by=by, now=NOW)
    assert Notice.objects.get(key__startswith="appointment:").cancelled_at == NOW
