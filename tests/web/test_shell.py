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
