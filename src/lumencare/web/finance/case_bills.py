"""The list of bills of cases, the same as a workbook, and what is done to them."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.desk.actions import invoice_bill, pay_bill, refund_bill
from lumencare.desk.queries.bills import (
    BILL_STANDINGS,
    BillFacts,
    BillFilters,
    find_bill,
    list_bills,
    sum_overdue_bills,
)
from lumencare.documents.sheets import Column, Kind
from lumencare.domain.contract.invoicing import INVOICE_STATE_NAMES, KIND_NAMES, InvoiceState
from lumencare.domain.text import Text
from lumencare.web.downloads import attach_sheet
from lumencare.web.filters import read_day, words_and_state
from lumencare.web.finance.failures import NONE, Failure, try_it
from lumencare.web.finance.frame import render_room
from lumencare.web.sites.exports import all_rows

AT_ONCE = 200
LOOKS = {"due": "warn", "overdue": "bad", "paid": "ok", "to-refund": "bad", "cancelled": "hold"}
PAGE = "finance-case-bills"


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show the bills of cases that are asked for."""
    return render_bills(request, NONE, 200)


def render_bills(request: Request, failure: Failure, status: int) -> HttpResponse:
    """Return the list of bills, with the form that was refused, if one was."""
    filters, on = _filters(request), request.today
    cursor = request.GET.get("cursor", "")
    page = list_bills(request.user, filters, on=on, cursor=cursor)
    overdue, count = sum_overdue_bills(request.user, on)
    return render_room(
        request,
        PAGE,
        failure,
        status,
        page=page,
        rows=[_shown(each, request) for each in page.rows],
        overdue=overdue,
        count_overdue=count,
        filters=filters,
        filtered=filters != BillFilters(),
        standings=BILL_STANDINGS.items(),
        kinds=[(each.value, name) for each, name in KIND_NAMES.items()],
    )


def _shown(each: BillFacts, request: Request) -> dict[str, object]:
    standing = each.standing(request.today)
    return {
        "bill": each,
        "form": str(each.pk),
        "standing": BILL_STANDINGS[standing],
        "look": LOOKS.get(standing, ""),
        "late_days": each.late_days(request.today),
        "invoice_state": _invoice_state(each),
    }


def _invoice_state(each: BillFacts) -> Text | None:
    return INVOICE_STATE_NAMES[InvoiceState(each.invoice_state)] if each.invoice_state else None


@require_safe
@login_required
def export(request: Request) -> HttpResponseBase:
    """Hand out the bills that match as a workbook."""
    filters, on = _filters(request), request.today
    rows = all_rows(
        lambda after: list_bills(request.user, filters, on=on, cursor=after, size=AT_ONCE)
    )
    told = ((each, BILL_STANDINGS[each.standing(on)], each.late_days(on)) for each in rows)
    return attach_sheet("case-bills", "服务账单 Bills of cases", COLUMNS, told, request.now)


@login_required
@require_POST
def pay(request: Request, pk: int) -> HttpResponse:
    """Record that a bill was paid."""
    require_right(request.user, Right.KEEP_MONEY)
    row, typed = find_bill(request.user, pk), request.POST.dict()
    return try_it(
        request,
        lambda: pay_bill(row, typed, by=request.user, now=request.now),
        _("The bill is paid."),
        form=str(pk),
        page=PAGE,
        show=render_bills,
    )


@login_required
@require_POST
def refund(request: Request, pk: int) -> HttpResponse:
    """Record that what was paid for nothing was given back."""
    require_right(request.user, Right.KEEP_MONEY)
    row, typed = find_bill(request.user, pk), request.POST.dict()
    return try_it(
        request,
        lambda: refund_bill(row, typed, by=request.user, now=request.now),
        _("The refund is recorded."),
        form=str(pk),
        page=PAGE,
        show=render_bills,
    )


@login_required
@require_POST
def ask_invoice(request: Request, pk: int) -> HttpResponse:
    """Ask for the invoice of a bill."""
    require_right(request.user, Right.KEEP_MONEY)
    row, kind = find_bill(request.user, pk), request.POST.get("kind", "")
    return try_it(
        request,
        lambda: invoice_bill(row, kind=kind, by=request.user, now=request.now),
        _("The invoice is requested; export it under Invoices."),
        form=str(pk),
        page=PAGE,
        show=render_bills,
    )


def _filters(request: Request) -> BillFilters:
    q, state = words_and_state(request.GET, BILL_STANDINGS)
    return BillFilters(
        q=q, state=state, due_from=read_day(request.GET, "from"), due_to=read_day(request.GET, "to")
    )


Told = tuple[BillFacts, Text, int]
COLUMNS: tuple[Column[Told], ...] = (
    Column(Text("账单号", "Bill"), 13, Kind.TEXT, lambda row: row[0].number),
    Column(Text("服务请求", "Case"), 13, Kind.TEXT, lambda row: row[0].case_number),
    Column(Text("合同号", "Contract"), 14, Kind.TEXT, lambda row: row[0].contract_number),
    Column(Text("付款方", "Bill-to"), 30, Kind.TEXT, lambda row: row[0].bill_to),
    Column(Text("收费", "Charge"), 26, Kind.TEXT, lambda row: row[0].name.zh),
    Column(Text("到期日", "Due on"), 11, Kind.DAY, lambda row: row[0].due_on),
    Column(Text("状态", "State"), 12, Kind.TEXT, lambda row: row[1].zh),
    Column(Text("逾期天数", "Days late"), 9, Kind.COUNT, lambda row: row[2]),
    Column(Text("不含税", "Net"), 14, Kind.MONEY, lambda row: row[0].net),
    Column(Text("税额", "VAT"), 13, Kind.MONEY, lambda row: row[0].vat),
    Column(Text("含税", "Gross"), 14, Kind.MONEY, lambda row: row[0].gross),
    Column(Text("付款日期", "Paid on"), 11, Kind.DAY, lambda row: row[0].paid_on),
    Column(Text("流水号", "Reference"), 24, Kind.TEXT, lambda row: row[0].paid_reference),
    Column(Text("开票申请", "Invoice request"), 13, Kind.TEXT, lambda row: row[0].invoice),
    Column(Text("终止原因", "Why it ended"), 34, Kind.TEXT, lambda row: row[0].ended_why),
)
