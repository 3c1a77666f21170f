"""Pages of claims: one click from the part line, each step with its refusal, lists, workbooks."""

from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from lumencare.claims.actions import reserve
from lumencare.claims.models import Claim
from lumencare.desk.actions import add_part, find_cause
from lumencare.field.models import Visit
from tests.claims.claims import NOON, asked, bag_of, clerk, engineer, faulty, part, pool, stocked
from tests.claims.test_life import in_year_three
from tests.desk.cases import moment, support
from tests.office import person

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _now() -> Iterator[None]:
    with time_machine.travel(moment("2026-01-15 14:00"), tick=False):
        yield


@pytest.fixture
def desk(client: Client) -> Client:
    client.force_login(person("coordinator"))
    return client


def page(client: Client, path: str) -> str:
    answer = client.get(f"/en{path}")
    assert answer.status_code == 200
    return answer.content.decode()


def send(client: Client, step: str, **typed: str) -> tuple[int, str]:
    claim = Claim.objects.get()
    data = {"version": str(claim.version), **typed}
    answer = client.post(f"/en/claims/{claim.number}/{step}", data)
    return answer.status_code, answer.content.decode()


def test_a_part_line_is_claimed_with_one_click_and_says_what_to_say(desk: Client) -> None:
    """PP-2: what is free, what is paid, when it comes."""
    stocked(part(serialised=True), "N-1")
    case = faulty()
    typed = {"part_number": "QSN-4P", "serial": "SN-1"}
    line = add_part(case, typed, by=support(), now=NOON)
    assert "/parts/" in page(desk, f"/cases/{case.number}/")
    answer = desk.post(f"/en/cases/{case.number}/parts/{line.pk}/claim", follow=True)
    said = answer.content.decode()
    assert "The replacement part is free." in said
    assert "In stock: Shanghai spare pool" in said
    assert Claim.objects.get().number in page(desk, f"/cases/{case.number}/")
    again = desk.post(f"/en/cases/{case.number}/parts/{line.pk}/claim")
    assert again.status_code == 302
    assert Claim.objects.count() == 1


def test_a_line_that_cannot_be_claimed_leads_to_the_form_with_why(desk: Client) -> None:
    stocked(part(serialised=True), "SN-1")
    case = faulty()
    typed = {"part_number": "QSN-4P", "serial": "SN-1"}
    line = add_part(case, typed, by=support(), now=NOON)
    answer = desk.post(f"/en/cases/{case.number}/parts/{line.pk}/claim", follow=True)
    said = answer.content.decode()
    assert "in our stock" in said
    assert 'value="SN-1"' in said


def test_the_form_takes_a_preventive_visit_that_found_it(desk: Client) -> None:
    part()
    case = faulty()
    visit = Visit.objects.create(
        number="V-2026-00009",
        kind="preventive",
        state="proposed",
        site=case.system.site,  # type: ignore[union-attr]
        summary="巡检",
        tenths=5,
        created_at=NOON,
        changed_at=NOON,
    )
    wrong = {"part_number": "QSN-4P", "found_at": visit.number}
    answer = desk.post(f"/en/cases/{case.number}/claim", wrong)
    assert answer.status_code == 422
    assert "preventive visit" in answer.content.decode()
    answer = desk.post(f"/en/cases/{case.number}/claim", {"part_number": "QSN-4P"})
    assert answer.status_code == 302


def test_each_step_leads_on_and_a_refusal_stands_above_its_form(client: Client) -> None:
    """X-7: agree, reserve, issue, fit, receive; each with its own words."""
    claim = in_year_three()
    client.force_login(person("manager"))
    status, said = send(client, "reserve", shelf="SH:good")
    assert status == 422
    assert "not enough" in said
    stocked(claim.supplied, "N-1")  # type: ignore[arg-type]
    assert send(client, "reserve", shelf="SH:good")[0] == 302
    status, said = send(client, "issue", serial="N-1")
    assert status == 422
    assert "has not agreed" in said
    assert send(client, "agree", agreed_by="李经理", agreed_how="电话")[0] == 302
    assert send(client, "issue", serial="N-1", issued_to="张工")[0] == 302
    status, said = send(client, "fit", serial="N-9")
    assert status == 422
    assert "N-1" in said
    assert send(client, "fit")[0] == 302
    assert send(client, "receive", place="SH")[0] == 302
    shown = page(client, f"/claims/{claim.number}/")
    assert "Received" in shown
    assert "Tell" not in shown


def test_a_claim_that_a_finding_made_stale_says_so(desk: Client) -> None:
    part()
    claim = asked()
    find_cause(claim.case, "other", why="浪涌", by=support(), now=NOON)
    assert "decide the claim anew" in page(desk, f"/claims/{claim.number}/")
    assert "decide anew" in page(desk, "/claims/")
    assert send(desk, "decide", why="浪涌")[0] == 302
    assert "1,130 with VAT" in page(desk, f"/claims/{claim.number}/")


def test_an_engineer_finds_their_bag_on_the_claim(client: Client) -> None:
    row = part(serialised=True)
    stocked(row, "N-1", place=bag_of(engineer()))
    claim = asked()
    client.force_login(engineer())
    assert "Take it from my bag" in page(client, f"/claims/{claim.number}/")
    assert send(client, "bag", serial="N-1")[0] == 302
    assert "The part is fitted" in page(client, f"/claims/{claim.number}/")


def test_the_list_is_narrowed_and_handed_out(desk: Client) -> None:
    part()
    first = asked()
    second = asked(first.case, serial="ZZ-9", place="")
    found = page(desk, "/claims/?q=zz-9")
    assert second.number in found
    assert first.number not in found
    assert first.number in page(desk, "/claims/?group=to-supply&state=decided")
    assert "No claim is like this" in page(desk, "/claims/?group=overdue")
    for path in ("/claims/export", "/claims/report/export"):
        answer = desk.get(f"/en{path}")
        assert answer.status_code == 200
        assert answer["Content-Disposition"].endswith('.xlsx"')
    assert "2 claims: we carry ¥2,000" in page(desk, "/claims/report?since=2026-01-01")


def test_what_waits_stands_on_the_clerks_workbench(client: Client) -> None:
    part(serialised=True)
    claim = asked()
    client.force_login(clerk())
    assert "Parts to be supplied" in page(client, "/")
    stocked(claim.supplied, "N-1")  # type: ignore[arg-type]
    reserve(claim, pool(), by=clerk(), now=NOON)
    assert "Parts to be supplied" not in page(client, "/")
