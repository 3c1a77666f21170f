"""Invoices: requested, exported in the columns of the tax bureau, numbered, taken back."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from openpyxl import load_workbook

from lumencare.accounts.rights import NotAllowed
from lumencare.contracts.actions.exporting import batch_file, export_invoices
from lumencare.contracts.actions.invoicing import (
    mark_issued,
    mark_red,
    request_invoice,
    withdraw_invoice,
)
from lumencare.contracts.models import InvoiceItem, InvoiceRequest, Payment
from lumencare.domain.problems import Conflict, InputProblems
from lumencare.sites.models import Organization
from tests.contracts.contracts import active, coordinator
from tests.contracts.money import finance
from tests.office import NOW, TODAY, organization, site, system
from tests.sales.test_at_once import at_once

pytestmark = pytest.mark.django_db
CODE = "91310000132200821H"
NUMBER = "26312000000012345678"


def payments(name: str = "滨江置业有限公司", ref: str = "S-001", **more: Any) -> list[Payment]:
    """Return the two payments of two years of Technology Support."""
    owner = organization(name, **{"credit_code": CODE, **more})
    place = site(owner, name=f"{name} A 座")
    contract = active("technology-support:3,4", of=system(place, ref))
    return list(contract.payments.select_related("contract").order_by("due_on"))


def request(rows: list[Payment], kind: str = "special", note: str = "") -> InvoiceRequest:
    return request_invoice(rows, kind=kind, note=note, by=finance(), now=NOW)


def issue(row: InvoiceRequest, number: str = NUMBER) -> InvoiceRequest:
    typed = {"invoice_number": number, "issued_on": TODAY.isoformat()}
    return mark_issued(row, typed, by=finance(), now=NOW)


def exported(row: InvoiceRequest) -> InvoiceRequest:
    export_invoices([row.number], by=finance(), now=NOW)
    row.refresh_from_db()
    return row


def cells(file: bytes, sheet: str) -> list[list[Any]]:
    book = load_workbook(BytesIO(file))
    return [list(each) for each in book[sheet].iter_rows(min_row=3, values_only=True)]


def test_one_invoice_is_asked_for_several_payments_of_a_contract() -> None:
    rows = payments()
    row = request(rows)
    assert (row.number, row.state) == ("I-2601-001", "requested")
    assert (row.net_fen, row.vat_fen) == (68_000_00, 4_080_00)
    assert request(rows) == row
    with pytest.raises(InputProblems, match="I-2601-001"):
        request(rows[:1])


def test_payments_of_two_contracts_are_no_invoice() -> None:
    one = payments()
    two = payments("云台置业有限公司", "S-002", credit_code="")
    with pytest.raises(InputProblems, match="one contract"):
        request([one[0], two[0]])
    with pytest.raises(InputProblems, match="one contract"):
        request([])
    with pytest.raises(InputProblems, match="kind"):
        request(one, "paper")
    Payment.objects.filter(pk=one[0].pk).update(cancelled_on=TODAY)
    with pytest.raises(InputProblems, match="cancelled"):
        request(one)
    with pytest.raises(NotAllowed):
        request_invoice(one, kind="special", by=coordinator(), now=NOW)


def test_the_file_has_the_columns_that_the_tax_bureau_takes() -> None:
    rows = payments(invoice_address="滨江路 1 号", invoice_phone="021-62345678")
    request(rows, note="=1+1")
    batch, file = export_invoices(by=finance(), now=NOW)
    basic, items = cells(file, "1-发票基本信息"), cells(file, "2-发票明细信息")
    assert (len(basic[0]), len(items[0])) == (39, 14)
    told = {head: value for head, value in zip(*basic, strict=True) if value}
    number = rows[0].contract.number
    assert told == {
        "发票流水号": "I-2601-001",
        "发票类型": "增值税专用发票",
        "是否含税": "是",
        "受票方自然人标识": "否",
        "购买方名称": "滨江置业有限公司",
        "购买方纳税人识别号": CODE,
        "购买方地址": "滨江路 1 号",
        "购买方电话": "021-62345678",
        "是否展示购买方地址电话银行账号": "展示地址、电话、开户银行及银行账号",
        "备注": f"合同 {number} =1+1",
    }
    first = {head: value for head, value in zip(items[0], items[1], strict=True) if value}
    assert first == {
        "发票流水号": "I-2601-001",
        "项目名称": "综合保障计划",
        "商品和服务税收编码": "3040203000000000000",
        "规格型号": "2027-03-02至2028-03-01",
        "单位": "项",
        "数量": "1",
        "单价": "34980.00",
        "金额": "34980.00",
        "税率": "0.06",
        "是否使用优惠政策": "否",
    }
    assert cells(batch_file(finance(), batch), "1-发票基本信息") == basic
    assert batch_file(finance(), "") == b""


def test_it_is_marked_exported_once() -> None:
    row = request(payments())
    batch, _ = export_invoices(by=finance(), now=NOW)
    row.refresh_from_db()
    assert (row.state, row.batch) == ("exported", batch)
    for numbers in (None, [row.number]):
        with pytest.raises(InputProblems, match="waits"):
            export_invoices(numbers, by=finance(), now=NOW)


def test_everything_that_is_missing_is_told_before_anything_is_marked() -> None:
    one = request(payments(bank="中国银行"))
    two = request(payments("云台置业有限公司", "S-002", credit_code=""))
    three = request(payments("个人", "S-003", credit_code=""), "ordinary")
    with pytest.raises(InputProblems) as told:
        export_invoices(by=finance(), now=NOW)
    where = [each.where for each in told.value.problems]
    assert where == [f"{one.number} 滨江置业有限公司", f"{two.number} 云台置业有限公司"]
    assert not InvoiceRequest.objects.exclude(state="requested").exists()
    Organization.objects.filter(bank="中国银行").update(bank_account="123")
    Organization.objects.filter(name="云台置业有限公司").update(credit_code="91310000132200822X")
    export_invoices(by=finance(), now=NOW)
    three.refresh_from_db()
    assert three.state == "exported"


def test_a_tax_code_that_is_none_is_told(settings: Any) -> None:
    request(payments())
    settings.INVOICE_TAX_CODES = {"plan": "304"}
    with pytest.raises(InputProblems, match="19 digits"):
        export_invoices(by=finance(), now=NOW)


def test_the_number_that_came_back_is_kept_once() -> None:
    row = request(payments())
    with pytest.raises(Conflict):
        issue(row)
    issue(exported(row))
    assert (row.state, row.invoice_number, row.issued_on) == ("issued", NUMBER, TODAY)
    assert issue(row).version == row.version
    with pytest.raises(Conflict):
        issue(row, "26312000000012345679")
    other = exported(request(payments("云台置业有限公司", "S-002", credit_code=""), "ordinary"))
    with pytest.raises(InputProblems, match="another request"):
        issue(other)
    for wrong in ("", "12a45678", "1234567", "1" * 21):
        with pytest.raises(InputProblems, match="invoice_number"):
            issue(other, wrong)


def test_a_red_letter_invoice_frees_the_payments() -> None:
    rows = payments()
    row = issue(exported(request(rows)))
    typed = {"red_number": "26312000000099999999", "red_on": TODAY.isoformat(), "why": "开错"}
    mark_red(row, typed, by=finance(), now=NOW)
    assert (row.state, InvoiceItem.objects.filter(stands=True).count()) == ("red", 0)
    assert request(rows).number == "I-2601-002"


def test_a_request_is_withdrawn_until_it_is_issued() -> None:
    rows = payments()
    row = exported(request(rows))
    withdraw_invoice(row, why="资料有误", by=finance(), now=NOW)
    assert row.state == "withdrawn"
    again = issue(exported(request(rows)))
    with pytest.raises(Conflict):
        withdraw_invoice(again, why="x", by=finance(), now=NOW)


def test_the_database_holds_the_rules_itself() -> None:
    row = request(payments())
    for changes in (
        {"state": "exported"},
        {"state": "issued", "batch": "b", "exported_at": NOW},
        {"state": "sent"},
        {"net_fen": 0},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            InvoiceRequest.objects.filter(pk=row.pk).update(**changes)
    kept = InvoiceItem.objects.first()
    assert kept is not None
    with pytest.raises(IntegrityError), transaction.atomic():
        InvoiceItem.objects.create(
            request=row, payment=kept.payment, net_fen=1, vat_fen=0, stands=True
        )


@pytest.mark.django_db(transaction=True)
def test_asked_and_exported_by_four_at_once_it_is_one_invoice_in_one_file() -> None:
    rows, by = payments(), finance()
    asked = at_once(*[lambda: request_invoice(rows, kind="special", by=by, now=NOW).number] * 4)
    assert asked == ["I-2601-001"] * 4

    def export() -> Any:
        try:
            return export_invoices(by=by, now=NOW)
        except InputProblems as told:
            return told

    results = at_once(*[export] * 4)
    assert sum(isinstance(each, tuple) for each in results) == 1
    assert date.fromisoformat("2026-01-15") == TODAY
