"""People outside come in for an organization, and reach nothing else."""

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.accounts.roles import Role
from lumencare.domain.problems import InputProblems, Refused
from lumencare.sites.members import (
    invite_member,
    join,
    members_of,
    organization_of,
    remove_member,
)
from lumencare.sites.search import visible_sites
from tests.office import NOW, PASSWORD, organization, outsider, person, site

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("kind", "role"), [("end-user", "customer"), ("partner", "partner")])
def test_whoever_accepts_belongs_to_the_organization(kind: str, role: str) -> None:
    by, theirs = person("sales"), organization(kind=kind)
    made = invite_member(theirs, email="wang@example.com", name="王", by=by, now=NOW)
    assert made
    assert organization_of(made.secret, NOW) == theirs
    user = join(made.secret, name="王建国", password=PASSWORD, now=NOW)
    assert user.role_set == {Role(role)}
    assert [each.user for each in members_of(by, theirs)] == [user]


def test_they_see_their_sites_alone_until_they_are_removed() -> None:
    by, theirs = person("sales"), organization()
    place, _ = site(theirs), site(organization("别人"), name="别处")
    made = invite_member(theirs, email="wang@example.com", name="王", by=by, now=NOW)
    assert made
    user = join(made.secret, name="王建国", password=PASSWORD, now=NOW)
    assert list(visible_sites(user)) == [place]
    remove_member(members_of(by, theirs)[0], by=by, now=NOW)
    assert list(visible_sites(user)) == []


def test_somebody_outside_who_has_an_account_is_added_at_once() -> None:
    by, first, second = person("sales"), organization(), organization("第二家")
    known = outsider(first)
    assert invite_member(second, email=known.email, name="", by=by, now=NOW) is None
    assert [each.user for each in members_of(by, second)] == [known]
    with pytest.raises(InputProblems):
        invite_member(second, email=known.email, name="", by=by, now=NOW)
    with pytest.raises(InputProblems):
        invite_member(second, email=by.email, name="", by=by, now=NOW)


@pytest.mark.parametrize("role", ["clerk", "support", "customer"])
def test_others_invite_nobody(role: str) -> None:
    with pytest.raises(NotAllowed):
        invite_member(organization(), email="x@example.com", name="X", by=person(role), now=NOW)


def test_who_is_removed_before_coming_in_can_come_in_no_more() -> None:
    by, theirs = person("sales"), organization()
    made = invite_member(theirs, email="wang@example.com", name="王", by=by, now=NOW)
    assert made is not None
    remove_member(members_of(by, theirs)[0], by=by, now=NOW)
    assert members_of(by, theirs) == []
    with pytest.raises(Refused):
        join(made.secret, name="王", password=PASSWORD, now=NOW)
    assert invite_member(theirs, email="wang@example.com", name="王", by=by, now=NOW)
