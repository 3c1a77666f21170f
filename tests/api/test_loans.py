"""Loans, orders with the supplier and the slip of a claim through the interface, each once."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from lumencare.stock.models import Loan, Supply
from tests.api.calling import Program, program
from tests.claims.claims import asked, supplied
from tests.claims.claims import part as claimed_part
from tests.stock.parts import balance, part, place, stocked, units

pytestmark = pytest.mark.django_db
LOAN = {"key": "l-1", "part": "QP3", "borrower": "滨江置业", "due_on": "2026-03-01"}
ORDER = {"key": "o-1", "part": "QSM-4W", "quantity": 3, "expected_on": "2026-03-01"}


@pytest.fixture
def clerk_program() -> Program:
    return program("clerk")


def test_a_unit_is_lent_once_and_comes_back_where_and_as_it_is(clerk_program: Program) -> None:
    one, beijing = units("A1"), place()
    body = {**LOAN, "serials": ["A1"], "plan_customer": True}
    for _ in range(2):
        made = clerk_program.post("/stock/loans", body)
        assert (made.status, made.body["state"], made.body["borrower"]) == (201, "out", "滨江置业")
    assert Loan.objects.count() == 1
    path = f"/stock/loans/{made.body['number']}"
    assert clerk_program.get(path).headers["ETag"] == '"1"'
    assert clerk_program.get("/stock/loans?state=out&part=qp3").body["total"] == 1
    for _ in range(2):
        back = clerk_program.post(f"{path}/return", {"place": "bj", "condition": "faulty"})
        assert (back.status, back.body["state"]) == (200, "returned")
    assert balance(one, beijing, "faulty") == (1, 0)
    late = clerk_program.post(f"{path}/write-off", {"why": "丢失"})
    assert (late.status, "已归还" in late.body["detail"]) == (422, True)


def test_the_pool_lends_its_last_to_plan_customers_only(clerk_program: Program) -> None:
    """SC-7: it says so."""
    stocked(1, part(frequent=True, kept_back=1))
    told = clerk_program.post("/stock/loans", {**LOAN, "part": "QSM-4W"})
    assert (told.status, told.body["because"][0]["rule"]) == (422, "SC-7")
    wrong = clerk_program.post("/stock/loans", {**LOAN, "part": "QSM-4W", "due_on": "2020-01-01"})
    assert wrong.status == 422
    assert not Loan.objects.exists()


def test_what_does_not_come_back_is_written_off_with_the_reason(clerk_program: Program) -> None:
    stocked(3, part())
    body = {**LOAN, "part": "QSM-4W", "plan_customer": True}
    number = clerk_program.post("/stock/loans", body).body["number"]
    assert clerk_program.post(f"/stock/loans/{number}/write-off", {"why": " "}).status == 422
    gone = clerk_program.post(f"/stock/loans/{number}/write-off", {"why": "客户遗失"}).body
    assert (gone["state"], gone["ended_why"]) == ("kept", "客户遗失")


def test_an_order_is_put_down_once_expected_later_and_received(clerk_program: Program) -> None:
    one = stocked(1)
    for _ in range(2):
        made = clerk_program.post("/stock/orders", ORDER)
        assert (made.status, made.body["state"]) == (201, "ordered")
    assert Supply.objects.count() == 1
    path = f"/stock/orders/{made.body['number']}"
    later = clerk_program.post(f"{path}/expect", {"expected_on": "2026-03-09"}).body
    assert later["expected_on"] == "2026-03-09"
    for _ in range(2):
        (moved,) = clerk_program.post(f"{path}/receive", {"key": "r-1", "quantity": 1}).body
        assert (moved["kind"], moved["quantity"]) == ("receipt", 1)
    clerk_program.post(f"{path}/receive", {"key": "r-2"})
    whole = clerk_program.get(path).body
    assert (whole["received"], whole["state"]) == (3, "received")
    assert balance(one) == (4, 0)
    assert clerk_program.post(f"{path}/receive", {"key": "r-3"}).status == 422
    assert clerk_program.post(f"{path}/cancel", {"why": "多订"}).status == 422


def test_an_order_is_cancelled_with_the_reason(clerk_program: Program) -> None:
    stocked(1)
    number = clerk_program.post("/stock/orders", ORDER).body["number"]
    gone = clerk_program.post(f"/stock/orders/{number}/cancel", {"why": "多订"}).body
    assert (gone["state"], gone["ended_why"]) == ("cancelled", "多订")
    assert clerk_program.get("/stock/orders?state=cancelled&q=QSM").body["total"] == 1


def test_a_reservation_is_held_until_another_day(clerk_program: Program) -> None:
    stocked(2)
    body = {"key": "c-1", "part": "QSM-4W", "reference": "C-1", "plan_customer": True}
    number = clerk_program.post("/stock/reservations", body).body["number"]
    path = f"/stock/reservations/{number}/prolong"
    assert clerk_program.post(path, {"until": "2026-04-01"}).body["until"] == "2026-04-01"
    assert clerk_program.post(path, {"until": "2020-01-01"}).status == 422


def test_the_slip_of_a_claim_is_a_paper_whose_code_leads_to_it(clerk_program: Program) -> None:
    claimed_part(serialised=True)
    claim = supplied(asked(), "N-1")
    told = clerk_program.get(f"/claims/{claim.number}/slip")
    assert told.headers["Content-Type"] == "application/pdf"
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(told.bytes)).pages)
    assert all(each in text for each in (claim.number, "N-1", "SN-1"))
    assert clerk_program.get("/claims/P-9999-999/slip").status == 404
