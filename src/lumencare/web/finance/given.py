"""The list of credits by state, and the same as a workbook."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.contracts.queries.bills import CREDIT_STATES, CreditLine, list_credits
from lumencare.documents.sheets import Column, Kind
from lumencare.domain.contract.credit import TREATMENT_NAMES
from lumencare.domain.text import Text
from lumencare.web.downloads import attach_sheet
from lumencare.web.filters import words_and_state
from lumencare.web.finance.failures import NONE, Failure
from lumencare.web.finance.frame import render_room
from lumencare.web.sites.exports import all_rows

AT_ONCE = 200
LOOKS = {"waiting": "warn", "approved": "lamp", "refunded": "ok", "declined": "hold"}


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show credits, newest first."""
    return render_credits(request, NONE, 200)


def render_credits(request: Request, failure: Failure, status: int) -> HttpResponse:
    """Return the list of credits, with the form that was refused, if one was."""
    q, state = words_and_state(request.GET, CREDIT_STATES)
    page = list_credits(request.user, q=q, state=state, cursor=request.GET.get("cursor", ""))
    return render_room(
        request,
        "finance-credits",
        failure,
        status,
        page=page,
        rows=[(each, LOOKS.get(each.state, "")) for each in page.rows],
        q=q,
        state=state,
        states=CREDIT_STATES.items(),
        treatments=[(each.value, name) for each, name in TREATMENT_NAMES.items()],
        filtered=bool(q or state),
    )


@require_safe
@login_required
def export(request: Request) -> HttpResponseBase:
    """Hand out the credits that match as a workbook."""
    q, state = words_and_state(request.GET, CREDIT_STATES)
    rows = all_rows(
        lambda after: list_credits(request.user, q=q, state=state, cursor=after, size=AT_ONCE)
    )
    return attach_sheet("credits", "退款 Credits", COLUMNS, rows, request.now)


COLUMNS: tuple[Column[CreditLine], ...] = (
    Column(Text("合同号", "Contract"), 14, Kind.TEXT, lambda row: row.contract),
    Column(Text("付款方", "Bill-to"), 30, Kind.TEXT, lambda row: row.bill_to),
    Column(Text("退款方式", "Treatment"), 20, Kind.TEXT, lambda row: row.treatment_name.zh),
    Column(Text("状态", "State"), 12, Kind.TEXT, lambda row: row.state_name.zh),
    Column(Text("不含税", "Net"), 14, Kind.MONEY, lambda row: row.net),
    Column(Text("税额", "VAT"), 13, Kind.MONEY, lambda row: row.vat),
    Column(Text("含税", "Gross"), 14, Kind.MONEY, lambda row: row.gross),
    Column(Text("停止保障之日", "First day without cover"), 12, Kind.DAY, lambda row: row.ends_on),
    Column(Text("原因", "Reason"), 34, Kind.TEXT, lambda row: row.why),
    Column(Text("决定人", "Decided by"), 14, Kind.TEXT, lambda row: row.decided_by),
    Column(Text("批准人", "Approved by"), 14, Kind.TEXT, lambda row: row.approved_by),
    Column(Text("退款日期", "Refunded on"), 11, Kind.DAY, lambda row: row.refunded_on),
    Column(Text("流水号", "Reference"), 24, Kind.TEXT, lambda row: row.reference),
)
