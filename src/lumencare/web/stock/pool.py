"""The list of parts with what there is of each, a scan that leads to one, and the workbook."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.documents.sheets import Column, Kind
from lumencare.domain.text import Text
from lumencare.stock.queries import (
    StockLine,
    find_scanned,
    list_stock,
    most_used,
    reorder_list,
)
from lumencare.web.downloads import attach_sheet
from lumencare.web.sites.exports import all_rows
from lumencare.web.stock.frame import render_room

AT_ONCE = 200
# What to order beyond that is read in the workbook.
MOST_SHOWN = 100


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show the parts of the pool, or all of the catalogue, with what there is of each."""
    q, everything = request.GET.get("q", "").strip(), request.GET.get("all") == "1"
    page = list_stock(
        request.user,
        request.today,
        q=q,
        frequent=not everything,
        cursor=request.GET.get("cursor", ""),
    )
    low = reorder_list(request.user, request.today, most=1)
    return render_room(
        request,
        "stock",
        "pool",
        page=page,
        q=q,
        everything=everything,
        low=low.total,
        scarcest=low.lines[0] if low.lines else None,
    )


@require_safe
@login_required
def scan(request: Request) -> HttpResponse:
    """Lead to the part of a code that was scanned or typed; to the list where none has it."""
    code = request.GET.get("code", "").replace("\x00", "").strip()
    part = find_scanned(request.user, code)
    if part is not None:
        return redirect("stock-part", number=part.number)
    messages.error(request, _("No part and no unit has the code %(code)s.") % {"code": code})
    return redirect("stock")


@require_safe
@login_required
def levels(request: Request) -> HttpResponse:
    """Show what to order and why, and how long the most used parts last."""
    return render_room(
        request,
        "stock-levels",
        "levels",
        low=reorder_list(request.user, request.today, most=MOST_SHOWN),
        top=most_used(request.user, request.today),
    )


@require_safe
@login_required
def export(request: Request) -> HttpResponseBase:
    """Hand out the list of parts as a workbook."""
    q, everything = request.GET.get("q", "").strip(), request.GET.get("all") == "1"
    rows = all_rows(
        lambda after: list_stock(
            request.user,
            request.today,
            q=q,
            frequent=not everything,
            cursor=after,
            size=AT_ONCE,
        )
    )
    return attach_sheet("stock", "备件库存 Stock", COLUMNS, rows, request.now)


@require_safe
@login_required
def export_levels(request: Request) -> HttpResponseBase:
    """Hand out what to order as a workbook, with the formula of each line."""
    rows = reorder_list(request.user, request.today).lines
    return attach_sheet("to-order", "待订备件 To order", ORDER_COLUMNS, rows, request.now)


_NAMED: tuple[Column[StockLine], ...] = (
    Column(Text("备件编号", "Part number"), 18, Kind.TEXT, lambda row: row.part.number),
    Column(Text("名称", "Name"), 26, Kind.TEXT, lambda row: row.part.name.zh),
    Column(Text("英文名称", "English name"), 30, Kind.TEXT, lambda row: row.part.name.en),
    Column(Text("单位", "Unit"), 7, Kind.TEXT, lambda row: row.part.unit.zh),
    Column(Text("供应状态", "State"), 12, Kind.TEXT, lambda row: row.part.state_name.zh),
    Column(Text("替代型号", "Successor"), 18, Kind.TEXT, lambda row: row.part.successor),
    Column(Text("备件库在库", "In pools"), 10, Kind.COUNT, lambda row: row.on_hand),
    Column(Text("已预留", "Reserved"), 9, Kind.COUNT, lambda row: row.reserved),
    Column(Text("可用", "Free"), 8, Kind.COUNT, lambda row: row.free),
    Column(Text("在途", "On order"), 8, Kind.COUNT, lambda row: row.on_order),
    Column(Text("预计到货", "Expected on"), 11, Kind.DAY, lambda row: row.expected_on),
    Column(Text("近 12 月用量", "Used in 12 months"), 10, Kind.COUNT, lambda row: row.used),
    Column(Text("可用天数", "Days left"), 9, Kind.COUNT, lambda row: row.level.days_left),
    Column(Text("最低库存", "Minimum"), 9, Kind.COUNT, lambda row: row.level.minimum),
)
COLUMNS: tuple[Column[StockLine], ...] = (
    *_NAMED,
    Column(Text("办公室", "Offices"), 8, Kind.COUNT, lambda row: row.office),
    Column(Text("备件包", "Bags"), 8, Kind.COUNT, lambda row: row.bags),
    Column(Text("故障件", "Faulty"), 8, Kind.COUNT, lambda row: row.faulty),
)
ORDER_COLUMNS: tuple[Column[StockLine], ...] = (
    *_NAMED,
    Column(Text("建议订货", "To order"), 9, Kind.COUNT, lambda row: row.level.to_order),
    Column(
        Text("依据", "Because"),
        90,
        Kind.TEXT,
        lambda row: "".join(each.text.zh for each in row.level.because),
    ),
)
