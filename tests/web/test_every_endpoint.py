"""Every address of the pages, tried as nobody, as each role, and as strangers outside."""

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from django.conf import settings
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter
from pytest_django import DjangoDbBlocker

from lumencare.accounts.models import User
from lumencare.accounts.rights import is_outsider, may
from lumencare.accounts.roles import Right, Role
from tests.office import organization, outsider, person
from tests.undoing import undone
from tests.web.door import Who
from tests.web.endpoints import DOORS
from tests.web.world import make_world

# The interface for programs answers for its own doors: tests/api.
OTHERS = ("api/", "static/", "healthz", "readyz", "metrics")

# Keys of things that do not exist.
NO_NUMBER, NO_NAME = 999_999, "none"

Rule = Right | Who


def pages(resolver: URLResolver, start: str = "") -> Iterator[tuple[str, URLPattern]]:
    for each in resolver.url_patterns:
        route = f"{start}{each.pattern}"
        if route.startswith(OTHERS):
            continue
        if isinstance(each, URLResolver):
            yield from pages(each, route)
        else:
            yield each.name or route, each


PAGES = dict(pages(get_resolver()))


def test_every_page_says_whom_it_is_for() -> None:
    missing = sorted(PAGES.keys() - DOORS.keys())
    assert not missing, f"add a row to tests/web/endpoints.py for: {', '.join(missing)}"


def test_no_row_is_left_of_a_page_that_is_gone() -> None:
    gone = sorted(DOORS.keys() - PAGES.keys())
    assert not gone, f"drop the rows of tests/web/endpoints.py for: {', '.join(gone)}"


@dataclass(frozen=True, slots=True)
class Tried:
    """Keys of things that belong to others, and who tries to reach them."""

    world: dict[str, object]
    everybody: list[User]
    administrator: User


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Tried]:
    """Make the things and the people once for all addresses."""
    with django_db_blocker.unblock(), undone():
        inside = sorted(set(Role) - {Role.CUSTOMER, Role.PARTNER})
        yield Tried(make_world(), everybody(), person(*inside, name="all"))


@pytest.fixture
def db(made: Tried) -> Iterator[None]:
    """Undo what the test of an address does."""
    with undone():
        yield


@pytest.mark.parametrize("name", sorted(PAGES.keys() & DOORS.keys()))
def test_an_address_opens_for_whom_it_is_for_and_nobody_else(
    name: str, made: Tried, db: None
) -> None:
    door, address = DOORS[name], address_of(name, made.world)
    for user in (None, *made.everybody):
        for method, rule in (("get", door.open), ("post", door.send)):
            if rule is not None:
                status, led_to = call(method, address, user)
                said = f"{method} {address} as {user or 'nobody'}: {status} {led_to}"
                assert fits(rule, user, status, led_to, thing=bool(door.of)), said


@pytest.mark.parametrize("name", sorted(PAGES.keys() & DOORS.keys()))
def test_what_takes_no_form_refuses_one_and_what_is_no_page_does_not_open(
    name: str, made: Tried, db: None
) -> None:
    door, address = DOORS[name], address_of(name, made.world)
    for method, rule in (("get", door.open), ("post", door.send)):
        if rule is None:
            status, _ = call(method, address, made.administrator)
            # A page that only shows something may ignore what is sent to it.
            assert status in ({405, 404} if method == "get" else {405, 404, 403, 200, 302}), status


def everybody() -> list[User]:
    inside = [person(role) for role in Role if role not in {Role.CUSTOMER, Role.PARTNER}]
    mine = organization("自家物业有限公司")
    return [*inside, outsider(mine), outsider(mine, "partner"), person("customer", name="alone")]


def address_of(name: str, world: dict[str, object]) -> str:
    """Return an address with the world's keys in it, or keys of nothing."""
    pattern, of = PAGES[name].pattern, DOORS[name].of
    if name == "account_reset_password_from_key":
        return reverse(name, kwargs={"uidb36": "1", "key": "no-such-key"})
    given: dict[str, object] = {
        argument: NO_NUMBER if isinstance(converter, IntConverter) else NO_NAME
        for argument, converter in pattern.converters.items()
    }
    if given and of in world:
        given[next(iter(given))] = world[of]
    return reverse(name, kwargs=given)


def call(method: str, address: str, user: User | None) -> tuple[int, str]:
    client = Client(raise_request_exception=True)
    if user is not None:
        client.force_login(user)
    answer = client.generic(method.upper(), address)
    # A file that is handed out stays open until it is read to its end.
    if answer.streaming:
        b"".join(answer.streaming_content)
    return answer.status_code, answer.headers.get("Location", "")


def fits(rule: Rule, user: User | None, status: int, led_to: str, *, thing: bool) -> bool:
    """Tell whether an answer is what somebody should get."""
    if user is None and rule is Who.OUTSIDE:
        return status == 404 or led_to.startswith(reverse("portal-door"))
    if user is None:
        login = str(settings.LOGIN_URL)
        to_login = status == 302 and led_to.startswith(reverse(login))
        return status < 500 if rule is Who.ANYBODY else to_login
    if rule is Who.OUTSIDE:
        return status < 500 and (is_outsider(user) or status in {403, 404, 405})
    if isinstance(rule, Who):
        return status not in {403} and status < 500
    if not may(user, rule):
        # To somebody outside, what is not theirs does not exist.
        return status == 403 or (status == 404 and (thing or is_outsider(user)))
    if thing and is_outsider(user):
        return status in {403, 404}
    return status != 403 and status < 500
