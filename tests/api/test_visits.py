"""Visits through the interface: proposed, fitted, booked in one slot, moved, called off."""

import pytest

from lumencare.contracts.archive import read_file
from lumencare.field.models import VisitPaper
from tests.api.calling import Program, program
from tests.field.test_visit_papers import closed
from tests.field.visits import engineer
from tests.office import site

pytestmark = pytest.mark.django_db


@pytest.fixture
def dispatcher() -> Program:
    return program("coordinator")


def _proposed(dispatcher: Program) -> str:
    body = {"kind": "survey", "summary": "勘察", "site": site().pk}
    told = dispatcher.post("/visits", body)
    assert (told.status, told.body["state"]) == (201, "proposed")
    return str(told.body["number"])


def test_a_slot_that_fits_is_booked_once(dispatcher: Program) -> None:
    """The best slot is given with its reason; what is booked is refused to the next one."""
    who, number = engineer(), _proposed(dispatcher)
    fit = dispatcher.get(f"/visits/{number}/fit").body
    best = fit["slots"][0]
    assert (best["engineer_id"], best["on_time"]) == (who.pk, True)
    assert best["because"][0]["zh"]
    placed = {
        "engineer": who.pk,
        "starts_at": best["starts_at"],
        "ends_at": best["ends_at"],
    }
    told = dispatcher.post(f"/visits/{number}/book", placed)
    assert (told.status, told.body["state"]) == (200, "booked")
    other = dispatcher.post("/visits", {
        "kind": "survey", "summary": "勘察", "site": told.body["site_id"],
    }).body["number"]  # fmt: skip
    refused = dispatcher.post(f"/visits/{other}/book", placed)
    assert (refused.status, number in refused.body["detail"]) == (422, True)
    assert dispatcher.get(f"/visits?state=booked&engineer={who.pk}").body["total"] == 1
    gone = dispatcher.post(f"/visits/{number}/unassign")
    assert (gone.body["state"], gone.body["engineer_id"]) == ("proposed", None)


def test_a_visit_is_called_off_with_a_reason(dispatcher: Program) -> None:
    number = _proposed(dispatcher)
    assert dispatcher.post(f"/visits/{number}/cancel", {"why": ""}).status == 422
    told = dispatcher.post(f"/visits/{number}/cancel", {"why": "客户取消"})
    assert (told.body["state"], told.body["ended_why"]) == ("cancelled", "客户取消")


def test_engineers_say_what_they_can_do(dispatcher: Program) -> None:
    engineer()
    (one,) = dispatcher.get("/engineers").body
    assert (one["name"], one["city"]) == ("李思远", "上海市")
    assert len(one["skills"]) == 5


def test_what_was_brought_back_is_given_with_its_report(dispatcher: Program) -> None:
    """SC-4, SC-10: issued once; files are downloaded as they were kept."""
    visit = closed()
    made = [dispatcher.post(f"/visits/{visit.number}/report") for _ in range(2)]
    assert [each.status for each in made] == [201, 201]
    assert made[0].body == made[1].body
    paper = VisitPaper.objects.get()
    told = dispatcher.get(f"/visits/{visit.number}/report").body
    assert (told["cause"], told["findings"], told["checks"]) == (
        "product",
        "更换调光模块",
        ["power"],
    )
    assert (told["fixed"], told["signature"]["signer"]) == (True, "王建国")
    assert told["parts"][0] == {
        "part_number": "QSN-4A-S", "quantity_milli": 2000,
        "faulty_serial": "F9", "new_serial": "N1", "claim": "",
    }  # fmt: skip
    assert [each["sha256"] for each in told["issued"]] == [paper.pdf_sha256]
    got = dispatcher.get(f"/visits/{visit.number}/report.pdf")
    assert (got.bytes, got.headers["Content-Type"]) == (read_file(paper.pdf), "application/pdf")
    assert dispatcher.get(f"/visits/{visit.number}/report.pdf?revision=2").status == 404
    photo = told["photos"][0]
    shot = dispatcher.get(f"/visit-photos/{photo['id']}/file")
    assert shot.headers["Content-Type"] == "image/jpeg"
    assert shot.headers["Content-Disposition"].startswith("attachment;")
    assert dispatcher.get(f"/visits/{visit.number}/signature").status == 200
    checked = dispatcher.get(f"/check?number={paper.number}&hash={paper.pdf_sha256}").body
    assert checked["document"]["kind"] == "visit-report"


def test_a_visit_that_is_not_done_has_no_report(dispatcher: Program) -> None:
    number = _proposed(dispatcher)
    assert dispatcher.post(f"/visits/{number}/report").status == 422
    assert dispatcher.get(f"/visits/{number}/report").body["issued"] == []
    assert dispatcher.get(f"/visits/{number}/signature").status == 404
