"""Claims by part and by what covers, as a page and a workbook."""

from collections.abc import Sequence
from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.claims.queries import ClaimFigures, claim_report
from lumencare.documents.sheets import Column, Kind
from lumencare.domain.money import total
from lumencare.domain.text import Text
from lumencare.pricebook.queries import edition_in_force
from lumencare.web.downloads import attach_sheet
from lumencare.web.filters import read_day

OTHERS = {
    "initial-warranty": Text("原质保", "Initial warranty"),
    "replacement": Text("更换后免费期", "Free after a replacement"),
    "none": Text("无保障", "Not covered"),
}


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show the figures of the claims whose day that counts lies in a time."""
    since, until = _span(request)
    figures = claim_report(request.user, since=since, until=until)
    names = plan_names(request.today)
    context = {
        "rows": [(each, names.get(each.plan, Text(each.plan, each.plan))) for each in figures],
        "since": since,
        "until": until,
        "claims": sum(each.claims for each in figures),
        "carried": total(each.carried for each in figures),
        "share": total(each.share for each in figures),
        "query": f"?{request.GET.urlencode()}" if request.GET else "",
    }
    return render(request, "claims/report.html", context)


@require_safe
@login_required
def export(request: Request) -> HttpResponseBase:
    """Hand out the same as a workbook."""
    since, until = _span(request)
    figures = claim_report(request.user, since=since, until=until)
    columns = _columns(plan_names(request.today))
    return attach_sheet("claims-report", "更换件统计 Claims", columns, figures, request.now)


def plan_names(today: date) -> dict[str, Text]:
    """Return what covers parts, in words."""
    plans = edition_in_force(today).plans
    return {**OTHERS, **{each.code.value: each.name for each in plans}}


def _span(request: Request) -> tuple[date | None, date | None]:
    return read_day(request.GET, "since"), read_day(request.GET, "until")


def _columns(names: dict[str, Text]) -> Sequence[Column[ClaimFigures]]:
    def plan(row: ClaimFigures) -> Text:
        return names.get(row.plan, Text(row.plan, row.plan))

    return (
        Column(Text("型号", "Part"), 18, Kind.TEXT, lambda row: row.part_number),
        Column(Text("名称", "Name"), 28, Kind.TEXT, lambda row: row.part_name.zh),
        Column(Text("保障来源", "Covered by"), 30, Kind.TEXT, lambda row: plan(row).zh),
        Column(
            Text("保障来源（英文）", "Covered by (en)"), 34, Kind.TEXT, lambda row: plan(row).en
        ),
        Column(Text("申请数", "Claims"), 9, Kind.COUNT, lambda row: row.claims),
        Column(Text("件数", "Units"), 9, Kind.COUNT, lambda row: row.units),
        Column(Text("平均减免 %", "Percent off"), 11, Kind.COUNT, lambda row: row.percent),
        Column(Text("价格（不含税）", "Price, net"), 15, Kind.MONEY, lambda row: row.price),
        Column(Text("客户承担", "Customers pay"), 15, Kind.MONEY, lambda row: row.share),
        Column(Text("我方承担", "We carry"), 15, Kind.MONEY, lambda row: row.carried),
        Column(Text("无价格", "Without a price"), 10, Kind.COUNT, lambda row: row.unpriced),
        Column(Text("重复更换", "Repeated"), 10, Kind.COUNT, lambda row: row.repeated),
    )
