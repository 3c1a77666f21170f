"""The list of contracts: by state, plan, end and words; and the same as a workbook."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import is_outsider, may
from lumencare.accounts.roles import Right
from lumencare.contracts.queries import (
    ContractFilters,
    ContractSummary,
    count_by_state,
    list_contracts,
)
from lumencare.documents.sheets import Column, Kind
from lumencare.domain.codes import PlanCode
from lumencare.domain.contract.states import STATE_NAMES
from lumencare.domain.reading import read_whole
from lumencare.domain.text import Text
from lumencare.pricebook.queries import edition_in_force
from lumencare.web.downloads import attach_sheet
from lumencare.web.filters import read_day, state_tabs, words_and_state
from lumencare.web.sites.exports import all_rows

MOST_AT_ONCE = 200
# How a state looks beside its word: colour means that something is to be done, or went wrong.
LOOKS = {"draft": "warn", "signed": "lamp", "active": "ok", "suspended": "hold", "lapsed": "bad"}


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show the contracts that match, a page at a time, under how many there are in each state."""
    filters = _filters(request)
    page = list_contracts(request.user, filters, cursor=request.GET.get("cursor", ""))
    counts = count_by_state(request.user, filters)
    context = {
        "page": page,
        "rows": [(each, LOOKS.get(each.state, "")) for each in page.rows],
        "filters": filters,
        "filtered": filters != ContractFilters(),
        "plans": _plans(request.today),
        "states": list(state_tabs(STATE_NAMES, counts, filters.state)),
        "query": f"?{request.GET.urlencode()}",
        "priced": may(request.user, Right.SEE_PRICES),
        "staff": not is_outsider(request.user),
    }
    return render(request, "contracts/list.html", context)


@require_safe
@login_required
def export(request: Request) -> HttpResponseBase:
    """Hand out the contracts that match as a workbook."""
    filters = _filters(request)
    rows = all_rows(
        lambda after: list_contracts(request.user, filters, cursor=after, size=MOST_AT_ONCE)
    )
    return attach_sheet("contracts", "合同 Contracts", COLUMNS, rows, request.now)


def _filters(request: Request) -> ContractFilters:
    """Read the filters of an address; what is none of them does not matter."""
    wanted = request.GET
    (q, state), plan = words_and_state(wanted, STATE_NAMES), wanted.get("plan", "")
    return ContractFilters(
        q=q,
        state=state,
        plan=plan if plan in set(PlanCode) else "",
        ends_by=read_day(wanted, "ends_by"),
        site=read_whole(wanted.get("site", "")),
        system=read_whole(wanted.get("system", "")),
    )


def _plans(today: date) -> list[tuple[str, Text]]:
    """Return the plans that a list can be narrowed to, as the edition names them."""
    plans = edition_in_force(today).plans
    return [(each.code.value, each.name) for each in plans if each.code is not PlanCode.SYSTEM_CARE]


def _joined(names: tuple[Text, ...], language: str) -> str:
    return " · ".join(each.in_language(language) for each in names)


COLUMNS: tuple[Column[ContractSummary], ...] = (
    Column(Text("合同编号", "Number"), 14, Kind.TEXT, lambda row: row.number),
    Column(Text("项目", "Site"), 30, Kind.TEXT, lambda row: row.site_name),
    Column(Text("最终用户", "End user"), 28, Kind.TEXT, lambda row: row.owner),
    Column(Text("系统编号", "Systems"), 16, Kind.TEXT, lambda row: " · ".join(row.systems)),
    Column(Text("状态", "State"), 14, Kind.TEXT, lambda row: row.state_name.zh),
    Column(Text("状态（英文）", "State (en)"), 22, Kind.TEXT, lambda row: row.state_name.en),
    Column(Text("内容", "Plans"), 40, Kind.TEXT, lambda row: _joined(row.plans, "zh")),
    Column(Text("内容（英文）", "Plans (en)"), 40, Kind.TEXT, lambda row: _joined(row.plans, "en")),
    Column(Text("购买日期", "Bought on"), 11, Kind.DAY, lambda row: row.purchased_on),
    Column(Text("签署日期", "Signed on"), 11, Kind.DAY, lambda row: row.signed_on),
    Column(Text("开始日期", "First day"), 11, Kind.DAY, lambda row: row.starts_on),
    Column(Text("最后一天", "Last day"), 11, Kind.DAY, lambda row: row.last_day),
    Column(Text("不含税", "Net"), 14, Kind.MONEY, lambda row: row.net),
    Column(Text("含税", "Gross"), 14, Kind.MONEY, lambda row: row.gross),
    Column(Text("未满足条件", "Open conditions"), 10, Kind.COUNT, lambda row: row.waiting),
)
