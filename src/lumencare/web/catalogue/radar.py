"""The last-time-buy radar as a page and a workbook."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.catalogue.radar import RadarLine, last_time_buys
from lumencare.documents.sheets import Column, Kind
from lumencare.domain.stock.kinds import PART_STATES
from lumencare.domain.text import Text
from lumencare.web.catalogue.frame import render_catalogue
from lumencare.web.catalogue.parts import LOOKS
from lumencare.web.downloads import attach_sheet


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show the parts that are going or gone against what is covered of them."""
    lines = last_time_buys(request.user, request.today)
    return render_catalogue(
        request,
        "stock-last-buys",
        "radar",
        rows=[(each, LOOKS[each.state], PART_STATES[each.state]) for each in lines],
        short=sum(each.plan.short > 0 for each in lines),
        to_upgrade=sum(each.plan.lead_to_upgrade for each in lines),
    )


@require_safe
@login_required
def export(request: Request) -> FileResponse:
    """Hand out the radar as a workbook, with the reasons of each line."""
    lines = last_time_buys(request.user, request.today)
    return attach_sheet("last-time-buy", "最后采购 Last-time buy", COLUMNS, lines, request.now)


def _pieces(row: RadarLine) -> str:
    return f"{row.plan.installed.normalize():f}"


def _expected(row: RadarLine) -> str:
    return str(row.plan.expected)


def _because(row: RadarLine) -> str:
    return " ".join(f"{each.text.zh} {each.text.en}" for each in row.plan.because)


COLUMNS: tuple[Column[RadarLine], ...] = (
    Column(Text("部件号", "Part number"), 20, Kind.TEXT, lambda row: row.number),
    Column(Text("名称", "Name"), 30, Kind.TEXT, lambda row: row.name.zh),
    Column(Text("状态", "State"), 12, Kind.TEXT, lambda row: PART_STATES[row.state].zh),
    Column(Text("最后订货日", "Last order"), 11, Kind.DAY, lambda row: row.last_order_on),
    Column(Text("替代型号", "Successor"), 20, Kind.TEXT, lambda row: row.successor),
    Column(Text("保障内系统", "Systems covered"), 10, Kind.COUNT, lambda row: len(row.holders)),
    Column(Text("保障内件数", "Pieces covered"), 10, Kind.TEXT, _pieces),
    Column(Text("预计更换（假定）", "Expected (assumed)"), 11, Kind.TEXT, _expected),
    Column(Text("应备", "To hold"), 8, Kind.COUNT, lambda row: row.plan.to_hold),
    Column(Text("备件库可用", "Free in the pool"), 9, Kind.COUNT, lambda row: row.free),
    Column(Text("在途", "On order"), 8, Kind.COUNT, lambda row: row.on_order),
    Column(Text("缺", "Short"), 8, Kind.COUNT, lambda row: row.plan.short),
    Column(Text("依据", "Because"), 90, Kind.TEXT, _because),
)  # fmt: skip
