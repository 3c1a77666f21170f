"""Accepted upgrades for programs: accepted on paper, billed, planned, handed over, counted."""

import json
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from lumencare.desk.actions import open_case
from lumencare.desk.reading import Report
from lumencare.handovers.models import Handover, ProposalSignature
from lumencare.sites.models import System
from tests.api.calling import Program, program, token
from tests.handovers.handovers import PNG, accepted, coordinator, key_of, offered
from tests.office import NOW, outsider

pytestmark = pytest.mark.django_db
SIGNED = b"%PDF-1.4 signed by the customer"


@pytest.fixture
def sales() -> Program:
    return program("sales")


@pytest.fixture
def office() -> Program:
    return Program(token(coordinator(), "coordinator"))


def scan(content: bytes = SIGNED) -> SimpleUploadedFile:
    """Return a file as a program sends it."""
    return SimpleUploadedFile("signed.pdf", BytesIO(content).read())


def handover(**more: Any) -> dict[str, Any]:
    """Return what is stated of a handover of the whole system."""
    return {
        "completed_on": "2026-01-15",
        "handed_to": "王建国",
        "ref": "S-900",
        "name": "Athena 办公楼",
        "system_type": "Athena",
        "class": "1Y",
        "start_up": "manufacturer",
        "software_version": "24.1",
        "whole": "true",
        "evidence": SimpleUploadedFile("移交单.png", PNG),
        **more,
    }


def test_an_acceptance_on_paper_is_registered_once(sales: Program) -> None:
    """SY-3, D-26."""
    version = offered()
    path = f"/proposals/{version.proposal.number}/accept"
    form = {
        "option": key_of(version),
        "name": "王建国",
        "how": "邮件",
        "sha256": version.pdf_sha256,
    }
    assert sales.upload(path, form).body["problems"][0]["field"] == "file"
    other = sales.upload(path, {**form, "sha256": "0" * 64, "file": scan()})
    assert other.status == 409, "another document than the customer holds"
    nothing = sales.upload(path, {**form, "option": "D", "file": scan()})
    assert nothing.body["problems"][0]["field"] == "option"
    unsaid = sales.upload(path, {**form, "how": "", "file": scan()})
    assert unsaid.body["problems"][0]["field"] == "how"
    made = sales.upload(path, {**form, "file": scan()}, Idempotency_Key="acc-1")
    assert (made.status, made.body["state"]) == (200, "accepted")
    assert (made.body["accepted_name"], made.body["signatures"]) == ("王建国", ["signed.pdf"])
    assert made.body["bills"][0]["state"] == "due"
    assert made.body["work"][0]["number"]
    again = sales.upload(path, {**form, "file": scan()}, Idempotency_Key="acc-1")
    assert (again.headers["Idempotency-Replayed"], ProposalSignature.objects.count()) == ("true", 1)
    assert sales.get("/upgrades?state=accepted").body["total"] == 1


def test_a_handover_tells_everything_that_is_wrong_and_is_recorded_once(office: Program) -> None:
    """D-14, PW-1."""
    version = accepted()
    number = version.proposal.number
    case = open_case(
        Report(summary="灯不亮", system=version.proposal.system), by=coordinator(), now=NOW
    ).case
    known = office.get(f"/upgrades/{number}/preparation").body
    assert (known["kind"], known["whole"], known["accepted_on"]) == (
        "system-upgrade",
        True,
        "2026-01-15",
    )
    assert [each["key"] for each in known["things"]] == [f"case:{case.number}"]
    path = f"/upgrades/{number}/complete"
    wrong = office.upload(path, handover(**{"class": "", "completed_on": "2027-01-01"}))
    assert "completed_on" in {each["field"] for each in wrong.body["problems"]}
    unread = office.upload(path, handover(decisions="yes"))
    assert unread.body["problems"][0]["field"] == "decisions"
    assert "JSON" in unread.body["problems"][0]["zh"]
    bare = office.upload(path, handover(**{"class": ""}))
    assert [each["field"] for each in bare.body["problems"]] == ["class"]
    decisions = json.dumps({f"case:{case.number}": "carry"})
    done = office.upload(path, handover(decisions=decisions), Idempotency_Key="h-1")
    assert done.status == 200, done.body
    found = done.body["handover"]
    assert (found["new_ref"], found["whole"], done.body["state"]) == ("S-900", True, "completed")
    assert found["settled"][0]["decision"] == "carry"
    new = office.get(f"/systems/{found['new_system_id']}").body
    assert (new["order_date"], new["class"]) == ("2026-01-15", "1Y")
    again = office.upload(path, handover(decisions=decisions))
    assert (again.status, Handover.objects.count(), System.objects.count()) == (200, 1, 2)
    other = handover(evidence=SimpleUploadedFile("b.pdf", SIGNED))
    assert office.upload(path, other).status == 409
    assert office.get(f"/upgrades/{number}/evidence").bytes == PNG
    assert office.post(f"/upgrades/{number}/plan").status == 200


def test_bills_are_paid_and_invoiced_and_the_report_counts(sales: Program) -> None:
    version = accepted()
    money = program("finance")
    bill = money.get("/upgrade-bills?state=due").body["items"][0]
    assert bill["proposal"] == version.proposal.number
    paid = {"on": "2026-01-15", "reference": "BOC-1"}
    assert sales.post(f"/upgrade-bills/{bill['id']}/paid", paid).status == 403
    told = money.post(f"/upgrade-bills/{bill['id']}/paid", paid)
    assert (told.body["state"], told.body["paid_reference"]) == ("paid", "BOC-1")
    invoice = money.post(f"/upgrade-bills/{bill['id']}/invoice", {"kind": "special"})
    assert (invoice.status, invoice.body["net"]) == (201, bill["net"])
    report = sales.get("/upgrade-report?since=2026-01-01&until=2026-01-31").body
    assert (report["won"], report["lost"], report["share_won"]) == (1, 0, None)
    assert report["outcomes"][0]["reason"] == "system-upgrade"
    assert sales.get("/upgrade-report?until=2025-12-31").body["won"] == 0
    assert sales.get("/upgrade-report?untill=2025-12-31").status == 422


def test_another_companys_people_reach_no_upgrade(sales: Program) -> None:
    """Hostile: ids of others in every address."""
    version = accepted()
    number = version.proposal.number
    for role in ("customer", "partner"):
        stranger = Program(token(outsider(version.proposal.system.site.owner, role), role))
        for path in ("/upgrades", f"/upgrades/{number}", "/upgrade-bills", "/upgrade-report"):
            assert stranger.get(path).status in {403, 404}
        assert stranger.upload(f"/upgrades/{number}/complete", handover()).status in {403, 404}
    assert sales.upload(f"/upgrades/{number}/complete", handover()).status == 403
    assert sales.get("/upgrades/U-9999-999").status == 404
    assert not Handover.objects.exists()
