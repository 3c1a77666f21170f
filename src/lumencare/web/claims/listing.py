"""The list of claims: what waits, what is where, what should be back; and as a workbook."""

from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.claims.queries import ClaimFacts, ClaimFilters, list_claims
from lumencare.claims.queries.lists import count_groups
from lumencare.documents.sheets import Column, Kind
from lumencare.domain.claims.states import RETURN_NAMES, STATE_NAMES
from lumencare.domain.text import Text
from lumencare.web.claims.words import GROUPS, LOOKS, RETURN_LOOKS, SOURCES
from lumencare.web.downloads import attach_sheet
from lumencare.web.filters import all_pages, words_and_state
from lumencare.web.sites.exports import all_rows

AT_ONCE = 200


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show the claims that match, newest first."""
    filters = _filters(request)
    page = list_claims(request.user, filters, cursor=request.GET.get("cursor", ""))
    counts = count_groups(request.user, request.today)
    group = _group(request)
    context = {
        "page": page,
        "rows": [
            (each, LOOKS.get(each.state, ""), RETURN_LOOKS.get(each.returned, ""))
            for each in page.rows
        ],
        "filters": filters,
        "filtered": filters != ClaimFilters(),
        "tabs": [
            {"group": code or None, "name": name, "count": counts[code], "here": group == code}
            for code, name in GROUPS.items()
        ],
        "states": [(each.value, name) for each, name in STATE_NAMES.items()],
        "returns": [(each.value, name) for each, name in RETURN_NAMES.items()],
        "group": group,
        "query": all_pages(request.GET),
    }
    return render(request, "claims/list.html", context)


@require_safe
@login_required
def export(request: Request) -> HttpResponseBase:
    """Hand out the claims that match as a workbook."""
    filters = _filters(request)
    rows = all_rows(lambda after: list_claims(request.user, filters, cursor=after, size=AT_ONCE))
    return attach_sheet("claims", "更换件申请 Claims", COLUMNS, rows, request.now)


def _filters(request: Request) -> ClaimFilters:
    """Read the filters of an address; what is none of them does not matter."""
    q, state = words_and_state(request.GET, {each.value for each in STATE_NAMES})
    returned, group = request.GET.get("returned", ""), _group(request)
    return ClaimFilters(
        q=q,
        state=state,
        returned=returned if returned in {each.value for each in RETURN_NAMES} else "",
        group="" if group == "overdue" else group,
        overdue=request.today if group == "overdue" else None,
    )


def _group(request: Request) -> str:
    group = request.GET.get("group", "")
    return group if group in GROUPS else ""


COLUMNS: Sequence[Column[ClaimFacts]] = (
    Column(Text("申请编号", "Claim"), 13, Kind.TEXT, lambda row: row.number),
    Column(Text("状态", "State"), 12, Kind.TEXT, lambda row: row.state_name.zh),
    Column(Text("状态（英文）", "State (en)"), 12, Kind.TEXT, lambda row: row.state_name.en),
    Column(Text("服务请求", "Case"), 13, Kind.TEXT, lambda row: row.case),
    Column(Text("项目地点", "Site"), 28, Kind.TEXT, lambda row: row.site_name),
    Column(Text("系统编号", "System"), 13, Kind.TEXT, lambda row: row.system_ref),
    Column(Text("位置", "Place"), 20, Kind.TEXT, lambda row: row.place),
    Column(Text("故障件型号", "Faulty part"), 18, Kind.TEXT, lambda row: row.faulty_number),
    Column(Text("故障件序列号", "Faulty serial"), 18, Kind.TEXT, lambda row: row.faulty_serial),
    Column(Text("数量", "Quantity"), 8, Kind.COUNT, lambda row: row.quantity),
    Column(Text("供货型号", "Part supplied"), 18, Kind.TEXT, lambda row: row.supplied_number),
    Column(Text("新件序列号", "New serial"), 18, Kind.TEXT, lambda row: row.supplied_serial),
    Column(Text("供货来源", "Supplied from"), 14, Kind.TEXT, lambda row: SOURCES[row.source].zh),
    Column(Text("计算保障之日", "Day that counts"), 12, Kind.DAY, lambda row: row.counts_on),
    Column(Text("日期依据", "Basis"), 14, Kind.TEXT, lambda row: row.counts_basis_name.zh),
    Column(Text("减免 %", "Percent off"), 9, Kind.COUNT, lambda row: row.percent),
    Column(Text("价格（不含税）", "Price, net"), 14, Kind.MONEY, lambda row: row.price),
    Column(Text("客户承担（不含税）", "Share, net"), 14, Kind.MONEY, lambda row: row.share),
    Column(Text("出库日期", "Issued on"), 11, Kind.DAY, lambda row: row.issued_on),
    Column(Text("更换日期", "Fitted on"), 11, Kind.DAY, lambda row: row.fitted_on),
    Column(Text("旧件", "Old part"), 12, Kind.TEXT, lambda row: row.returned_name.zh),
    Column(Text("旧件应退日", "Due back"), 11, Kind.DAY, lambda row: row.return_due_on),
    Column(Text("旧件退回日", "Back on"), 11, Kind.DAY, lambda row: row.returned_on),
    Column(Text("前次更换", "Follows"), 13, Kind.TEXT, lambda row: row.follows),
)
