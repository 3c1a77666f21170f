"""A token acts for its person in one role, until it is revoked, expires or they leave."""

from datetime import timedelta

import pytest

from lumencare.accounts.models import ApiToken
from lumencare.accounts.queries import token_user
from lumencare.accounts.rights import NotAllowed, may
from lumencare.accounts.roles import Right, Role
from lumencare.audit.models import Entry
from lumencare.domain.problems import Conflict, InputProblems
from lumencare.people.actions import set_roles
from lumencare.people.tokens import make_token, revoke_token
from tests.office import NOW, person

pytestmark = pytest.mark.django_db

SOON = NOW + timedelta(days=30)


def test_it_stands_for_its_person_in_its_role_alone() -> None:
    user = person("sales", "administrator")
    token, secret = make_token(user, name="erp", role=Role.SALES, expires_at=SOON, now=NOW)
    found = token_user(secret, NOW)
    assert found is not None
    acting, role = found
    assert (acting.pk, role) == (user.pk, Role.SALES)
    assert may(acting, Right.MAKE_QUOTES)
    assert not may(acting, Right.EDIT_PEOPLE)
    assert secret.startswith(token.start)
    assert secret not in str(list(ApiToken.objects.values())) + str(list(Entry.objects.values()))


def test_a_wrong_or_old_one_stands_for_nobody() -> None:
    user = person("sales")
    token, secret = make_token(user, name="erp", role=Role.SALES, expires_at=SOON, now=NOW)
    assert token_user(f"{secret}x", NOW) is None
    assert token_user("", NOW) is None
    assert token_user(secret, SOON) is None
    revoke_token(token, by=user, now=NOW)
    assert token_user(secret, NOW) is None
    with pytest.raises(Conflict):
        revoke_token(token, by=user, now=NOW)


def test_it_ends_with_the_role() -> None:
    user = person("sales")
    _, secret = make_token(user, name="erp", role=Role.SALES, expires_at=SOON, now=NOW)
    set_roles(user, [Role.CLERK], by=person("administrator"), now=NOW)
    assert token_user(secret, NOW) is None


def test_its_use_is_noted_once_a_minute() -> None:
    token, secret = make_token(
        person("sales"), name="erp", role=Role.SALES, expires_at=SOON, now=NOW
    )
    for seconds, noted in ((0, 0), (59, 0), (60, 60)):
        token_user(secret, NOW + timedelta(seconds=seconds))
        token.refresh_from_db()
        assert token.last_used_at == NOW + timedelta(seconds=noted)


def test_only_a_role_and_a_term_of_ones_own() -> None:
    user = person("sales")
    with pytest.raises(InputProblems, match="one of your own roles"):
        make_token(user, name="erp", role=Role.MANAGER, expires_at=SOON, now=NOW)
    with pytest.raises(InputProblems, match="within a year"):
        make_token(user, name="erp", role=Role.SALES, expires_at=NOW, now=NOW)
    with pytest.raises(InputProblems, match="Type a name"):
        make_token(user, name=" ", role=Role.SALES, expires_at=SOON, now=NOW)


def test_a_stranger_cannot_revoke_it_an_administrator_can() -> None:
    token, _ = make_token(person("sales"), name="erp", role=Role.SALES, expires_at=SOON, now=NOW)
    with pytest.raises(NotAllowed):
        revoke_token(token, by=person("coordinator"), now=NOW)
    revoke_token(token, by=person("administrator"), now=NOW)
