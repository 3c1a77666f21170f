"""Cases through the interface: opened with their promise, timed, decided, ended."""

from datetime import timedelta

import pytest

from lumencare.desk.models import Case
from tests.api.calling import Program, program
from tests.desk.cases import served
from tests.office import NOW, system

pytestmark = pytest.mark.django_db


@pytest.fixture
def hotline() -> Program:
    return program("support")


def test_a_case_answers_who_pays_and_by_when(hotline: Program) -> None:
    """The answer is there with the case, in both languages."""
    told = hotline.post("/cases", {"summary": "灯不亮", "system": served("24h").pk})
    assert told.status == 201
    assert told.body["due_at"] == "2026-01-16T10:00:00+08:00"
    assert (told.body["commitment"], told.body["clock"]) == ("24h", "running")
    assert told.body["decision"]["sentence"]["zh"].startswith("第 1 年，更换件免费")
    assert told.body["decision"]["because"][0]["clause_en"]
    assert told.headers["ETag"] == f'"{told.body["version"]}"'


def test_a_request_that_is_sent_again_opens_no_second_case(hotline: Program) -> None:
    body = {"summary": "灯不亮", "system": served("24h").pk}
    first = hotline.post("/cases", body, Idempotency_Key="k-1")
    again = hotline.post("/cases", body, Idempotency_Key="k-1")
    assert first.body["number"] == again.body["number"]
    assert Case.objects.count() == 1


def test_a_case_of_nobody_knows_no_cover(hotline: Program) -> None:
    told = hotline.post("/cases", {"summary": "灯不亮", "reporter_phone": "13800138000"})
    assert (told.body["decision"], told.body["clock"]) == (None, "none")
    named = hotline.post(f"/cases/{told.body['number']}/system", {"system": served("48h").pk})
    assert named.body["due_at"] == "2026-01-19T08:00:00+08:00"


def test_a_clock_is_paused_resumed_and_met(hotline: Program) -> None:
    number = hotline.post("/cases", {"summary": "灯", "system": served("24h").pk}).body["number"]
    paused = hotline.post(f"/cases/{number}/pause", {"reason": "等进场", "evidence": "来电"})
    assert (paused.body["clock"], paused.body["due_at"]) == ("paused", None)
    assert "resume" in paused.body["can"]
    hotline.post(f"/cases/{number}/resume")
    met = hotline.post(f"/cases/{number}/start", {"how": "on-site"})
    assert (met.body["clock"], met.body["met_in_time"]) == ("met", True)
    assert [each["kind"] for each in met.body["events"]] == [
        "reported", "pinned", "paused", "resumed", "started",
    ]  # fmt: skip
    done = hotline.post(f"/cases/{number}/resolve", {"resolution": "重启", "how": "phone"})
    assert done.body["state"] == "resolved"


def test_another_cause_names_the_decision_before_it(hotline: Program) -> None:
    made = hotline.post("/cases", {"summary": "灯", "system": served("24h").pk}).body
    told = hotline.post(f"/cases/{made['number']}/cause", {"cause": "other", "why": "浪涌"}).body
    assert told["decision"]["follows"] == made["decision"]["id"]
    assert told["decision"]["visit_charge"] == "4800.00"


def test_a_part_on_no_list_is_told_so(hotline: Program) -> None:
    made = hotline.post("/cases", {"summary": "灯", "system": system().pk}).body
    body = {"part_number": "QSN-4A-S", "quantity": "2", "price": "1000.00"}
    told = hotline.post(f"/cases/{made['number']}/parts", body)
    (part,) = told.body["parts"]
    assert (told.status, part["on_list"], part["decision"]["customer_pays"]) == (201, None, "0.00")


def test_lists_are_filtered_by_what_is_due(hotline: Program) -> None:
    first = hotline.post("/cases", {"summary": "灯", "system": served("24h").pk}).body["number"]
    hotline.post("/cases", {"summary": "窗帘"})
    until = (NOW + timedelta(days=2)).isoformat().replace("+", "%2B")
    told = hotline.get(f"/cases?due_by={until}")
    assert [each["number"] for each in told.body["items"]] == [first]
    assert hotline.get("/cases?q=窗帘").body["total"] == 1


def test_a_change_of_a_stale_case_is_refused(hotline: Program) -> None:
    made = hotline.post("/cases", {"summary": "灯", "system": served("24h").pk}).body
    path = f"/cases/{made['number']}"
    assert hotline.patch(path, {"summary": "灯不亮"}, If_Match='"1"').status == 412
    told = hotline.patch(path, {"summary": "灯不亮"}, If_Match=f'"{made["version"]}"')
    assert told.body["summary"] == "灯不亮"


def test_finance_sees_a_number_hidden(hotline: Program) -> None:
    made = hotline.post("/cases", {"summary": "灯", "reporter_phone": "13800138000"}).body
    told = program("finance").get(f"/cases/{made['number']}")
    assert told.body["reporter_phone"] == "138****8000"


def test_a_clock_is_explained_and_another_start_weighed(hotline: Program) -> None:
    """Every second has its words; NOW is Thursday at 10:00."""
    number = hotline.post("/cases", {"summary": "灯", "system": served("24h").pk}).body["number"]
    told = hotline.get(f"/cases/{number}/replay?started_at=2026-01-16T11:00").body
    assert [each["kind"] for each in told["segments"]] == ["counted"]
    assert (told["due_at"], told["left_seconds"]) == ("2026-01-16T10:00:00+08:00", 86400)
    assert (told["what_if"]["in_time"], told["what_if"]["margin_seconds"]) == (False, 3600)
    assert told["what_if"]["text"]["zh"].startswith("来不及")
    early = hotline.get(f"/cases/{number}/replay?started_at=2026-01-14T11:00")
    assert early.status == 422
