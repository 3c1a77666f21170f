"""What we hold of a person: theirs and nobody else's, masked on the page."""

import pytest

from lumencare.privacy.people import subject_at_site, subject_of
from lumencare.privacy.queries.held import held_of, what_is_never_held
from lumencare.sites.models import Contact
from tests.office import outsider
from tests.portal.guests import contact_at, others_building
from tests.privacy.people import NAME, building, fault_of, zhao

pytestmark = pytest.mark.django_db


def words(held: object) -> str:
    return str(held)


def test_each_kind_of_which_something_is_held_is_shown_masked() -> None:
    place = building()
    visitor = zhao(place)
    fault_of(visitor, place)
    held = held_of(subject_of(visitor))
    kinds = {each.kind.code: each for each in held}
    assert {"account", "contact", "fault", "conversation"} <= set(kinds)
    assert kinds["fault"].count == 1
    told = words(held)
    assert "139****2222" in told
    assert "13911112222" not in told
    assert "zhao@" not in told
    assert "z***@example.com" in told
    assert {each.code for each in what_is_never_held(subject_of(visitor))}.isdisjoint(kinds)


def test_a_colleague_a_namesake_and_a_shared_mailbox_are_somebody_else() -> None:
    place, other = building(), others_building()
    visitor = zhao(place)
    namesake = contact_at(other, NAME)
    shared = contact_at(place, "钱多")
    Contact.objects.filter(pk=shared.pk).update(email="zhao@example.com")
    colleague = outsider(place.owner, name="孙丽")
    subject = subject_of(visitor)
    assert namesake.pk not in subject.contacts
    assert shared.pk not in subject.contacts
    told = words(held_of(subject))
    assert "钱多" not in told
    assert colleague.name not in told


def test_who_came_by_a_link_sees_what_is_held_of_the_contact_alone() -> None:
    place = building()
    fault_of(zhao(place), place)
    other = contact_at(place, "周末")
    held = held_of(subject_at_site(other))
    assert {each.kind.code for each in held} == {"contact"}
