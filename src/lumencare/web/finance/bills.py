"""The list of invoice requests by state, and the same as a workbook."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.contracts.queries.bills import InvoiceLine, list_invoices
from lumencare.documents.sheets import Column, Kind
from lumencare.domain.contract.invoicing import INVOICE_STATE_NAMES
from lumencare.domain.text import Text
from lumencare.web.downloads import attach_sheet
from lumencare.web.filters import words_and_state
from lumencare.web.finance.failures import NONE, Failure
from lumencare.web.finance.frame import render_room
from lumencare.web.sites.exports import all_rows

AT_ONCE = 200
LOOKS = {"requested": "warn", "exported": "lamp", "issued": "ok", "red": "hold"}


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show invoice requests, newest first."""
    return render_invoices(request, NONE, 200)


def render_invoices(request: Request, failure: Failure, status: int) -> HttpResponse:
    """Return the list of invoice requests, with the form that was refused, if one was."""
    q, state = words_and_state(request.GET, INVOICE_STATE_NAMES)
    page = list_invoices(request.user, q=q, state=state, cursor=request.GET.get("cursor", ""))
    waiting = list_invoices(request.user, state="requested", size=1).total
    return render_room(
        request,
        "finance-invoices",
        failure,
        status,
        page=page,
        rows=[(each, LOOKS.get(each.state, "")) for each in page.rows],
        q=q,
        state=state,
        states=[(each.value, name) for each, name in INVOICE_STATE_NAMES.items()],
        waiting=waiting,
        filtered=bool(q or state),
        file=request.GET.get("file", ""),
    )


@require_safe
@login_required
def export(request: Request) -> HttpResponseBase:
    """Hand out the invoice requests that match as a workbook."""
    q, state = words_and_state(request.GET, INVOICE_STATE_NAMES)
    rows = all_rows(
        lambda after: list_invoices(request.user, q=q, state=state, cursor=after, size=AT_ONCE)
    )
    return attach_sheet("invoices", "开票申请 Invoices", COLUMNS, rows, request.now)


COLUMNS: tuple[Column[InvoiceLine], ...] = (
    Column(Text("申请号", "Request"), 13, Kind.TEXT, lambda row: row.number),
    Column(Text("合同号", "Contract"), 14, Kind.TEXT, lambda row: row.contract),
    Column(Text("服务账单", "Bills of cases"), 14, Kind.TEXT, lambda row: "、".join(row.bills)),
    Column(Text("购买方", "Bill-to"), 30, Kind.TEXT, lambda row: row.bill_to),
    Column(Text("发票类型", "Kind"), 16, Kind.TEXT, lambda row: row.kind_name.zh),
    Column(Text("状态", "State"), 16, Kind.TEXT, lambda row: row.state_name.zh),
    Column(Text("不含税", "Net"), 14, Kind.MONEY, lambda row: row.net),
    Column(Text("税额", "VAT"), 13, Kind.MONEY, lambda row: row.vat),
    Column(Text("含税", "Gross"), 14, Kind.MONEY, lambda row: row.gross),
    Column(Text("导出批次", "File"), 18, Kind.TEXT, lambda row: row.batch),
    Column(Text("发票号码", "Invoice number"), 22, Kind.TEXT, lambda row: row.invoice_number),
    Column(Text("开票日期", "Issued on"), 11, Kind.DAY, lambda row: row.issued_on),
    Column(Text("红字发票号码", "Red-letter number"), 22, Kind.TEXT, lambda row: row.red_number),
    Column(Text("红字发票日期", "Red-letter date"), 11, Kind.DAY, lambda row: row.red_on),
)
