"""The list of proposals: by state, mine, by words; and the same as a workbook."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.documents.sheets import Column, Kind
from lumencare.domain.text import Text
from lumencare.domain.upgrade.states import STATE_NAMES
from lumencare.upgrades.queries import (
    ProposalFilters,
    ProposalSummary,
    count_by_state,
    list_proposals,
)
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
    "completed": "ok",
    "lost": "bad",
    "expired": "hold",
}


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show the proposals that match, a page at a time, under how many there are in each state."""
    filters = _filters(request)
    page = list_proposals(request.user, filters, cursor=request.GET.get("cursor", ""))
    counts = count_by_state(request.user, filters)
    context = {
        "page": page,
        "rows": [(each, LOOKS.get(each.state, "")) for each in page.rows],
        "filters": filters,
        "mine": filters.author is not None,
        "filtered": filters != ProposalFilters(),
        "states": list(state_tabs(STATE_NAMES, counts, filters.state)),
        "query": f"?{request.GET.urlencode()}",
    }
    return render(request, "upgrades/list.html", context)


@require_safe
@login_required
def export(request: Request) -> HttpResponseBase:
    """Hand out the proposals that match as a workbook."""
    filters = _filters(request)
    rows = all_rows(
        lambda after: list_proposals(request.user, filters, cursor=after, size=MOST_AT_ONCE)
    )
    return attach_sheet("proposals", "升级方案 Proposals", COLUMNS, rows, request.now)


def _filters(request: Request) -> ProposalFilters:
    q, state = words_and_state(request.GET, STATE_NAMES)
    author = request.user.pk if request.GET.get("mine") else None
    return ProposalFilters(q=q, state=state, author=author)


COLUMNS: tuple[Column[ProposalSummary], ...] = (
    Column(Text("方案编号", "Number"), 14, Kind.TEXT, lambda row: row.number),
    Column(Text("版本", "Version"), 8, Kind.COUNT, lambda row: row.version),
    Column(Text("状态", "State"), 12, Kind.TEXT, lambda row: row.state_name.zh),
    Column(Text("状态（英文）", "State (en)"), 18, Kind.TEXT, lambda row: row.state_name.en),
    Column(Text("项目", "Site"), 30, Kind.TEXT, lambda row: row.site_name),
    Column(Text("系统编号", "System"), 14, Kind.TEXT, lambda row: row.system_ref),
    Column(Text("最终用户", "End user"), 28, Kind.TEXT, lambda row: row.owner),
    Column(Text("方案数", "Options"), 8, Kind.COUNT, lambda row: row.options),
    Column(Text("有效期至", "Valid until"), 11, Kind.DAY, lambda row: row.valid_until),
    Column(Text("不含税", "Net"), 14, Kind.MONEY, lambda row: row.net),
    Column(Text("含税", "Gross"), 14, Kind.MONEY, lambda row: row.gross),
    Column(Text("编制人", "Author"), 12, Kind.TEXT, lambda row: row.author),
)
