"""The desk's report: promises kept by month against the line, first visits, effort by contract."""

from collections.abc import Iterator, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.documents.sheets import Column, Kind, write_sheet
from lumencare.domain.codes import Commitment
from lumencare.domain.desk.reporting import GOAL, OnTime
from lumencare.domain.text import Text
from lumencare.field.queries.reports import (
    ContractEffort,
    DeskReport,
    ReportFilters,
    desk_report,
    span_of_months,
)
from lumencare.web.desk.words import COMMITMENTS
from lumencare.web.downloads import attach

# The scale of the dots begins here, in percent; what is below stands at the foot.
FOOT = 50
HEIGHT = 40
LONGEST_NUMBER = 20


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show what became of the cases that were reported in some months."""
    filters = wanted(request.GET, request.today)
    report = desk_report(request.user, filters, request.now)
    context = {
        "report": report,
        "wanted": filters,
        "first": f"{filters.first:%Y-%m}",
        "last": f"{filters.last:%Y-%m}",
        "commitments": [(each.value, COMMITMENTS[each.value]) for each in Commitment],
        "kept": list(_rows(report)),
        "goal": GOAL,
        "goal_y": _height(GOAL),
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
    }
    return render(request, "desk/report.html", context)


@require_safe
@login_required
def export(request: Request) -> HttpResponseBase:
    """Hand out the report as a workbook: promises by month, effort by contract."""
    filters = wanted(request.GET, request.today)
    report = desk_report(request.user, filters, request.now)
    file = BytesIO()
    with xlsxwriter.Workbook(file) as book:
        book.set_properties({"title": "服务请求报表 Desk report", "created": request.now})
        write_sheet(book, "按时 On time", ON_TIME_COLUMNS, report.on_time)
        write_sheet(book, "按合同 By contract", EFFORT_COLUMNS, report.efforts)
    file.seek(0)
    return attach(file, f"desk-report-{filters.first:%Y-%m}-{filters.last:%Y-%m}.xlsx")


def wanted(given: Any, today: date) -> ReportFilters:
    """Return what an address asks for: the last twelve months where it names none."""
    first, last = span_of_months(given.get("first", ""), given.get("last", ""), today)
    commitment = given.get("commitment", "")
    return ReportFilters(
        first=first,
        last=last,
        contract=given.get("contract", "").strip().replace("\x00", "")[:LONGEST_NUMBER],
        commitment=commitment if commitment in set(Commitment) else "",
    )


def _rows(report: DeskReport) -> Iterator[dict[str, Any]]:
    """Yield a row for each commitment: its dots, its cells by month, and all of them together."""
    cells = {(each.commitment, each.month): each for each in report.on_time}
    for commitment in dict.fromkeys(each.commitment for each in report.on_time):
        by_month = [cells.get((commitment, month)) for month in report.months]
        yield {
            "name": COMMITMENTS[commitment],
            "cells": list(zip(report.months, by_month, strict=True)),
            "whole": cells[commitment, None],
            "dots": list(_dots(by_month)),
        }


def _dots(by_month: Sequence[OnTime | None]) -> Iterator[dict[str, str | bool]]:
    for place, each in enumerate(by_month):
        if each is not None and each.percent is not None:
            across = 100 * (2 * place + 1) // (2 * len(by_month))
            yield {"x": str(across), "y": str(_height(each.percent)), "ok": bool(each.is_on_goal)}


def _height(percent: int) -> int:
    return HEIGHT - HEIGHT * max(percent - FOOT, 0) // (100 - FOOT)


ON_TIME_COLUMNS: Sequence[Column[OnTime]] = (
    Column(Text("响应时限", "Commitment"), 16, Kind.TEXT, lambda row: row.commitment),
    Column(
        Text("月份", "Month"), 12, Kind.TEXT,
        lambda row: f"{row.month:%Y-%m}" if row.month else "合计 All",
    ),
    Column(Text("按时", "In time"), 10, Kind.COUNT, lambda row: row.in_time),
    Column(Text("件数", "Cases"), 10, Kind.COUNT, lambda row: row.total),
    Column(
        Text("按时率 %（不足 20 件不计）", "On time, % (20 cases or more)"), 18, Kind.COUNT,
        lambda row: row.percent,
    ),
)  # fmt: skip
EFFORT_COLUMNS: Sequence[Column[ContractEffort]] = (
    Column(Text("合同号", "Contract"), 16, Kind.TEXT, lambda row: row.contract),
    Column(Text("服务请求", "Cases"), 10, Kind.COUNT, lambda row: row.cases),
    Column(Text("人天", "Man-days"), 10, Kind.MONEY, lambda row: Decimal(row.tenths) / 10),
    Column(
        Text("收费（不含税）", "Charged, VAT excluded"), 16, Kind.MONEY, lambda row: row.charged
    ),
    Column(Text("减免（不含税）", "Waived, VAT excluded"), 16, Kind.MONEY, lambda row: row.waived),
)
