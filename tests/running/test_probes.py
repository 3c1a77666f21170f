"""Those who watch over an installation learn how it fares, and strangers do not."""

import json

import pytest
from django.db import connection
from django.test import Client
from django_tasks_db.models import DBTaskResult
from pytest_django import Settings

from tests.jobs.trials import note
from tests.office import person

pytestmark = pytest.mark.django_db


def test_alive_is_answered_whatever_host_is_named(client: Client) -> None:
    answer = client.get("/healthz", headers={"Host": "10.1.2.3"})
    assert (answer.status_code, answer.json()) == (200, {"status": "alive"})


def test_ready_means_that_the_database_is_at_this_version(client: Client) -> None:
    assert client.get("/readyz").json() == {"status": "ready"}
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_migrations WHERE app = 'jobs'")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert answer.json()["missing"][0].startswith("jobs.0001")


def test_figures_are_for_this_machine_alone_where_there_is_no_token(client: Client) -> None:
    assert client.get("/metrics").status_code == 200
    assert client.get("/metrics", REMOTE_ADDR="192.0.2.7").status_code == 404
    passed_on = client.get("/metrics", headers={"X-Forwarded-For": "192.0.2.7"})
    assert passed_on.status_code == 404


def test_figures_ask_for_the_token_where_there_is_one(client: Client, settings: Settings) -> None:
    settings.METRICS_TOKEN = "four-lamps"
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer three"}).status_code == 404
    known = client.get(
        "/metrics", REMOTE_ADDR="192.0.2.7", headers={"Authorization": "Bearer four-lamps"}
    )
    assert known.status_code == 200


def test_figures_count_requests_by_route_and_jobs_by_state(client: Client) -> None:
    client.force_login(person("sales"))
    client.get("/")
    client.get("/no-such-page-81")
    note.enqueue()
    DBTaskResult.objects.create(
        status="FAILED",
        args_kwargs={},
        task_path="x",
        backend_name="default",
        run_after="2026-01-01T00:00Z",
    )
    shown = client.get("/metrics").content.decode()
    assert 'lumencare_requests_total{method="GET",route="/",status="200"}' in shown
    assert 'lumencare_request_seconds_bucket{le="0.2",route="/"}' in shown
    assert 'lumencare_queries_total{route="/"}' in shown
    assert 'lumencare_jobs{state="ready"} 1.0' in shown
    assert 'lumencare_jobs{state="failed"} 1.0' in shown
    assert "no-such-page" not in shown


def test_every_request_has_an_id_that_comes_back(client: Client) -> None:
    given = client.get("/account/login/", headers={"X-Request-Id": "abc-1234-def"})
    assert given["X-Request-Id"] == "abc-1234-def"
    forged = client.get("/account/login/", headers={"X-Request-Id": 'x" {"level": "evil"}'})
    assert len(forged["X-Request-Id"]) == 16


def test_the_log_says_who_and_what_but_no_address_and_no_name(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    user = person("sales", name="张三")
    client.force_login(user)
    with caplog.at_level("INFO", "lumencare.requests"):
        client.get("/?token=secret-9", headers={"X-Request-Id": "abc-1234-def"})
    (line,) = [each.msg for each in caplog.records if each.name == "lumencare.requests"]
    assert isinstance(line, dict)
    assert {**line, "ms": 0, "queries": 0, "at": ""} == {
        "event": "request", "route": "/", "method": "GET", "status": 200, "user": str(user.pk),
        "request": "abc-1234-def", "level": "info", "logger": "lumencare.requests",
        "ms": 0, "queries": 0, "at": "",
    }  # fmt: skip
    assert "secret-9" not in json.dumps(line)


def test_a_stranger_who_names_another_host_is_no_error_in_the_log(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    answer = client.get("/", headers={"Host": "elsewhere.example"})
    assert answer.status_code == 400
    assert [each.levelname for each in caplog.records] == ["INFO"]
