"""The frame of every page: who gets in, which language it speaks."""

import pytest
from django.test import Client

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
