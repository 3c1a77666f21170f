"""The page of a case: why it is so, steps with their refusals in place, intake, sending."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from lumencare.desk.actions import change_case, find_cause
from lumencare.desk.models import Case, Charge
from tests.desk.cases import moment, opened, served, support
from tests.office import person

pytestmark = pytest.mark.django_db
NOW = "2026-01-15 14:00"


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(moment(NOW), tick=False):
        yield


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(person("coordinator"))
    return client


def page_of(client: Client, case: Case, step: str = "") -> str:
    answer = client.get(f"/en/cases/{case.number}/{step}")
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, case: Case, step: str, **typed: str) -> tuple[int, str]:
    data = {"version": str(case.version), **typed}
    answer = client.post(f"/en/cases/{case.number}/{step}", data)
    return answer.status_code, answer.content.decode()


def test_the_trace_names_each_rule_with_its_clause_in_both_languages(desk: Client) -> None:
    """SC-4, D-11"""
    page = page_of(desk, opened(served("24h")))
    assert ">applies<" in page
    assert "The clause" in page
    assert 'lang="zh-Hans"' in page
    assert "Replay: every stretch of this clock" in page


def test_a_later_finding_shows_its_price_first_and_follows_the_old_decision(desk: Client) -> None:
    """SC-10, D-12"""
    case = opened(served("24h"))
    assert "¥4,800" in page_of(desk, case, "cause")
    assert not Charge.objects.exists()
    assert send(desk, case, "cause", cause="other", why="进水")[0] == 302
    page = page_of(desk, case)
    assert "follows decision" in page
    assert "replaced" in page
    assert not Charge.objects.exists()


def test_a_pause_without_evidence_is_refused_in_place_and_keeps_what_was_typed(
    desk: Client,
) -> None:
    """D-7"""
    case = opened(served("24h"))
    status, page = send(desk, case, "pause", reason="等客户开门", evidence="")
    assert status == 422
    assert "等客户开门" in page
    case.refresh_from_db()
    assert case.clock == "running"
    send(desk, case, "pause", reason="等客户开门", evidence="王先生来电")
    case.refresh_from_db()
    assert case.clock == "paused"


def test_who_was_faster_is_named_and_the_input_is_kept(desk: Client) -> None:
    case = opened(served("24h"))
    change_case(case, {"summary": "换了说法"}, by=support(), now=moment(NOW))
    case.version -= 1
    status, page = send(desk, case, "resolve", how="phone", resolution="已重启处理器")
    assert status == 409
    assert "热线" in page
    assert "已重启处理器" in page


def test_a_charge_is_shown_agreed_and_billed(desk: Client) -> None:
    """SC-10, D-12"""
    case = opened(served("24h"))
    find_cause(case, "other", why="进水", by=support(), now=moment(NOW))
    assert send(desk, case, "charge", code="visit", shown_to="王经理")[0] == 302
    charge = Charge.objects.get()
    base = f"/en/cases/{case.number}/charges/{charge.pk}"
    early = desk.post(f"{base}/bill", {"version": "1"})
    assert early.status_code == 422
    desk.post(f"{base}/agree", {"version": "1", "agreed_by": "王经理", "agreed_how": "电话"})
    charge.refresh_from_db()
    assert charge.state == "agreed"
    assert "with VAT, due" not in page_of(desk, case)
    desk.post(f"{base}/bill", {"version": str(charge.version)})
    assert "with VAT, due" in page_of(desk, case)


def test_a_call_is_taken_in_with_four_fields(desk: Client) -> None:
    system = served("24h")
    typed = {"reporter_name": "王", "place": system.ref, "summary": "灯不亮", "key": "k1"}
    answer = desk.post("/en/desk/new", typed)
    assert answer.status_code == 302
    case = Case.objects.get()
    assert case.system == system
    desk.post("/en/desk/new", typed | {"seen": case.number})
    assert Case.objects.count() == 1


def test_what_is_open_there_already_is_shown_before_another_is_opened(desk: Client) -> None:
    case = opened(served("24h"), summary="旧故障")
    typed = {"reporter_name": "王", "place": "S-001", "summary": "灯不亮", "key": "k1"}
    answer = desk.post("/en/desk/new", typed)
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "旧故障" in page
    assert f'value="{case.number}"' in page
    assert desk.post("/en/desk/new", typed | {"seen": case.number}).status_code == 302


def test_an_unknown_caller_and_an_unknown_system_are_taken_in_as_they_are(desk: Client) -> None:
    assert "Nobody we know." in desk.get("/en/desk/new?q=9999").content.decode()
    desk.post("/en/desk/new", {"reporter_name": "陌生人", "summary": "灯不亮", "key": "k1"})
    case = Case.objects.get()
    page = page_of(desk, case)
    assert "Nothing is decided while the system is not known." in page
    served("24h", ref="S-9")
    assert send(desk, case, "system", system="S-8")[0] == 422
    assert send(desk, case, "system", system="S-9")[0] == 302
    assert "Why it is so" in page_of(desk, case)


def test_a_note_is_kept_and_names_somebody(desk: Client) -> None:
    case = opened(served("24h"))
    support()
    assert send(desk, case, "note", body="@热线 请看")[0] == 302
    assert "@热线" in page_of(desk, case)
    assert send(desk, case, "note", body="")[0] == 422


def test_nobody_to_send_is_said(desk: Client) -> None:
    assert page_of(desk, opened(served("24h")), "candidates")
