"""The workbench: everybody finds what waits for them, and nothing that is not theirs."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from lumencare.accounts.roles import OUTSIDE, Role
from lumencare.sales.actions import ask
from lumencare.sites.models import System
from tests.office import NOW, TODAY, organization, outsider, person, system
from tests.sales.quotes import LOWERED, draft, issued, seller, sent

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(NOW, tick=False):
        yield


def shown(client: Client) -> str:
    """Return the English workbench of whoever is signed in."""
    return client.get("/en/").content.decode()


def closing() -> System:
    """Return a system whose purchase window closes today."""
    return system(window_ends_on=TODAY, window_value_fen=80_000_00)


@pytest.mark.parametrize("role", list(Role))
def test_everybody_has_a_workbench(client: Client, role: Role) -> None:
    client.force_login(outsider(organization(), role) if role in OUTSIDE else person(role))
    page = shown(client)
    assert "Nothing waits for you" in page
    assert ("last four digits of the phone" in page) is (role not in OUTSIDE)


def test_a_window_that_closes_waits_for_sales(client: Client) -> None:
    """PW-1: the last day itself still counts."""
    row = closing()
    client.force_login(person("sales"))
    page = shown(client)
    assert "One thing waits for you" in page
    assert "today is the last day" in page
    assert f"/systems/{row.pk}/quote?plan=part-care-plus" in page


def test_who_sees_no_windows_is_told_of_none(client: Client) -> None:
    closing()
    client.force_login(person("engineer"))
    page = shown(client)
    assert "Nothing waits for you" in page
    assert "/windows/" not in page


def test_who_makes_no_quotes_is_led_to_the_system(client: Client) -> None:
    row = closing()
    client.force_login(person("finance"))
    page = shown(client)
    assert f'href="/en/systems/{row.pk}/"' in page
    assert "quote?plan" not in page


def test_a_lowered_price_waits_for_the_approver(client: Client) -> None:
    """D-20: not for the one who lowered it."""
    by = seller()
    version = issued(LOWERED, by)
    client.force_login(person("approver"))
    assert "For your approval" in shown(client)
    assert version.quote.number in shown(client)
    client.force_login(by)
    assert "For your approval" not in shown(client)


def test_drafts_wait_for_their_author_only(client: Client) -> None:
    by = seller()
    draft(by=by)
    client.force_login(by)
    assert "Your drafts" in shown(client)
    client.force_login(person("sales", name="somebody else"))
    assert "Your drafts" not in shown(client)


def test_a_question_waits_for_an_answer(client: Client) -> None:
    by = seller()
    _, link = sent(by=by)
    ask(link, text="含安装吗？", name="王建国", now=NOW)
    client.force_login(by)
    assert "Questions of customers" in shown(client)


def test_an_owner_finds_the_offer_and_a_stranger_does_not(client: Client) -> None:
    version, _ = sent()
    client.force_login(outsider(version.quote.system.site.owner))
    assert "Offered to you" in shown(client)
    client.force_login(outsider(organization("别家")))
    page = shown(client)
    assert "Offered to you" not in page
    assert version.quote.number not in page
