"""Payments, receipts, invoices, credits and income through the interface for programs."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

from lumencare.contracts.models import Contract, Receipt
from tests.api.calling import Program, token
from tests.contracts.contracts import active
from tests.contracts.money import due_payment, finance
from tests.office import NOW, person, system

pytestmark = pytest.mark.django_db


def program() -> Program:
    return Program(token(finance(), "finance"))


def test_a_receipt_is_counted_once_by_its_key_and_the_payment_tells_it() -> None:
    payment, erp = due_payment(), program()
    body = {"amount": "4800", "received_on": "2026-01-10", "reference": "B 1", "key": "bank-1"}
    path = f"/payments/{payment.pk}/receipts"
    first = erp.post(path, body, Idempotency_Key="a")
    assert (first.status, first.body["amount"]) == (201, "4800.00")
    assert erp.post(path, body, Idempotency_Key="a").body == first.body
    # After the answer is forgotten, the bank's own number still counts it once.
    assert erp.post(path, body).body == first.body
    assert erp.post(path, {**body, "amount": "1"}).status == 409
    assert Receipt.objects.count() == 1
    (told,) = erp.get("/payments?standing=open").body["items"]
    assert (told["paid"], told["left"]) == ("4800.00", "80000.00")
    assert erp.get(f"/payments/{payment.pk}").body == told


@pytest.mark.parametrize("amount", ["80000.001", "-1", "1e3", "84800.01", "0"])
def test_amounts_that_cannot_be_are_refused(amount: str) -> None:
    payment, erp = due_payment(), program()
    body = {"amount": amount, "received_on": "2026-01-10", "key": "bank-1"}
    assert erp.post(f"/payments/{payment.pk}/receipts", body).status == 422
    assert not Receipt.objects.exists()


def test_a_receipt_is_reversed_once() -> None:
    payment, erp = due_payment(), program()
    body = {"amount": "4800", "received_on": "2026-01-10", "key": "bank-1"}
    made = erp.post(f"/payments/{payment.pk}/receipts", body).body["id"]
    for _ in range(2):
        told = erp.post(f"/receipts/{made}/reverse", {"why": "记错"})
        assert (told.status, told.body["amount"]) == (201, "-4800.00")
    listed = erp.get("/receipts").body
    assert [each["is_reversed"] for each in listed["items"]] == [False, True]


def test_an_invoice_is_asked_for_exported_and_numbered() -> None:
    payment, erp = due_payment(), program()
    asked = erp.post("/invoice-requests", {"payments": [payment.pk], "kind": "special"})
    assert (asked.status, asked.body["gross"]) == (201, "84800.00")
    refused = erp.post("/invoice-requests/export", {})
    assert refused.status == 422
    assert "统一社会信用代码" in refused.body["detail"]
    owner = payment.contract.bill_to
    owner.credit_code = "91310000132200821H"
    owner.save(update_fields=["credit_code"])
    batch = erp.post("/invoice-requests/export", {"numbers": [asked.body["number"]]}).body["batch"]
    file = erp.get(f"/invoice-requests/files/{batch}")
    book = load_workbook(BytesIO(file.bytes))
    assert book["1-发票基本信息"]["A4"].value == asked.body["number"]
    issued = {"invoice_number": "26312000000012345678", "issued_on": "2026-01-15"}
    path = f"/invoice-requests/{asked.body['number']}"
    assert erp.post(f"{path}/issued", issued).body["state"] == "issued"
    taken = {"red_number": "26312000000099999999", "red_on": "2026-01-15", "why": "开错"}
    assert erp.post(f"{path}/red", taken).body["state"] == "red"
    assert erp.get("/invoice-requests?state=red").body["total"] == 1


def test_a_credit_is_decided_by_one_and_approved_by_another() -> None:
    payment, erp = due_payment(), program()
    boss = Program(token(person("manager", name="boss"), "manager"))
    body = {"amount": "84800", "received_on": "2026-01-10", "key": "bank-1"}
    erp.post(f"/payments/{payment.pk}/receipts", body)
    given = {"treatment": "by-day", "ends_on": "2026-07-01", "why": "拆除", "key": "c-1"}
    path = f"/contracts/{payment.contract.number}/credits"
    assert boss.post(path, given).status == 422
    Contract.objects.update(state="cancelled", ended_at=NOW, ended_why="拆除")
    made = boss.post(path, given)
    assert (made.status, made.body["state"]) == (201, "waiting")
    pk = made.body["id"]
    assert boss.post(f"/credits/{pk}/decide", {"approved": True}).status == 403
    assert erp.post(f"/credits/{pk}/decide", {"approved": True}).body["state"] == "approved"
    assert erp.get("/credits?state=approved").body["total"] == 1


def test_deferred_income_is_told_as_of_a_day_page_by_page() -> None:
    active("part-care-plus", "service-care", of=system())
    erp = program()
    first = erp.get("/deferred-income?on=2026-01-31&limit=1").body
    assert (first["total"], first["starts_on"], first["through"]) == (2, "2026-01-01", "2026-01-31")
    second = erp.get(f"/deferred-income?on=2026-01-31&limit=1&cursor={first['next']}").body
    assert second["next"] is None
    codes = {each["code"]: each for each in first["items"] + second["items"]}
    assert codes["service-care"]["deferred"] == "19068.49"
    for odd in ("on=9999-12-31", "on=x", "cursor=x"):
        assert erp.get(f"/deferred-income?{odd}").status == 422
