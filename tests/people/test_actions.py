"""Roles are given and taken with a trail; nobody locks the office by mistake."""

import pytest
from allauth.usersessions.models import UserSession
from django.test import Client

from lumencare.accounts.models import User
from lumencare.accounts.queries import token_user
from lumencare.accounts.rights import NotAllowed
from lumencare.accounts.roles import Role
from lumencare.audit.models import Entry
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.people.actions import (
    add_person,
    change_profile,
    deactivate,
    reactivate,
    set_roles,
)
from lumencare.people.tokens import make_token
from tests.office import NOW, PASSWORD, person

pytestmark = pytest.mark.django_db

NEXT_YEAR = NOW.replace(month=12)


def test_roles_are_replaced_and_the_trail_says_by_whom() -> None:
    by, user = person("administrator"), person("sales")
    set_roles(user, [Role.SALES, Role.APPROVER], by=by, now=NOW, why="代班")
    entry = Entry.objects.get()
    assert (entry.before, entry.after) == (
        {"roles": ["sales"]},
        {"roles": ["approver", "sales"]},
    )
    assert (entry.by, entry.action, entry.why) == (by, "set-roles", "代班")
    assert User.objects.get(pk=user.pk).role_set == {Role.SALES, Role.APPROVER}


def test_the_same_roles_are_no_change() -> None:
    user = person("sales")
    set_roles(user, [Role.SALES], by=person("administrator"), now=NOW)
    assert not Entry.objects.exists()


@pytest.mark.parametrize("roles", [[], [Role.SALES, Role.CUSTOMER]])
def test_roles_of_staff_and_outside_do_not_mix(roles: list[Role]) -> None:
    with pytest.raises(InputProblems, match="do not mix"):
        set_roles(person("sales"), roles, by=person("administrator"), now=NOW)


def test_of_two_who_set_roles_at_once_the_second_is_told() -> None:
    by, user = person("administrator"), person("sales")
    seen = User.objects.get(pk=user.pk)
    set_roles(user, [Role.MANAGER], by=by, now=NOW)
    with pytest.raises(Conflict, match="administrator changed this"):
        set_roles(seen, [Role.FINANCE], by=by, now=NOW)
    assert User.objects.get(pk=user.pk).role_set == {Role.MANAGER}


@pytest.mark.parametrize("role", sorted(set(Role) - {Role.ADMINISTRATOR}))
def test_only_an_administrator_edits_people(role: Role) -> None:
    by, user = person(role), person("sales", name="target")
    for act in (
        lambda: set_roles(user, [Role.MANAGER], by=by, now=NOW),
        lambda: deactivate(user, by=by, now=NOW),
        lambda: reactivate(user, by=by, now=NOW),
    ):
        with pytest.raises(NotAllowed):
            act()


def test_the_last_active_administrator_stays() -> None:
    last = person("administrator")
    person("administrator", name="gone", is_active=False)
    for act in (
        lambda: deactivate(last, by=last, now=NOW),
        lambda: set_roles(last, [Role.SALES], by=last, now=NOW),
    ):
        with pytest.raises(Refused, match="last active administrator"):
            act()
    other = person("administrator", name="second")
    deactivate(other, by=last, now=NOW)
    assert not User.objects.get(pk=other.pk).is_active


def test_whoever_leaves_loses_sessions_and_tokens_at_once(client: Client) -> None:
    by, user = person("administrator"), person("sales")
    client.post("/account/login/", {"login": user.email, "password": PASSWORD})
    assert client.get("/").status_code == 200
    _, secret = make_token(user, name="erp", role=Role.SALES, expires_at=NEXT_YEAR, now=NOW)
    deactivate(user, by=by, now=NOW, why="离职")
    assert client.get("/").status_code == 302
    assert not UserSession.objects.filter(user=user).exists()
    assert token_user(secret, NOW) is None
    reactivate(user, by=by, now=NOW)
    assert token_user(secret, NOW) is None
    assert [each.action for each in Entry.objects.order_by("-id")[:2]] == [
        "reactivate",
        "deactivate",
    ]


def test_a_person_chooses_name_language_and_theme() -> None:
    user = person("sales")
    change_profile(user, name=" 宋妍 ", language="en", theme="dark", by=user, now=NOW)
    kept = User.objects.get(pk=user.pk)
    assert (kept.name, kept.language, kept.theme) == ("宋妍", "en", "dark")
    with pytest.raises(NotAllowed):
        change_profile(user, name="X", language="en", theme="dark", by=person("clerk"), now=NOW)


@pytest.mark.parametrize(
    ("field", "typed"),
    [("name", " "), ("name", "字" * 81), ("name", "宋\x00妍"), ("language", "fr"), ("theme", "²")],
)
def test_what_is_no_name_language_or_theme_is_told_by_its_field(field: str, typed: str) -> None:
    user = person("sales")
    chosen = {"name": "宋妍", "language": "en", "theme": "dark", field: typed}
    with pytest.raises(InputProblems) as told:
        change_profile(user, **chosen, by=user, now=NOW)
    assert [each.where for each in told.value.problems] == [field]


def test_an_address_belongs_to_one_person_whatever_its_case() -> None:
    person("sales")
    with pytest.raises(InputProblems, match="has this address already"):
        add_person("SALES@example.com", name="B", roles=[Role.SALES], password="x", now=NOW)
