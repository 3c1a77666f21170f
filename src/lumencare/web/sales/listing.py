"""The list of quotes: by state, mine, by words; and the same as a workbook."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import is_outsider
from lumencare.documents.sheets import Column, Kind
from lumencare.domain.text import Text
from lumencare.sales.queries.lists import QuoteFilters, QuoteSummary, count_by_state, list_quotes
from lumencare.sales.states import STATE_NAMES
from lumencare.web.downloads import attach_sheet
from lumencare.web.filters import state_tabs, words_and_state
from lumencare.web.sites.exports import all_rows

MOST_AT_ONCE = 200
# How a state looks beside its word: colour means that something is to be done, or was.
LOOKS = {
    "awaiting-approval": "warn",
    "approved": "pri",
    "sent": "lamp",
    "accepted": "ok",
    "expired": "hold",
}


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show the quotes that match, a page at a time, under how many there are in each state."""
    filters = _filters(request)
    page = list_quotes(request.user, filters, cursor=request.GET.get("cursor", ""))
    counts = count_by_state(request.user, filters)
    context = {
        "page": page,
        "rows": [(each, LOOKS.get(each.state, "")) for each in page.rows],
        "filters": filters,
        "mine": filters.author is not None,
        "filtered": filters != QuoteFilters(),
        "states": list(state_tabs(STATE_NAMES, counts, filters.state)),
        "query": f"?{request.GET.urlencode()}",
        "staff": not is_outsider(request.user),
    }
    return render(request, "sales/list.html", context)


@require_safe
@login_required
def export(request: Request) -> HttpResponseBase:
    """Hand out the quotes that match as a workbook."""
    filters = _filters(request)
    rows = all_rows(
        lambda after: list_quotes(request.user, filters, cursor=after, size=MOST_AT_ONCE)
    )
    return attach_sheet("quotes", "报价单 Quotes", COLUMNS, rows, request.now)


def _filters(request: Request) -> QuoteFilters:
    q, state = words_and_state(request.GET, STATE_NAMES)
    return QuoteFilters(
        q=q,
        state=state,
        author=request.user.pk if request.GET.get("mine") else None,
    )


COLUMNS: tuple[Column[QuoteSummary], ...] = (
    Column(Text("报价单号", "Number"), 14, Kind.TEXT, lambda row: row.number),
    Column(Text("版本", "Version"), 8, Kind.COUNT, lambda row: row.version),
    Column(Text("状态", "State"), 12, Kind.TEXT, lambda row: row.state_name.zh),
    Column(Text("状态（英文）", "State (en)"), 18, Kind.TEXT, lambda row: row.state_name.en),
    Column(Text("项目", "Site"), 30, Kind.TEXT, lambda row: row.site_name),
    Column(Text("系统编号", "System"), 14, Kind.TEXT, lambda row: row.system_ref),
    Column(Text("最终用户", "End user"), 28, Kind.TEXT, lambda row: row.owner),
    Column(Text("报价日期", "Quoted on"), 11, Kind.DAY, lambda row: row.quoted_on),
    Column(Text("有效期至", "Valid until"), 11, Kind.DAY, lambda row: row.valid_until),
    Column(Text("不含税", "Net"), 14, Kind.MONEY, lambda row: row.net),
    Column(Text("含税", "Gross"), 14, Kind.MONEY, lambda row: row.gross),
    Column(Text("报价人", "Author"), 12, Kind.TEXT, lambda row: row.author),
)
