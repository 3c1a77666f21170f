"""Who gets in, by which door, and what a door tells those outside."""

import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client

from lumencare.accounts.models import User
from tests.office import PASSWORD, person

pytestmark = pytest.mark.django_db

LOGIN = "/account/login/"


@pytest.fixture(autouse=True)
def _mail_at_once(settings: object) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]
    cache.clear()


def sign_in(client: Client, user: User, password: str = PASSWORD, **more: str) -> str:
    answer = client.post(LOGIN, {"login": user.email, "password": password, **more})
    return str(answer.headers.get("Location", answer.status_code))


def test_an_address_in_any_case_and_the_password_open(client: Client) -> None:
    user = person("sales")
    user.email = user.email.upper()
    assert sign_in(client, user) == "/"
    assert client.get("/").status_code == 200


@pytest.mark.parametrize(
    ("language", "asked", "led"),
    [
        ("en", "", "/en/"),
        ("zh-hans", "", "/"),
        ("en", "/account/me/", "/en/account/me/"),
        ("zh-hans", "/en/account/me/", "/account/me/"),
        ("en", "https://elsewhere.example/", "/en/"),
    ],
)
def test_one_is_led_to_ones_own_language(
    client: Client, language: str, asked: str, led: str
) -> None:
    assert sign_in(client, person("sales", language=language), next=asked) == led


def test_a_session_gets_a_new_key_when_somebody_signs_in(client: Client) -> None:
    client.get(LOGIN)
    client.session.save()
    before = client.session.session_key
    sign_in(client, person("sales"))
    assert client.session.session_key != before


def test_wrong_password_unknown_address_and_somebody_who_left_look_alike(client: Client) -> None:
    person("sales")
    person("clerk", is_active=False)
    said = set()
    for email, password in (
        ("sales@example.com", "wrong"),
        ("nobody@example.com", PASSWORD),
        ("clerk@example.com", "wrong"),
    ):
        page = client.post(LOGIN, {"login": email, "password": password}).content.decode()
        said.add("".join(re.findall(r'role="alert">(.*?)</div>', page, re.S)))
    assert len(said) == 1
    assert all(said)


def test_somebody_who_left_stays_outside_with_the_right_password_too(client: Client) -> None:
    sign_in(client, person("sales", is_active=False))
    assert client.get("/").status_code == 302


def test_guessing_is_slowed_down(client: Client) -> None:
    user = person("sales")
    for _ in range(5):
        sign_in(client, user, "wrong")
    assert sign_in(client, user) != "/"


@pytest.mark.parametrize("address", ["signup/", "email/", "password/set/", "3rdparty/", "demo/"])
def test_doors_that_are_not_ours_do_not_exist(client: Client, address: str) -> None:
    client.force_login(person("sales"))
    assert client.get(f"/account/{address}").status_code == 404
    assert client.post(f"/account/{address}").status_code == 404


def test_a_forgotten_password_is_set_anew_by_mail(client: Client) -> None:
    user = person("sales")
    client.post("/account/password/reset/", {"email": user.email})
    assert mail.outbox[0].to == [user.email]
    link = re.search(r"http://\S+", mail.outbox[0].body)
    assert link
    path = link[0].split("testserver")[1]
    form = client.get(path, follow=True)
    fresh = "another-lamp-at-dawn-77"
    client.post(form.request["PATH_INFO"], {"password1": fresh, "password2": fresh})
    assert sign_in(client, user, fresh) == "/"
    assert "此链接已失效" in Client().get(path, follow=True).content.decode()


def test_a_reset_tells_nobody_whether_an_address_is_known(client: Client) -> None:
    person("sales")
    answers = [
        client.post("/account/password/reset/", {"email": email}, follow=True)
        for email in ("sales@example.com", "nobody@example.com")
    ]
    pages = [re.sub(r'value="[^"]*"|X-CSRFToken[^}]*', "", a.content.decode()) for a in answers]
    assert pages[0] == pages[1]
    assert [each.to for each in mail.outbox] == [["sales@example.com"]]


def test_signing_out_needs_a_form_so_that_no_picture_can_do_it(client: Client) -> None:
    client.force_login(person("sales"))
    assert client.get("/account/logout/").status_code == 200
    assert client.get("/").status_code == 200
    client.post("/account/logout/")
    assert client.get("/").status_code == 302


@pytest.mark.parametrize("page", ["/account/login/", "/account/password/reset/"])
def test_a_door_speaks_both_languages(client: Client, page: str) -> None:
    zh, en = client.get(page).content.decode(), client.get(f"/en{page}").content.decode()
    assert "密码" in zh
    assert not re.search(r"[一-鿿]", re.sub(r"中文|路明", "", en))
