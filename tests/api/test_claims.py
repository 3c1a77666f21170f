"""Claims for programs: asked, supplied, fitted; told again it is done once."""

import pytest

from lumencare.claims.models import Claim
from tests.api.calling import Program, program
from tests.claims.claims import faulty, part, stocked

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Program:
    return program("manager")


def test_a_claim_goes_from_the_question_to_the_old_part(office: Program) -> None:
    """PP-2, SC-7: each step answers with the claim as it stands."""
    stocked(part(serialised=True), "N-1")
    case = faulty(at="2026-01-15 09:00")
    made = office.post(f"/cases/{case.number}/claims", {"part_number": "qsn-4p", "serial": "SN-1"})
    assert made.status == 201, made.body
    assert (made.body["percent"], made.body["share"]) == (100, "0.00")
    assert made.body["decisions"][0]["counts_basis"] == "report"
    assert "Shanghai" in made.body["supply_said"]["en"]
    path = f"/claims/{made.body['number']}"
    for step, body, state in (
        ("reserve", {"place": "SH"}, "reserved"),
        ("issue", {"serial": "N-1", "issued_to": "张工"}, "issued"),
        ("fit", {}, "fitted"),
        ("return/receive", {"place": "sh"}, "closed"),
    ):
        told = office.post(f"{path}/{step}", body)
        assert (told.status, told.body["state"]) == (200, state), told.body
    whole = office.get(path).body
    assert whole["issue"].startswith("MV-")
    assert (whole["faulty_serial"], whole["supplied_serial"]) == ("SN-1", "N-1")
    listed = office.get("/claims?state=closed&q=n-1").body
    assert [each["number"] for each in listed["items"]] == [whole["number"]]
    (row,) = office.get("/claim-report").body["items"]
    assert (row["plan"], row["carried"], row["claims"]) == ("initial-warranty", "1000.00", 1)


def test_what_is_sent_twice_opens_one_claim(office: Program) -> None:
    part()
    path = f"/cases/{faulty(at='2026-01-15 09:00').number}/claims"
    for _ in range(2):
        told = office.post(path, {"part_number": "QSN-4P"}, Idempotency_Key="k-1")
        assert told.status == 201
    assert Claim.objects.count() == 1


def test_a_refusal_says_its_rule_and_what_is_possible(office: Program) -> None:
    part()
    path = f"/cases/{faulty(at='2026-01-15 09:00').number}/claims"
    made = office.post(path, {"part_number": "QSN-4P", "serial": "SN-1"}).body
    told = office.post(f"/claims/{made['number']}/reserve", {"place": "SH"})
    assert (told.status, told.body["because"][0]["rule"]) == (422, "SC-7")
    assert "can be ordered" in told.body["text"]["en"]
    again = office.post(path, {"part_number": "QSN-4P", "serial": "SN-1"})
    assert again.status == 409
    assert made["number"] in again.body["text"]["en"]
