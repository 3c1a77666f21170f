"""The pages of finance: due, received, invoiced, given back, earned; and their workbooks."""

import re
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from openpyxl import load_workbook

from lumencare.accounts.models import User
from lumencare.contracts.actions.ending import end_line
from lumencare.contracts.models import Contract, Credit, InvoiceRequest, Payment, Receipt
from lumencare.contracts.soundness import wrong_payments
from tests.contracts.contracts import active, coordinator
from tests.contracts.money import due_payment, finance
from tests.office import person, system

pytestmark = pytest.mark.django_db


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def text_of(answer: Any) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def today() -> str:
    return timezone.localdate().isoformat()


def post(path: str, user: User | None = None, **fields: Any) -> Any:
    return client_of(user or finance()).post(f"/en{path}", fields, follow=True)


def sheet(client: Client, path: str, number: int = 0) -> list[list[Any]]:
    answer = client.get(path)
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    one = book.worksheets[number]
    assert one.freeze_panes is not None
    return [list(row) for row in one.iter_rows(min_row=2, values_only=True)]


def test_the_page_opens_with_what_is_due_this_month() -> None:
    payment = due_payment()
    Payment.objects.update(due_on=timezone.localdate())
    told = text_of(client_of(finance()).get("/en/finance/"))
    assert "¥84,800 due this month" in told
    assert payment.contract.number in told


def test_a_receipt_is_recorded_in_its_row_once_however_often_it_is_sent() -> None:
    payment = due_payment()
    path, key = f"/finance/payments/{payment.pk}/receive?standing=all", "page-x-1"
    for _ in range(2):
        answer = post(path, amount="800", received_on=today(), reference="=1+1", key=key)
        assert answer.redirect_chain[0][0] == "/en/finance/?standing=all"
    assert "The receipt is recorded." in text_of(answer)
    assert Receipt.objects.get().fen == 800_00
    payment.refresh_from_db()
    assert payment.paid_fen == 800_00


def test_what_is_refused_comes_back_with_what_was_typed_and_the_reason() -> None:
    payment = due_payment()
    path = f"/finance/payments/{payment.pk}/receive?standing=all"
    answer = post(path, amount="99999.99", received_on=today(), reference="R 7", key="k")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'value="99999.99"' in page
    assert 'value="R 7"' in page
    assert "84,800.00 RMB" in page
    assert not Receipt.objects.exists()


def test_a_receipt_is_reversed_with_a_reason() -> None:
    payment = due_payment()
    post(f"/finance/payments/{payment.pk}/receive", amount="800", received_on=today(), key="k")
    receipt = Receipt.objects.get()
    assert post(f"/finance/receipts/{receipt.pk}/reverse", why="").status_code == 422
    post(f"/finance/receipts/{receipt.pk}/reverse", why="记错")
    assert "Reversed" in text_of(client_of(finance()).get("/en/finance/receipts/"))
    payment.refresh_from_db()
    assert (payment.paid_fen, list(wrong_payments())) == (0, [])


def test_an_invoice_goes_from_the_tick_to_its_number() -> None:
    payment = due_payment()
    post("/finance/payments/invoice?standing=all", payment=[payment.pk], kind="special")
    row = InvoiceRequest.objects.get()
    answer = post("/finance/invoices/file")
    assert answer.status_code == 422
    assert "credit code is missing" in text_of(answer)
    row.bill_to.credit_code = "91310000132200821H"
    row.bill_to.save(update_fields=["credit_code"])
    answer = post("/finance/invoices/file")
    row.refresh_from_db()
    assert row.state == "exported"
    link = re.search(r'href="(/en/finance/invoices/files/[^"]+)"', answer.content.decode())
    assert link is not None
    file = b"".join(client_of(finance()).get(link[1]).streaming_content)
    assert load_workbook(BytesIO(file))["1-发票基本信息"]["A4"].value == row.number
    number = "26312000000012345678"
    wrong = post(f"/finance/invoices/{row.number}/issued", invoice_number="1", issued_on=today())
    assert wrong.status_code == 422
    post(f"/finance/invoices/{row.number}/issued", invoice_number=number, issued_on=today())
    assert number in text_of(client_of(finance()).get("/en/finance/invoices/"))
    red = {"red_number": "26312000000099999999", "red_on": today(), "why": "开错"}
    post(f"/finance/invoices/{row.number}/red", **red)
    row.refresh_from_db()
    assert row.state == "red"


def test_no_tick_is_no_invoice() -> None:
    answer = post("/finance/payments/invoice", kind="special", payment=["x", "9" * 40])
    assert answer.status_code == 422
    assert "Choose one or more payments" in text_of(answer)


def cancelled() -> Contract:
    payment = due_payment()
    post(f"/finance/payments/{payment.pk}/receive", amount="84800", received_on=today(), key="k")
    end_line(payment.line, date(2026, 7, 1), "拆除", state="cancelled")
    Contract.objects.update(state="cancelled", ended_at=timezone.now(), ended_why="拆除")
    return payment.contract


def test_a_credit_is_decided_approved_by_another_and_paid_out() -> None:
    contract, boss = cancelled(), person("manager", name="boss")
    fields = {
        "contract": contract.number, "treatment": "stated", "amount": "100000",
        "ends_on": "2026-07-01", "why": "拆除", "key": "c",
    }  # fmt: skip
    assert post("/finance/credits/new", boss, **fields).status_code == 422
    assert post("/finance/credits/new", boss, **{**fields, "contract": "x"}).status_code == 422
    post("/finance/credits/new", boss, **{**fields, "amount": "1000"})
    row = Credit.objects.get()
    assert post(f"/finance/credits/{row.pk}/decide", boss, approved="yes").status_code == 403
    post(f"/finance/credits/{row.pk}/decide", approved="yes")
    post(f"/finance/credits/{row.pk}/refund", refunded_on=today(), reference="BOC 1")
    row.refresh_from_db()
    assert (row.state, row.net_fen + row.vat_fen) == ("refunded", 1_060_00)


def test_every_list_is_a_workbook_of_real_numbers_and_days() -> None:
    contract, client = cancelled(), client_of(finance())
    heads, row = sheet(client, "/finance/export?standing=all")[:2]
    told = dict(zip([each.split("\n")[1] for each in heads], row, strict=True))
    assert (told["Contract"], told["Gross"], told["Left"]) == (contract.number, 84800, 0)
    assert isinstance(told["Due on"], datetime)
    (received,) = sheet(client, "/finance/receipts/export")[1:]
    assert received[4] == 84800
    assert len(sheet(client, "/finance/invoices/export")) == 1
    assert len(sheet(client, "/finance/credits/export")) == 1
    assert sheet(client, "/finance/income/export?on=2026-06-30", 1)[1][0] == contract.number


def test_words_in_a_workbook_never_become_formulas() -> None:
    payment = due_payment()
    path = f"/finance/payments/{payment.pk}/receive"
    post(path, amount="8", received_on=today(), reference="=HYPERLINK(1)", key="k")
    answer = client_of(finance()).get("/finance/receipts/export")
    book = load_workbook(BytesIO(b"".join(answer.streaming_content)))
    cell = book.worksheets[0]["F3"]
    assert (cell.value, cell.data_type) == ("=HYPERLINK(1)", "s")


def test_deferred_income_is_told_as_of_any_day() -> None:
    active("service-care", of=system())
    client = client_of(finance())
    told = text_of(client.get("/en/finance/income/?on=2026-01-31"))
    assert "¥19,068.49 still to be earned" in told
    assert "¥931.51 earned from 2026-01-01 to 2026-01-31" in told
    for odd in ("on=9999-12-31", "on=0001-01-01", "on=x", "start=-1", "start=99999999999"):
        assert client.get(f"/en/finance/income/?{odd}").status_code == 200
    # No address holds a NUL: nothing is found there.
    assert client.get("/en/finance/income/?q=%00").status_code == 404


@pytest.mark.parametrize("page", ["", "receipts/", "invoices/", "credits/", "income/"])
def test_filters_that_make_no_sense_are_left_out(page: str) -> None:
    client = client_of(finance())
    query = "q=%25_'%22&standing=x&state=x&from=2026-02-30&to=9999-12-31&cursor="
    assert client.get(f"/finance/{page}?{query}").status_code == 200


def test_who_only_sees_money_finds_no_forms() -> None:
    payment, seller = due_payment(), person("sales")
    page = client_of(seller).get("/en/finance/?standing=all").content.decode()
    assert "/receive" not in page
    assert post(f"/finance/payments/{payment.pk}/receive", coordinator()).status_code == 403


def test_a_list_of_many_payments_asks_a_few_questions(django_assert_max_num_queries: Any) -> None:
    for number in range(6):
        active("part-care-plus", of=system(ref=f"S-{number}") if number == 0 else _another(number))
    client = client_of(finance())
    client.get("/finance/")
    with django_assert_max_num_queries(14):
        client.get("/finance/?standing=all")


def _another(number: int) -> Any:
    from tests.office import organization, site

    return system(site(organization(f"业主 {number}"), f"项目 {number}"), ref=f"S-{number}")
