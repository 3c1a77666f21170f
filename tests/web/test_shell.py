"""The frame of every page: who gets in, which language it speaks."""

from datetime import timedelta

import pytest
from django.test import Client

from lumencare.web.navigation import Remembered
from tests.desk.cases import moment, opened, served
from tests.office import person

pytestmark = pytest.mark.django_db


def test_nobody_is_led_to_the_login_page(client: Client) -> None:
    answer = client.get("/")
    assert (answer.status_code, answer["Location"]) == (302, "/account/login/?next=/")


@pytest.mark.parametrize(
    ("address", "language", "words"), [("/", "zh-Hans", "工作台"), ("/en/", "en", "Workbench")]
)
def test_each_address_has_one_language(
    client: Client, address: str, language: str, words: str
) -> None:
    client.force_login(person("sales"))
    page = client.get(address).content.decode()
    assert f'<html lang="{language}"' in page
    assert words in page
    assert 'href="/en/"' in page


@pytest.mark.parametrize(
    "address",
    [
        "/contracts/%00/",
        "/en/quotes/%00/",
        "/search?q=a%00b",
        "/sites/?city=%00",
        "/contracts/?q=%00",
        "/audit/?person=%00",
    ],
)
def test_an_address_with_a_nul_leads_to_nothing(client: Client, address: str) -> None:
    """PostgreSQL keeps no NUL in text and fails where it is asked for one."""
    client.force_login(person("manager"))
    assert client.get(address).status_code == 404
    assert client.get("/search?q=100%2500").status_code == 200


def test_every_page_says_how_many_cases_press() -> None:
    """Counted anew on the workbench and the desk, remembered for some seconds elsewhere."""
    of = served("24h")
    for each in range(2):
        opened(of, summary=f"灯 {each}")
    client = Client()
    client.force_login(person("coordinator"))
    number = '<span class="n">2<'
    for address in ("/en/", "/en/sites/", "/en/contracts/"):
        assert number in client.get(address).content.decode(), address


def test_a_remembered_number_is_counted_anew_after_a_while() -> None:
    kept, now = Remembered(), moment("2026-01-15 12:00")
    numbers = iter(range(9))

    def ask(seconds: int, *, anew: bool = False) -> int:
        later = now + timedelta(seconds=seconds)
        return kept.get(later, lambda: next(numbers), anew=anew)

    assert [ask(0), ask(9), ask(10), ask(11, anew=True), ask(12), ask(-60)] == [0, 0, 1, 2, 2, 3]
