"""Surveys for programs: priced, asked for, decided, agreed, recorded and finished (SY-2)."""

import pytest

from lumencare.upgrades.models import Survey
from tests.api.calling import Program, program, token
from tests.office import site, system
from tests.upgrades.proposals import approver, asked, surveyed, visited

pytestmark = pytest.mark.django_db
FOUND = {"component": "处理器", "quantity": 2, "condition": "faulty", "note": "不启动"}


@pytest.fixture
def sales() -> Program:
    return program("sales")


def test_a_free_survey_is_told_and_on_the_board_at_once(sales: Program) -> None:
    """SY-2."""
    row = system(bom_fen=500_000_00)
    offer = sales.get(f"/systems/{row.pk}/survey-offer").body
    assert (offer["verdict"], offer["net"], offer["under_way"]) == ("yes", "0.00", None)
    assert offer["because"][0]["rule"] == "SY-2"
    path, body = f"/systems/{row.pk}/surveys", {"why": "新手机无法连接"}
    made = sales.post(path, body, Idempotency_Key="survey-1")
    again = sales.post(path, body, Idempotency_Key="survey-1")
    assert (made.status, made.body, again.body) == (201, again.body, made.body)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert (made.body["state"], made.body["free"], len(made.body["visits"])) == ("agreed", True, 1)
    assert sales.post(path, body).status == 422, "one is under way"
    assert Survey.objects.count() == 1
    found = sales.get(f"/surveys?state=agreed&system={row.pk}").body
    assert [each["number"] for each in found["items"]] == [made.body["number"]]
    assert sales.get(f"/surveys?system={row.pk + 1}").body["total"] == 0
    assert sales.get("/surveys?q=x").status == 422, "a filter that the list does not have"


def test_a_price_is_agreed_to_at_the_version_that_was_read(sales: Program) -> None:
    """SY-2, X-4, D-20."""
    row = system(site(city="成都市"), ref="S-CD")
    assert sales.get(f"/systems/{row.pk}/survey-offer").body["verdict"] == "no"
    made = sales.post(f"/systems/{row.pk}/surveys", {"why": "老系统"})
    number = made.body["number"]
    assert (made.body["state"], made.body["net"]) == ("offered", "9600.00")
    assert made.body["steps"] == ["agree", "cancel"]
    assert sales.post(f"/surveys/{number}/agree", {"name": "王", "how": "邮件"}).status == 428
    free = {"free": True, "why": "老客户"}
    decide = f"/surveys/{number}/decide"
    assert sales.post(decide, free, If_Match="*").status == 403
    boss = Program(token(approver(), "approver"))
    assert boss.post(decide, free, If_Match='"9"').status == 412
    done = boss.post(decide, free, If_Match=made.headers["ETag"])
    assert (done.body["free"], done.body["decided_why"]) == (True, "老客户")
    cancelled = sales.post(f"/surveys/{number}/cancel", {"why": "项目推迟"}, If_Match="*")
    assert (cancelled.body["state"], cancelled.body["ended_why"]) == ("cancelled", "项目推迟")


def test_what_an_engineer_found_is_recorded_and_put_right(sales: Program) -> None:
    engineer = program("engineer")
    number = visited(asked(system(bom_fen=500_000_00))).number
    path = f"/surveys/{number}/findings"
    made = engineer.post(path, FOUND)
    assert made.status == 201
    (one,) = made.body["findings"]
    assert (one["condition_name"]["en"], one["version"]) == ("Faulty", 1)
    assert (made.body["net"], made.body["because"]) == (None, []), "an engineer sees no prices"
    changed = engineer.patch(f"{path}/{one['id']}", {"quantity": 3}, If_Match='"1"')
    (put_right,) = changed.body["findings"]
    assert (put_right["quantity"], put_right["note"]) == (3, "不启动")
    assert engineer.patch(f"{path}/{one['id']}", {"quantity": 4}, If_Match='"1"').status == 412
    wrong = engineer.post(path, {**FOUND, "condition": "broken", "quantity": 0})
    assert [each["field"] for each in wrong.body["problems"]] == ["quantity", "condition"]
    assert "faulty" in wrong.body["problems"][1]["en"]
    stranger = engineer.post(path, {**FOUND, "photo": "0" * 64})
    assert stranger.body["problems"][0]["field"] == "photo"
    second = engineer.post(path, {**FOUND, "component": "面板"}).body["findings"][1]
    assert engineer.delete(f"{path}/{second['id']}", If_Match='"1"').status == 204
    ended = engineer.post(f"/surveys/{number}/finish", {"summary": "处理器停产"}, If_Match="*")
    assert (ended.body["state"], ended.body["summary"]) == ("done", "处理器停产")
    assert engineer.post(path, FOUND).status == 422


def test_another_surveys_finding_is_not_reached_through_this_one(sales: Program) -> None:
    """Hostile: ids of others in every address."""
    place = site()
    mine = surveyed(asked(system(place, bom_fen=500_000_00)))
    finding = mine.findings.get()
    other = asked(system(place, ref="S-2", bom_fen=500_000_00))
    path = f"/surveys/{other.number}/findings/{finding.pk}"
    assert sales.patch(path, {"quantity": 9}, If_Match="*").status == 404
    assert sales.delete(path, If_Match="*").status == 404
    assert sales.get("/surveys/SV-9999-999").status == 404
    finding.refresh_from_db()
    assert finding.quantity == 2
