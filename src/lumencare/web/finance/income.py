"""Deferred income: of a month through a day, by plan and by contract; and as a workbook."""

from collections.abc import Iterable, Sequence
from datetime import date
from io import BytesIO

import xlsxwriter
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.contracts.queries.income import (
    ContractIncome,
    IncomeReport,
    PlanIncome,
    income_report,
)
from lumencare.documents.sheets import Column, Kind, write_sheet
from lumencare.domain.period import DAY
from lumencare.domain.reading import read_whole
from lumencare.domain.text import Text
from lumencare.web.downloads import attach
from lumencare.web.filters import read_day
from lumencare.web.finance.failures import NONE
from lumencare.web.finance.frame import render_room

SIZE = 50
LAST_PLACE = 9_999_999


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show what was earned in the month through a day, and what is deferred after it."""
    on = read_day(request.GET, "on") or request.today
    report = _report(request, on)
    start = read_whole(request.GET.get("start", ""), LAST_PLACE) or 0
    return render_room(
        request,
        "finance-income",
        NONE,
        200,
        report=report,
        on=on,
        before=on.replace(day=1) - DAY,
        month_end=(on.replace(day=1) + 31 * DAY).replace(day=1) - DAY,
        lines=list(report.lines(start, SIZE)),
        start=start,
        following=start + SIZE if start + SIZE < report.count else None,
        q=request.GET.get("q", "").strip(),
        plan=request.GET.get("plan", ""),
        filtered=bool(request.GET.get("q") or request.GET.get("plan")),
    )


@require_safe
@login_required
def export(request: Request) -> HttpResponseBase:
    """Hand out the whole report as a workbook: sums by plan, then every contract and plan."""
    on = read_day(request.GET, "on") or request.today
    report = _report(request, on)
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.set_properties({"title": f"递延收入 Deferred income {on}", "created": request.now})
        write_sheet(book, "按计划 By plan", PLAN_COLUMNS, report.by_plan)
        lines: Iterable[ContractIncome] = report.lines()
        write_sheet(book, "按合同 By contract", LINE_COLUMNS, lines)
    file.seek(0)
    return attach(file, f"deferred-income-{on}.xlsx")


def _report(request: Request, on: date) -> IncomeReport:
    q, plan = request.GET.get("q", "").strip(), request.GET.get("plan", "")
    return income_report(request.user, on, q=q, plan=plan)


PLAN_COLUMNS: Sequence[Column[PlanIncome]] = (
    Column(Text("计划", "Plan"), 30, Kind.TEXT, lambda row: row.name.zh),
    Column(Text("计划（英文）", "Plan (en)"), 34, Kind.TEXT, lambda row: row.name.en),
    Column(Text("本月确认", "Earned this month"), 16, Kind.MONEY, lambda row: row.earned),
    Column(Text("累计确认", "Earned in all"), 16, Kind.MONEY, lambda row: row.earned_to_date),
    Column(Text("递延余额", "Deferred"), 16, Kind.MONEY, lambda row: row.deferred),
)

LINE_COLUMNS: Sequence[Column[ContractIncome]] = (
    Column(Text("合同号", "Contract"), 14, Kind.TEXT, lambda row: row.contract),
    Column(Text("付款方", "Bill-to"), 30, Kind.TEXT, lambda row: row.bill_to),
    Column(Text("计划", "Plan"), 30, Kind.TEXT, lambda row: row.name.zh),
    Column(Text("计划（英文）", "Plan (en)"), 34, Kind.TEXT, lambda row: row.name.en),
    Column(Text("本月确认", "Earned this month"), 16, Kind.MONEY, lambda row: row.earned),
    Column(Text("累计确认", "Earned in all"), 16, Kind.MONEY, lambda row: row.earned_to_date),
    Column(Text("递延余额", "Deferred"), 16, Kind.MONEY, lambda row: row.deferred),
)
