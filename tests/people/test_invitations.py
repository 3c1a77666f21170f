"""An invitation works once, for a week, until it is taken back."""

from datetime import timedelta

import pytest

from lumencare.accounts.models import Invitation
from lumencare.accounts.rights import NotAllowed
from lumencare.accounts.roles import Role
from lumencare.audit.models import Entry
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.people.invitations import Invited, accept_invitation, invite, revoke_invitation
from tests.office import NOW, PASSWORD, person

pytestmark = pytest.mark.django_db


def invited(email: str = "li@example.com", **more: object) -> Invited:
    by = more.pop("by", None) or person("administrator", name="admin")
    roles = more.pop("roles", [Role.SALES])
    return invite(email, name="李雷", roles=roles, by=by, now=NOW)  # type: ignore[arg-type]


def test_it_makes_an_account_with_the_roles_and_works_once() -> None:
    made = invited(roles=[Role.SALES, Role.FINANCE])
    user = accept_invitation(made.secret, name="李雷", password=PASSWORD, now=NOW)
    assert user.role_set == {Role.SALES, Role.FINANCE}
    assert (user.email, user.check_password(PASSWORD)) == ("li@example.com", True)
    with pytest.raises(Refused, match="does not work any more"):
        accept_invitation(made.secret, name="韩梅", password=PASSWORD, now=NOW)
    assert list(Entry.objects.order_by("id").values_list("action", flat=True)) == [
        "invite",
        "add",
        "accept",
    ]


def test_its_secret_is_kept_nowhere() -> None:
    made = invited()
    kept = str(Invitation.objects.values().get()) + str(list(Entry.objects.values()))
    assert made.secret not in kept


def test_it_ends_after_seven_days() -> None:
    made = invited()
    with pytest.raises(Refused):
        accept_invitation(made.secret, name="L", password=PASSWORD, now=NOW + timedelta(days=7))
    second = NOW + timedelta(days=8)
    again = invite(
        "LI@example.com", name="L", roles=[Role.SALES], by=person("administrator"), now=second
    )
    assert accept_invitation(again.secret, name="L", password=PASSWORD, now=second)


def test_one_taken_back_lets_nobody_in() -> None:
    by = person("administrator")
    made = invited(by=by)
    revoke_invitation(made.invitation, by=by, now=NOW)
    with pytest.raises(Refused):
        accept_invitation(made.secret, name="L", password=PASSWORD, now=NOW)
    with pytest.raises(Conflict):
        revoke_invitation(made.invitation, by=by, now=NOW)


def test_an_address_has_one_open_invitation_and_no_account() -> None:
    by = person("administrator")
    invited(by=by)
    with pytest.raises(InputProblems, match="open invitation"):
        invited("Li@Example.com", by=by)
    with pytest.raises(InputProblems, match="has this address already"):
        invited(by.email, by=by)
    with pytest.raises(InputProblems, match="whole address"):
        invited("li@", by=by)


@pytest.mark.parametrize("password", ["short", "123456789012", "password1234", "li@example.com"])
def test_a_weak_password_is_told_and_the_link_still_works(password: str) -> None:
    made = invited()
    with pytest.raises(InputProblems):
        accept_invitation(made.secret, name="李雷", password=password, now=NOW)
    assert accept_invitation(made.secret, name="李雷", password=PASSWORD, now=NOW)


def test_staff_are_invited_by_administrators_people_outside_by_the_office_too() -> None:
    with pytest.raises(NotAllowed):
        invited(by=person("sales"), roles=[Role.SALES])
    with pytest.raises(NotAllowed):
        invited(by=person("clerk"), roles=[Role.CUSTOMER])
    assert invited(by=person("coordinator"), roles=[Role.CUSTOMER])
