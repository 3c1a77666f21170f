"""The page of bills of cases: listed, paid, invoiced, given back, as a workbook."""

import pytest
from django.utils import timezone

from lumencare.contracts.models import InvoiceRequest
from lumencare.desk.models import CaseBill
from tests.contracts.money import finance
from tests.desk.test_bills import billed
from tests.web.finance.test_finance_pages import client_of, post, sheet, text_of, today

pytestmark = pytest.mark.django_db
LIST = "/finance/case-bills/"


def test_bills_stand_with_case_customer_and_what_is_overdue() -> None:
    bill = billed()
    page = text_of(client_of(finance()).get(f"/en{LIST}?state=overdue"))
    assert "¥5,088 of bills of cases overdue" in page
    for word in (bill.number, bill.charge.case.number, bill.bill_to.name, "days late"):
        assert word in page
    assert bill.number in text_of(client_of(finance()).get("/en/"))
    assert bill.number not in text_of(client_of(finance()).get(f"/en{LIST}?state=paid"))


def test_a_payment_is_recorded_in_the_row_of_the_bill() -> None:
    bill = billed()
    wrong = post(f"{LIST}{bill.pk}/paid", on="2001-01-01", reference="")
    assert wrong.status_code == 422
    assert not CaseBill.objects.filter(state="paid").exists()
    assert "The bill is paid." in text_of(
        post(f"{LIST}{bill.pk}/paid", on=today(), reference="R 1")
    )
    bill.refresh_from_db()
    assert (bill.state, bill.paid_on) == ("paid", timezone.localdate())


def test_a_bill_is_invoiced_and_the_invoice_leads_back_to_it() -> None:
    bill = billed()
    answer = post(f"{LIST}{bill.pk}/invoice", kind="special")
    assert "The invoice is requested" in text_of(answer)
    number = InvoiceRequest.objects.get().number
    assert number in text_of(answer)
    invoices = client_of(finance()).get("/en/finance/invoices/").content.decode()
    assert f"?q={bill.number}" in invoices


def test_what_was_paid_for_nothing_is_given_back() -> None:
    bill = billed()
    CaseBill.objects.update(
        state="to-refund", paid_on=timezone.localdate(), paid_reference="R", ended_why="产品故障"
    )
    answer = post(f"{LIST}{bill.pk}/refund", on=today(), reference="R 2")
    assert "The refund is recorded." in text_of(answer)


def test_the_workbook_holds_numbers_and_dates() -> None:
    bill = billed()
    _, row, *_ = sheet(client_of(finance()), "/finance/case-bills/export?state=overdue")
    assert row[0] == bill.number
    assert row[10] == 5088
    assert row[5].date() == bill.due_on
