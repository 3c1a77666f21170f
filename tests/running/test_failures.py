"""What people see when there is no page, a form is too old, or something broke."""

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from pytest_django import Settings

from lumencare.urls import urlpatterns as real
from tests.office import person

pytestmark = pytest.mark.django_db


def break_down(_request: HttpRequest) -> HttpResponse:
    """Fail as a fault of ours would."""
    raise RuntimeError("a fault of ours")


urlpatterns = [*real, path("break-down", break_down)]


@pytest.mark.parametrize(("prefix", "said"), [("", "没有这个页面"), ("/en", "no such page")])
def test_a_missing_page_says_so_in_the_language_of_its_address(
    client: Client, prefix: str, said: str
) -> None:
    client.force_login(person("sales"))
    answer = client.get(f"{prefix}/no-such-page")
    assert answer.status_code == 404
    assert said in answer.content.decode()


def test_a_form_without_its_token_says_that_nothing_was_done() -> None:
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post("/account/login/", {"login": "li@example.com"})
    assert answer.status_code == 403
    assert "没有执行任何操作" in answer.content.decode()


def test_a_fault_of_ours_is_told_in_both_languages_and_logged(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.ROOT_URLCONF = __name__
    visitor = Client(raise_request_exception=False)
    visitor.force_login(person("sales"))
    with caplog.at_level("ERROR"):
        answer = visitor.get("/break-down")
    shown = answer.content.decode()
    assert answer.status_code == 500
    assert "程序出错了" in shown
    assert "Something went wrong" in shown
    assert "a fault of ours" not in shown
    assert "X-Request-Id" in answer.headers
    assert any(each.exc_info for each in caplog.records)


def test_pages_travel_compressed_and_answers_to_programs_as_they_are(client: Client) -> None:
    client.force_login(person("sales"))
    assert client.get("/", headers={"Accept-Encoding": "gzip"})["Content-Encoding"] == "gzip"
    plain = client.get("/api/v1/openapi.json", headers={"Accept-Encoding": "gzip"})
    assert "Content-Encoding" not in plain.headers
