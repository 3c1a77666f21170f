"""What no honest program sends: each is told what is wrong, and nothing fails inside."""

import json

import pytest
from django.db.models import Max

from lumencare.api.lists import close
from lumencare.sites.models import Site, System
from tests.api.calling import Program, Told, program
from tests.office import organization, outsider, site, system
from tests.sales.quotes import draft

pytestmark = pytest.mark.django_db
NUL, HALF = "a\x00b", "\ud800"
DAYS = ["0001-01-01", "0001-01-02", "1899-12-31", "9999-12-31", "9998-12-31", "2026-02-30"]
AMOUNTS = ["9" * 40, "9" * 17 + ".99", "1e400", "-0.01", "NaN", "0.001", "١٢٣", NUL, HALF]


def refused(told: Told) -> bool:
    """Tell whether an answer is a refusal that says why."""
    named = told.headers.get("Content-Type") == "application/problem+json"
    return 400 <= told.status < 500 and named


@pytest.mark.parametrize("text", [NUL, HALF, "\U0010ffff", "x" * 6000, "=cmd()", "\u202e"])
@pytest.mark.parametrize("field", ["name", "name_en", "credit_code", "bank", "note", "kind"])
def test_text_of_any_kind_is_kept_or_refused(field: str, text: str) -> None:
    body = {"kind": "end-user", "name": "滨江置业有限公司", field: text}
    told = program("sales").post("/organizations", json.dumps(body))
    assert told.status == 201 or refused(told), told.body
    if told.status == 201:
        assert told.body[field] == text


@pytest.mark.parametrize("given", [NUL, HALF, "x" * 199, "../../etc/passwd", "%s%n", ""])
@pytest.mark.parametrize("field", ["edition", "city", "class", "order_date", "bom", "start_up"])
def test_a_question_never_fails(field: str, given: str) -> None:
    body = {"class": "2Y", "bom": "1000000", "order_date": "2025-03-01", field: given}
    told = program("sales").post("/compare", json.dumps(body))
    assert told.status == 200 or refused(told), told.body


@pytest.mark.parametrize("name", ["on", "order_date"])
@pytest.mark.parametrize("day", DAYS)
def test_a_question_about_any_day_never_fails(name: str, day: str) -> None:
    caller = program("sales")
    asked = {"class": "2Y", "order_date": "2025-03-01", "on": "2026-01-15", name: day}
    held = {"plan": [f"part-care-plus@{day}"]}
    for path, more in (("/compare", {"bom": "1"}), ("/coverage", held)):
        told = caller.post(path, {**asked, **more})
        assert told.status == 200 or refused(told), told.body


@pytest.mark.parametrize("field", ["on", "city", "edition"])
def test_null_is_as_if_it_were_not_given(field: str) -> None:
    body = {"class": "2Y", "bom": "1000000", "order_date": "2025-03-01"}
    caller = program("sales")
    told, without = caller.post("/compare", {**body, field: None}), dict(body)
    without.pop(field, None)
    assert told.body == caller.post("/compare", without).body


@pytest.mark.parametrize("day", DAYS)
def test_a_system_of_any_day_is_kept_or_refused(day: str) -> None:
    caller, place = program("sales"), site()
    body = {
        "site": place.pk, "ref": "S-1", "name": "照明", "system_type": "Quantum",
        "class": "2Y", "order_date": day, "bom": "1000000.00",
    }  # fmt: skip
    told = caller.post("/systems", body)
    assert told.status == 201 or refused(told), told.body
    assert caller.get("/systems").status == caller.get("/windows").status == 200


@pytest.mark.parametrize("amount", AMOUNTS)
def test_a_system_of_any_amount_is_kept_or_refused(amount: str) -> None:
    caller, row = program("sales"), system()
    for field in ("bom", "list_amount"):
        body = json.dumps({field: amount, "why": "更正"})
        told = caller.patch(f"/systems/{row.pk}", body, If_Match="*")
        assert refused(told), told.body
    assert caller.get(f"/systems/{row.pk}").body["bom"] == "1000000.00"


@pytest.mark.parametrize("amount", AMOUNTS)
def test_a_price_of_any_amount_is_refused_at_the_latest_when_it_is_issued(amount: str) -> None:
    caller = program("sales")
    path = f"/quotes/{draft().quote.number}"
    prices = [{"code": "part-care-plus", "unit_net": amount, "reason": "老客户"}]
    body = {"plans": [{"plan": "part-care-plus"}], "prices": prices}
    told = caller.patch(path, json.dumps(body), If_Match="*")
    assert told.status == 200 or refused(told), told.body
    issued = told.status != 200 or caller.post(f"{path}/issue", If_Match="*")
    assert issued is True or refused(issued), issued.body


@pytest.mark.parametrize(
    "query",
    [f"{name}_day={day}" for name in ("first", "last") for day in DAYS]
    + ["first_day=2026-02-30", "first_day=0", "last_day=1768435200", "last_day=2026-01-15T00:00"]
    + ["person=%00", "kind=%FF", "limit=5", "cursor=x", "first_day=%E2%85%A0"],
)
def test_the_trail_of_any_days_is_given_or_refused(query: str) -> None:
    told = program("manager").get(f"/audit?{query}")
    assert told.status == 200 or refused(told), told.body
    assert (told.status == 200) == (query.split("=")[1] in [*DAYS[:-1], "%FF"]), told.body


@pytest.mark.parametrize("on", [*DAYS, "0", "20260115", "x", "2026-01-15T10:00:00+08:00"])
def test_a_day_of_an_edition_is_one_as_iso_8601_writes_it(on: str) -> None:
    told = program("sales").get(f"/editions/in-force?on={on.replace('+', '%2B')}")
    assert refused(told) == (on not in DAYS[:-1] or told.status != 200)
    assert told.status != 500


LISTS = ["/sites", "/systems", "/organizations", "/quotes", "/windows", "/audit"]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize("cursor", ["", "1", "x", '["a", 1]', '[1, "a"]', "null", "[]", '["a"]'])
def test_a_cursor_of_another_list_is_refused(path: str, cursor: str) -> None:
    """One that we signed, but for another list or another order."""
    told = program("manager").get(f"{path}?cursor={close(cursor)}")
    assert told.status == 200 or refused(told), told.body


def test_a_cursor_is_for_the_list_and_the_order_that_gave_it() -> None:
    place = site()
    for number in range(3):
        system(place, ref=f"S-{number}", bom_fen=number + 1)
    caller = program("manager")
    given = {
        order: caller.get(f"/systems?limit=1&order={order}").body["next"]
        for order in ("ref", "-order-date", "order-date", "bom", "-bom")
    }
    for order in given:
        for cursor in given.values():
            told = caller.get(f"/systems?limit=1&order={order}&cursor={cursor}")
            assert told.status == 200 or refused(told), told.body
    for path in LISTS:
        told = caller.get(f"{path}?cursor={given['bom']}")
        assert told.status == 200 or refused(told), told.body


@pytest.mark.parametrize("q", ["%25", "_", "\\", "'", '"', "*", "(", "a" * 200, "AND", "中" * 200])
def test_any_words_can_be_looked_for(q: str) -> None:
    system()
    caller = program("sales")
    for path in ("/search", "/sites", "/systems", "/organizations", "/quotes", "/windows"):
        told = caller.get(f"{path}?q={q}")
        assert told.status == 200, told.body


@pytest.mark.parametrize(
    "headers",
    [
        {"Accept_Language": "x" * 20_000},
        {"Accept_Language": "zh;q=nan,en;q=inf, *;q=\x01"},
        {"If_Match": '"' * 9000},
        {"Accept": "text/html"},
        {"Idempotency_Key": "a b"},
        {"Idempotency_Key": "\x7f"},
        {"X_Forwarded_For": "'; drop table", "X_Http_Method_Override": "DELETE"},
        {"Content_Encoding": "gzip"},
    ],
)
def test_headers_of_any_kind_never_fail(headers: dict[str, str]) -> None:
    body = {"kind": "end-user", "name": "滨江置业有限公司"}
    told = program("sales").post("/organizations", body, **headers)
    assert told.status == 201 or refused(told), told.body


@pytest.mark.parametrize(
    "media_type",
    [
        "text/plain", "application/xml", "multipart/form-data", "multipart/form-data; boundary=",
        "multipart/form-data; boundary=x; charset=nothing", "application/json; charset=nothing",
        "application/x-www-form-urlencoded; charset=nothing", "application/x-www-form-urlencoded",
        "", "multipart/form-data; boundary=" + "x" * 5000,
    ],
)  # fmt: skip
@pytest.mark.parametrize("path", ["/organizations", "/imports/portfolio", "/quotes/preview"])
def test_bodies_of_any_type_are_read_or_refused(path: str, media_type: str) -> None:
    caller = program("sales")
    for body in (b"", b"\xff\xfe", b"--x\r\n\r\n", b'{"kind": 1}', b"a=1&a=%ff&=&&"):
        answer = caller.client.generic(
            "POST", f"/api/v1{path}", body, media_type,
            headers={"Authorization": f"Bearer {caller.token}", "Idempotency-Key": "a"},
        )  # fmt: skip
        assert 400 <= answer.status_code < 500, (body, answer.content)
        assert answer.headers["Content-Type"] == "application/problem+json"


def test_ids_of_others_tell_nothing_by_how_they_are_refused() -> None:
    """What is not theirs answers somebody outside as what is not there."""
    theirs = system()
    draft()
    stranger = program(of=outsider(organization("别家有限公司")), role="customer")
    nothing = (System.objects.aggregate(most=Max("pk"))["most"] or 0) + 999
    places = (Site.objects.aggregate(most=Max("pk"))["most"] or 0) + 999
    for kind, there, gone in (
        ("systems", theirs.pk, nothing),
        ("sites", theirs.site_id, places),
        ("quotes", "Q-2601-001", "Q-2601-999"),
    ):
        answers = [stranger.get(f"/{kind}/{key}") for key in (there, gone)]
        assert answers[0].status == answers[1].status == 404
        assert answers[0].body == answers[1].body


def test_a_role_in_a_body_or_address_gives_no_right() -> None:
    caller: Program = program("customer")
    body = {"kind": "end-user", "name": "x", "role": "manager", "user": 1}
    assert caller.post("/organizations", body).status == 422
    assert caller.get("/audit?role=manager").status in (403, 422)


def test_amounts_are_not_told_by_the_order_of_a_list_or_where_a_page_ends() -> None:
    place = site()
    for number in range(3):
        system(place, ref=f"S-{number}", bom_fen=1_234_567_00 + number)
    engineer = program("engineer")
    for order in ("bom", "-bom"):
        assert engineer.get(f"/systems?limit=1&order={order}").status == 403
        assert program("sales").get(f"/systems?limit=1&order={order}").status == 200
