"""What attackers try on pages: forged requests, frames, redirects, host names, addresses."""

import base64
import json

import pytest
from django.test import Client
from django.urls import reverse

from tests.office import PASSWORD, organization, outsider, person, site, system

pytestmark = pytest.mark.django_db
ELSEWHERE = ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)"]
LISTS = ["sites", "sites-systems", "sites-organizations", "quotes", "windows"]


def signed_in(*roles: str, **more: bool) -> Client:
    client = Client(raise_request_exception=False, **more)
    client.force_login(person(*roles))
    return client


@pytest.mark.parametrize("address", ELSEWHERE)
def test_signing_in_never_leads_elsewhere(address: str) -> None:
    somebody, client = person("sales"), Client()
    fields = {"login": somebody.email, "password": PASSWORD, "next": address}
    answer = client.post(f"{reverse('account_login')}?next={address}", fields)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/")
    assert "evil" not in answer.headers["Location"]
    assert "javascript" not in answer.headers["Location"]


@pytest.mark.parametrize("address", ELSEWHERE)
def test_choosing_a_language_never_leads_elsewhere(address: str) -> None:
    client = signed_in("sales")
    fields = {"language": "en", "next": address}
    answer = client.post(
        reverse("account_language"), fields, headers={"Referer": "https://evil.example/"}
    )
    assert "evil" not in answer.headers.get("Location", "")
    assert "javascript" not in answer.headers.get("Location", "")


def test_a_form_from_elsewhere_changes_nothing() -> None:
    client, place = signed_in("manager", enforce_csrf_checks=True), site()
    for name in ("sites-edit", "sites-owner", "sites-contact-new"):
        assert client.post(reverse(name, args=[place.pk]), {"name": "x"}).status_code == 403
    place.refresh_from_db()
    assert place.version == 1


@pytest.mark.parametrize("name", ["workbench", "sites", "quotes", "account_me", "people-rights"])
def test_no_page_can_be_framed_or_run_scripts_of_others(name: str) -> None:
    answer = signed_in("manager").get(reverse(name))
    policy = answer.headers["Content-Security-Policy"]
    assert answer.headers["X-Frame-Options"] == "DENY"
    assert "frame-ancestors 'none'" in policy
    assert "unsafe-eval" not in policy
    assert "script-src" not in policy or "unsafe-inline" not in policy.split("script-src")[1]
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Referrer-Policy"] == "same-origin"


def test_another_host_is_not_answered_for() -> None:
    answer = Client().get(reverse("account_login"), headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert b"evil.example" not in answer.content


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("values", [1, ["x"], ["a", "b"], [None, 1], ["\x00", 1], [10**30, 1], []])
def test_a_made_up_place_in_a_list_never_fails(name: str, values: object) -> None:
    system()
    cursor = base64.urlsafe_b64encode(json.dumps(values).encode()).decode()
    answer = signed_in("manager").get(reverse(name), {"cursor": cursor})
    assert answer.status_code < 500


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30", "x", "\x00"])
def test_the_trail_of_any_days_never_fails(day: str) -> None:
    client = signed_in("manager")
    for name in ("first_day", "last_day"):
        assert client.get(reverse("audit"), {name: day}).status_code < 500


def test_a_nul_in_any_form_is_told_by_its_field() -> None:
    client, row = signed_in("manager"), system()
    for name in ("sites-edit", "sites-contact-new"):
        answer = client.post(reverse(name, args=[row.site_id]), {"name": "a\x00b"})
        assert answer.status_code == 422
        assert "name" in answer.content.decode()
        assert "\x00" not in answer.content.decode()


def test_who_may_not_see_amounts_cannot_order_by_them() -> None:
    system()
    client = signed_in("engineer")
    for order in ("bom", "-bom"):
        assert client.get(reverse("sites-systems"), {"order": order}).status_code == 403


def test_what_is_looked_for_and_exported_keeps_to_ones_own() -> None:
    theirs = site(organization("别家置业有限公司"), name="秘密大厦")
    system(theirs, ref="S-SECRET")
    client = Client()
    client.force_login(outsider(organization("自家物业有限公司")))
    for name in ("search", "sites", "sites-systems", "sites-export", "sites-systems-export"):
        answer = client.get(reverse(name), {"q": "SECRET", "text": "秘密"})
        content = b"".join(answer) if answer.streaming else answer.content
        assert "秘密大厦".encode() not in content
        assert b"S-SECRET" not in content.replace(b'value="SECRET"', b"")
