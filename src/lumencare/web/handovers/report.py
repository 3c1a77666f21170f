"""Proposals won and lost, by reason, count and value: as a page and a workbook."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.documents.sheets import Column, Kind
from lumencare.domain.text import Text
from lumencare.handovers.queries.report import Outcome, won_and_lost
from lumencare.web.downloads import attach_sheet
from lumencare.web.filters import read_day

TITLE = "升级方案成交与未成交 Won and lost"
WON, LOST = Text("成交", "Won"), Text("未成交", "Lost")
COLUMNS: tuple[Column[Outcome], ...] = (
    Column(Text("结果", "Outcome"), 12, Kind.TEXT, lambda row: (WON if row.won else LOST).zh),
    Column(Text("原因", "Reason"), 26, Kind.TEXT, lambda row: row.name.zh),
    Column(Text("原因（英文）", "Reason (en)"), 30, Kind.TEXT, lambda row: row.name.en),
    Column(Text("数量", "Proposals"), 10, Kind.COUNT, lambda row: row.count),
    Column(Text("金额（不含税）", "Value, net"), 18, Kind.MONEY, lambda row: row.net),
)


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show how proposals ended in a time."""
    since, until = read_day(request.GET, "since"), read_day(request.GET, "until")
    context = {
        "report": won_and_lost(request.user, since=since, until=until),
        "since": since,
        "until": until,
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
    }
    return render(request, "handovers/report.html", context)


@require_safe
@login_required
def export(request: Request) -> HttpResponseBase:
    """Hand out the same as a workbook."""
    since, until = read_day(request.GET, "since"), read_day(request.GET, "until")
    found = won_and_lost(request.user, since=since, until=until)
    return attach_sheet(
        "upgrades-won-lost",
        TITLE,
        COLUMNS,
        found.outcomes,
        request.now,
    )
