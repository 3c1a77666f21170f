"""The lists of what is due and of what was received, and both as workbooks."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.contracts.queries.money import (
    STANDINGS,
    DuePayment,
    PaymentFilters,
    ReceiptLine,
    list_payments,
    list_receipts,
    sum_payments,
)
from lumencare.documents.sheets import Column, Kind
from lumencare.domain.contract.invoicing import KIND_NAMES
from lumencare.domain.text import Text
from lumencare.web.downloads import attach_sheet
from lumencare.web.filters import read_day
from lumencare.web.finance.failures import NONE, Failure
from lumencare.web.finance.frame import render_room
from lumencare.web.sites.exports import all_rows

AT_ONCE = 200
LOOKS = {"overdue": "bad", "paid": "ok", "cancelled": "hold"}


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show what is left to be paid this month, and the payments that are asked for."""
    return render_payments(request, NONE, 200)


def render_payments(request: Request, failure: Failure, status: int) -> HttpResponse:
    """Return the list of payments, with the form that was refused, if one was."""
    filters = _filters(request)
    cursor = request.GET.get("cursor", "")
    page = list_payments(request.user, filters, on=request.today, cursor=cursor)
    return render_room(
        request,
        "finance",
        failure,
        status,
        sums=sum_payments(request.user, request.today),
        page=page,
        rows=[(each, LOOKS.get(each.standing, ""), STANDINGS[each.standing]) for each in page.rows],
        filters=filters,
        filtered=filters != PaymentFilters(),
        standings=STANDINGS.items(),
        kinds=[(each.value, name) for each, name in KIND_NAMES.items()],
    )


@require_safe
@login_required
def export(request: Request) -> HttpResponseBase:
    """Hand out the payments that match as a workbook."""
    filters, on = _filters(request), request.today
    rows = all_rows(
        lambda after: list_payments(request.user, filters, on=on, cursor=after, size=AT_ONCE)
    )
    return attach_sheet("payments", "应收款项 Payments", PAYMENT_COLUMNS, rows, request.now)


@require_safe
@login_required
def show_receipts(request: Request) -> HttpResponse:
    """Show what was received, newest first."""
    return render_receipts(request, NONE, 200)


def render_receipts(request: Request, failure: Failure, status: int) -> HttpResponse:
    """Return the list of receipts, with the form that was refused, if one was."""
    q = request.GET.get("q", "").strip()
    received = (read_day(request.GET, "from"), read_day(request.GET, "to"))
    page = list_receipts(request.user, q=q, received=received, cursor=request.GET.get("cursor", ""))
    context = {"page": page, "q": q, "received": received, "filtered": bool(q or any(received))}
    return render_room(request, "finance-receipts", failure, status, **context)


@require_safe
@login_required
def export_receipts(request: Request) -> HttpResponseBase:
    """Hand out the receipts that match as a workbook."""
    q = request.GET.get("q", "").strip()
    received = (read_day(request.GET, "from"), read_day(request.GET, "to"))
    rows = all_rows(
        lambda after: list_receipts(
            request.user, q=q, received=received, cursor=after, size=AT_ONCE
        )
    )
    return attach_sheet("receipts", "收款 Receipts", RECEIPT_COLUMNS, rows, request.now)


def _filters(request: Request) -> PaymentFilters:
    standing = request.GET.get("standing", "open")
    return PaymentFilters(
        q=request.GET.get("q", "").strip(),
        standing=standing if standing in STANDINGS else "open",
        due_from=read_day(request.GET, "from"),
        due_to=read_day(request.GET, "to"),
    )


PAYMENT_COLUMNS: tuple[Column[DuePayment], ...] = (
    Column(Text("合同号", "Contract"), 14, Kind.TEXT, lambda row: row.contract),
    Column(Text("付款方", "Bill-to"), 30, Kind.TEXT, lambda row: row.bill_to),
    Column(Text("最终用户", "End user"), 30, Kind.TEXT, lambda row: row.owner),
    Column(Text("计划", "Plan"), 26, Kind.TEXT, lambda row: row.plan.zh),
    Column(Text("计划（英文）", "Plan (en)"), 30, Kind.TEXT, lambda row: row.plan.en),
    Column(Text("期间起", "From"), 11, Kind.DAY, lambda row: row.starts_on),
    Column(Text("期间止", "To"), 11, Kind.DAY, lambda row: row.last_day),
    Column(Text("到期日", "Due on"), 11, Kind.DAY, lambda row: row.due_on),
    Column(Text("状态", "State"), 12, Kind.TEXT, lambda row: STANDINGS[row.standing].zh),
    Column(Text("不含税", "Net"), 14, Kind.MONEY, lambda row: row.net),
    Column(Text("税额", "VAT"), 13, Kind.MONEY, lambda row: row.vat),
    Column(Text("含税", "Gross"), 14, Kind.MONEY, lambda row: row.gross),
    Column(Text("已付", "Paid"), 14, Kind.MONEY, lambda row: row.paid),
    Column(Text("未付", "Left"), 14, Kind.MONEY, lambda row: row.left),
    Column(Text("逾期天数", "Days late"), 9, Kind.COUNT, lambda row: row.late_days),
    Column(Text("催款级次", "Rung"), 9, Kind.COUNT, lambda row: row.rung),
    Column(Text("开票申请", "Invoice request"), 13, Kind.TEXT, lambda row: row.invoice),
)

RECEIPT_COLUMNS: tuple[Column[ReceiptLine], ...] = (
    Column(Text("到账日期", "Received on"), 11, Kind.DAY, lambda row: row.received_on),
    Column(Text("合同号", "Contract"), 14, Kind.TEXT, lambda row: row.contract),
    Column(Text("付款方", "Bill-to"), 30, Kind.TEXT, lambda row: row.bill_to),
    Column(Text("计划", "Plan"), 26, Kind.TEXT, lambda row: row.plan.zh),
    Column(Text("金额", "Amount"), 14, Kind.MONEY, lambda row: row.amount),
    Column(Text("流水号", "Reference"), 24, Kind.TEXT, lambda row: row.reference),
    Column(Text("冲销原因", "Why reversed"), 30, Kind.TEXT, lambda row: row.why),
    Column(Text("登记人", "Recorded by"), 14, Kind.TEXT, lambda row: row.by_name),
)
