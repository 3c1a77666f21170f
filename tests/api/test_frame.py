"""What holds for every call: tokens, refusals in JSON, no caching, budgets, sizes."""

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now

from lumencare.accounts.models import ApiToken
from lumencare.api.budgets import QUESTIONS, Budget
from tests.api.calling import NOBODY, Program, program, token
from tests.office import NOW, PASSWORD, person

pytestmark = pytest.mark.django_db
AN_HOUR_AGO = NOW - timedelta(hours=1)
COMPARE = {"class": "2Y", "bom": "1000000", "order_date": "2025-03-01"}


def test_no_answer_is_cached_and_no_cookie_is_set() -> None:
    told = program("sales").get("/reconcile")
    assert told.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in told.headers
    assert told.headers["X-Request-Id"]


@pytest.mark.parametrize(
    "ended",
    [
        {"expires_at": AN_HOUR_AGO, "created_at": AN_HOUR_AGO - timedelta(days=9)},
        {"revoked_at": AN_HOUR_AGO},
    ],
)
def test_a_token_that_ended_opens_nothing(ended: dict[str, datetime]) -> None:
    assert program("sales", **ended).get("/reconcile").status == 401


def test_a_revoked_token_stops_at_the_next_call() -> None:
    caller = program("sales")
    assert caller.get("/reconcile").status == 200
    ApiToken.objects.update(revoked_at=now())
    assert caller.get("/reconcile").status == 401


def test_a_token_of_somebody_who_left_opens_nothing() -> None:
    user = person("sales", is_active=False)
    assert program(of=user, role="sales").get("/reconcile").status == 401


def test_a_token_holds_its_one_role_only() -> None:
    user = person("sales", "engineer")
    assert Program(token(user, "sales")).post("/compare", COMPARE).status == 200
    assert Program(token(user, "engineer")).post("/compare", COMPARE).status == 403


def test_a_token_whose_role_was_taken_away_opens_nothing() -> None:
    user = person("sales", "manager")
    caller = Program(token(user, "manager"))
    assert caller.get("/reconcile").status == 200
    user.roles.filter(role="manager").delete()
    assert caller.get("/reconcile").status == 401


@pytest.mark.parametrize(
    "header", ["", "Bearer", "Bearer ", "Basic c2FsZXM6c2FsZXM=", "Bearer lum_\x7f", "lum_1"]
)
def test_nothing_but_a_token_that_works_is_accepted(header: str) -> None:
    told = Program("").get("/reconcile", Authorization=header)
    assert (told.status, told.body["type"]) == (401, "/api/v1/problems/no-token")


def test_neither_a_cookie_nor_an_address_can_hold_the_token() -> None:
    client = Client()
    user = person("sales")
    client.login(email=user.email, password=PASSWORD)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    assert client.get("/api/v1/reconcile").status_code == 401
    assert client.get(f"/api/v1/reconcile?token={token(user, 'sales')}").status_code == 401


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("get", "/api/v1/nothing", 404),
        ("post", "/api/v1/nothing/at/all?x=1", 404),
        ("get", "/api/v1/reach/", 404),
        ("get", "/api/v1/", 404),
        ("get", "/api/v1/compare", 405),
        ("delete", "/api/v1/reconcile", 405),
        ("options", "/api/v1/compare", 405),
    ],
)
def test_what_is_not_there_is_told_as_a_problem(method: str, path: str, status: int) -> None:
    told = getattr(Client(), method)(path)
    assert told.status_code == status
    assert told.headers["Content-Type"] == "application/problem+json"
    assert told.json()["status"] == status
    assert ("Allow" in told.headers) == (status == 405)


@pytest.mark.parametrize(
    ("body", "status", "kind"),
    [
        ("{", 400, "unreadable"),
        ("[" * 100_000, 400, "unreadable"),
        ('{"bom": NaN}', 400, "unreadable"),
        ('"text"', 422, "input"),
        ("[]", 422, "input"),
        ("null", 422, "input"),
        ('{"classes": "2Y"}', 422, "input"),
        ('{"class": {"zh": 1}}', 422, "input"),
        (b"\xff\xfe".decode("latin-1"), 400, "unreadable"),
        ('{"bom": ' + "9" * 10_000 + "}", 400, "unreadable"),
        (" " * (6 * 1024 * 1024), 413, "too-large"),
    ],
)
def test_a_body_that_cannot_be_used_is_told_as_a_problem(body: str, status: int, kind: str) -> None:
    told = program("sales").post("/compare", body)
    assert (told.status, told.body["type"]) == (status, f"/api/v1/problems/{kind}")


def test_a_field_of_the_wrong_form_is_named_with_what_came() -> None:
    told = program("sales").post("/compare", {"bom": 1.5, "on": ["x"], "more": 1})
    named = {each["field"]: each["given"] for each in told.body["problems"]}
    assert named == {"bom": "1.5", "on": '["x"]', "more": "1"}


def test_a_refusal_speaks_the_language_that_is_asked_for() -> None:
    """G-2: both are there, whichever was asked for."""
    chinese = NOBODY.get("/reconcile")
    english = NOBODY.get("/reconcile", Accept_Language="en-GB,en;q=0.9,zh;q=0.1")
    assert chinese.body["detail"] == chinese.body["text"]["zh"] == english.body["text"]["zh"]
    assert english.body["detail"] == chinese.body["text"]["en"]
    assert (chinese.headers["Content-Language"], english.headers["Content-Language"]) == (
        "zh",
        "en",
    )


def test_a_token_that_asks_too_much_is_told_when_to_come_back() -> None:
    caller, patient = program("sales"), program("manager")
    QUESTIONS.left[hash(caller.token)] = (0.0, now() + timedelta(days=1))
    told = caller.get("/reach/Suzhou")
    assert (told.status, told.body["type"]) == (429, "/api/v1/problems/too-many")
    assert int(told.headers["Retry-After"]) >= 1
    assert patient.get("/reach/Suzhou").status == 200


def test_a_budget_fills_up_again_by_the_second() -> None:
    budget, start = Budget(per_second=2, most=3), datetime(2026, 1, 15, tzinfo=UTC)
    assert [budget.take(1, start) for _ in range(4)] == [True, True, True, False]
    assert budget.wait() == 1
    assert budget.take(2, start)
    later = start + timedelta(seconds=1)
    assert [budget.take(1, later) for _ in range(3)] == [True, True, False]
    long_after = start + timedelta(days=1)
    assert [budget.take(1, long_after) for _ in range(4)] == [True, True, True, False]


def test_the_documentation_page_loads_from_our_own_host() -> None:
    page = Client().get("/api/v1/docs").content.decode()
    assert "/static/ninja/swagger-ui-bundle.js" in page
    assert "//cdn" not in page
    assert reverse("api:openapi-json") == "/api/v1/openapi.json"
