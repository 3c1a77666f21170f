"""Bills of cases in finance: listed, invoiced like payments, reminded of, given back."""

from datetime import date, datetime, timedelta
from io import BytesIO

import pytest
from openpyxl import load_workbook

from lumencare.accounts.rights import NotAllowed
from lumencare.contracts.actions.exporting import export_invoices
from lumencare.contracts.actions.invoicing import mark_issued, mark_red, withdraw_invoice
from lumencare.contracts.models import InvoiceItem, InvoiceRequest
from lumencare.contracts.queries.bills import list_invoices
from lumencare.contracts.soundness import wrong_invoices
from lumencare.desk.actions import charge_customer, find_cause, invoice_bill, pay_bill, refund_bill
from lumencare.desk.actions.bill_reminding import announce_due_bills, dun_bills
from lumencare.desk.models import CaseBill
from lumencare.desk.queries.bills import (
    BillFilters,
    bill_facts,
    bills_to_settle,
    find_bill,
    list_bills,
    sum_overdue_bills,
)
from lumencare.domain.problems import Conflict, InputProblems
from lumencare.notices.models import Event
from lumencare.sites.models import Organization
from tests.contracts.money import finance
from tests.desk.cases import moment, support
from tests.desk.test_charging import NOW, PAID, agreed, surged
from tests.office import person

pytestmark = pytest.mark.django_db
DUE = date(2026, 2, 14)
AFTER = date(2026, 2, 20)


def billed() -> CaseBill:
    """Return a bill of 5,088 RMB with VAT, due on 14 February."""
    return charge_customer(agreed(surged()), by=support(), now=NOW)


def found(on: date = AFTER, **wanted: object) -> list[str]:
    page = list_bills(finance(), BillFilters(**wanted), on=on)  # type: ignore[arg-type]
    return [each.number for each in page.rows]


def invoiced(bill: CaseBill) -> InvoiceRequest:
    return invoice_bill(bill, kind="ordinary", by=finance(), now=NOW)


def test_bills_are_found_by_what_people_know_of_them() -> None:
    bill = billed()
    assert bill.due_on == DUE
    case = bill.charge.case.number
    for wanted in ({}, {"q": case}, {"q": bill.bill_to.name}, {"state": "due"}, {"due_to": DUE}):
        assert found(**wanted) == [bill.number], wanted
    for wanted in ({"q": "没有"}, {"state": "paid"}, {"due_from": DUE + timedelta(days=1)}):
        assert found(**wanted) == [], wanted


def test_what_is_late_stands_as_overdue() -> None:
    bill = billed()
    assert (found(DUE, state="overdue"), found(AFTER, state="overdue")) == ([], [bill.number])
    facts = bill_facts(bill)
    assert (facts.standing(DUE), facts.standing(AFTER), facts.late_days(AFTER)) == (
        "due", "overdue", 6,
    )  # fmt: skip
    amount, count = sum_overdue_bills(finance(), AFTER)
    assert (str(amount), count) == ("5088.00", 1)
    assert bills_to_settle(finance(), AFTER, most=5)[0] == 1
    pay_bill(bill, PAID, by=finance(), now=NOW)
    assert (found(state="overdue"), found(state="paid")) == ([], [bill.number])


def test_who_sees_no_money_sees_no_bills() -> None:
    with pytest.raises(NotAllowed):
        list_bills(person("engineer"), BillFilters(), on=AFTER)


def test_a_bill_is_invoiced_once_and_again_after_the_request_was_withdrawn() -> None:
    bill = billed()
    row = invoiced(bill)
    assert (row.number, row.net_fen, row.vat_fen) == ("I-2601-001", 480_000, 28_800)
    assert invoiced(bill) == row
    assert list(wrong_invoices()) == []
    facts = bill_facts(find_bill(finance(), bill.pk))
    assert (facts.invoice, facts.invoice_state) == (row.number, "requested")
    withdraw_invoice(row, why="抬头有误", by=finance(), now=NOW)
    assert invoiced(bill).number == "I-2601-002"


def test_the_file_of_the_tax_bureau_names_the_bill() -> None:
    bill = billed()
    invoiced(bill)
    Organization.objects.update(credit_code="91310000132200821H")
    _, file = export_invoices(by=finance(), now=NOW)
    book = load_workbook(BytesIO(file))
    basic, item = (
        next(each.iter_rows(min_row=4, values_only=True)) for each in book.worksheets[:2]
    )
    assert any(bill.number in str(each) for each in basic)
    assert {bill.charge.name_zh, "3040203000000000000", "5088.00", "0.06"} <= set(item)
    with pytest.raises(InputProblems, match="I-2601-001"):
        invoiced(bill)


def test_an_invoice_lists_its_bill_and_is_found_by_it() -> None:
    bill = billed()
    row = invoiced(bill)
    (line,) = list_invoices(finance(), q=bill.number).rows
    assert (line.number, line.bills, line.payments) == (row.number, (bill.number,), ())


def test_a_bill_that_was_invoiced_and_is_not_owed_needs_a_red_letter_invoice() -> None:
    bill = billed()
    row = invoiced(bill)
    Organization.objects.update(credit_code="91310000132200821H")
    export_invoices(by=finance(), now=NOW)
    row.refresh_from_db()
    issued = {"invoice_number": "26312000000012345678", "issued_on": "2026-01-15"}
    mark_issued(row, issued, by=finance(), now=NOW)
    case = bill.charge.case
    case.refresh_from_db()
    find_cause(case, "product", why="复检为产品故障", by=support(), now=NOW)
    assert bill_facts(find_bill(finance(), bill.pk)).needs_red_invoice
    bill.refresh_from_db()
    with pytest.raises(Conflict):
        invoice_bill(bill, kind="special", by=finance(), now=NOW)
    red = {"red_number": "26312000000012345679", "red_on": "2026-01-15", "why": "不再收费"}
    mark_red(row, red, by=finance(), now=NOW)
    assert not InvoiceItem.objects.filter(stands=True).exists()
    assert not bill_facts(find_bill(finance(), bill.pk)).needs_red_invoice


def told(kind: str) -> list[int]:
    return [each.data["rung"] for each in Event.objects.filter(kind=kind).order_by("occurred_at")]


def at_eight(day: date) -> datetime:
    return moment(f"{day} 08:30")


def test_what_falls_due_is_told_once_on_a_business_day() -> None:
    """14 February 2026 is a make-up workday, the next day begins the Spring Festival."""
    billed()
    assert announce_due_bills(at_eight(DUE - timedelta(days=1))) == 0
    assert announce_due_bills(moment(f"{DUE} 07:00")) == 0
    assert announce_due_bills(at_eight(DUE)) == 1
    assert announce_due_bills(at_eight(DUE)) == 0
    event = Event.objects.get(kind="case-bill.due")
    assert (event.subject_kind, event.data["unpaid"]) == ("case", "5088.00")


def test_each_rung_is_told_once_and_a_missed_one_never() -> None:
    billed()
    for late in (0, 1, 1, 3, 31, 31):
        dun_bills(at_eight(DUE + timedelta(days=late)))
    assert told("case-bill.overdue") == [1, 3]


def test_what_is_paid_is_not_reminded_of() -> None:
    bill = billed()
    pay_bill(bill, PAID, by=finance(), now=NOW)
    assert dun_bills(at_eight(AFTER)) == 0


def test_what_has_to_be_given_back_waits_for_somebody_else() -> None:
    bill = billed()
    pay_bill(bill, PAID, by=finance(), now=NOW)
    case = bill.charge.case
    case.refresh_from_db()
    find_cause(case, "product", why="复检为产品故障", by=support(), now=NOW)
    (total, (facts,)) = bills_to_settle(finance(), AFTER, most=5)
    assert (total, facts.state, facts.offered_by) == (1, "to-refund", support().name)
    bill.refresh_from_db()
    refund_bill(bill, PAID, by=finance(), now=NOW)
    assert bills_to_settle(finance(), AFTER, most=5) == (0, [])
