"""What no honest form sends, in every field of every page: an answer, and never a failure."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoDbBlocker

from lumencare.accounts.models import User
from lumencare.accounts.roles import Role
from tests.asked_fields import LISTEN, fields_of, hostile, sent
from tests.office import person
from tests.undoing import undone
from tests.web.endpoints import DOORS
from tests.web.endpoints_of_portal import VISITORS
from tests.web.test_every_endpoint import PAGES, address_of
from tests.web.world import make_world

# Signing in is held elsewhere, and allauth's; visitors have a suite of their own: tests/portal.
OURS = sorted(
    name
    for name in PAGES.keys() & DOORS.keys() - VISITORS.keys()
    if not name.startswith(("mfa_", "socialaccount_", "usersessions_"))
)


@dataclass(frozen=True, slots=True)
class Attacked:
    """Keys of things, and somebody who may do everything."""

    world: dict[str, object]
    attacker: User


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Attacked]:
    """Make the things and the person once for all pages."""
    with django_db_blocker.unblock(), undone():
        inside = set(Role) - {Role.CUSTOMER, Role.PARTNER}
        yield Attacked(make_world(), person(*inside, name="all"))


@pytest.fixture
def db(made: Attacked) -> Iterator[None]:
    """Undo what the test of a page does."""
    with undone():
        yield


@pytest.fixture
def browser(made: Attacked, db: None, settings: Any) -> Client:
    """Return a browser that listens, signed in anew: one of the pages signs out."""
    settings.MIDDLEWARE = [*settings.MIDDLEWARE, LISTEN]
    found = Client()
    found.force_login(made.attacker)
    return found


@pytest.mark.parametrize("name", OURS)
def test_no_field_of_a_page_makes_it_fail(name: str, made: Attacked, browser: Client) -> None:
    address, door = address_of(name, made.world), DOORS[name]
    for method, rule in (("GET", door.open), ("POST", door.send)):
        for fields in hostile(browser, method, address) if rule else ():
            with undone():
                assert sent(browser, method, address, fields) < 500, (method, fields)


def test_the_fields_of_a_page_are_found(made: Attacked, browser: Client) -> None:
    address = address_of("sites-contact-new", made.world)
    assert {"name", "phone"} <= set(fields_of(browser, "POST", address))
