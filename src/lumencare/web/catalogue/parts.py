"""The list of parts with state, price and successor; one part; the workbook of the list."""

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.audit.queries import trail_of
from lumencare.catalogue.queries import PartFilters, PartLine, list_parts, part_card, part_row
from lumencare.data.system_catalogue import system_families
from lumencare.documents.sheets import Column, Kind
from lumencare.domain.stock.kinds import PART_STATES
from lumencare.domain.text import Text
from lumencare.web.catalogue.frame import render_catalogue
from lumencare.web.downloads import attach_sheet
from lumencare.web.filters import all_pages
from lumencare.web.sites.exports import MOST_EXPORTED, all_rows

AT_ONCE = 200
MOST_HOLDERS = 50
LOOKS = {"current": "ok", "last-time-buy": "warn", "obsolete": "bad"}


@require_safe
@login_required
def show_list(request: Request) -> HttpResponse:
    """Show the parts that match, a page at a time."""
    filters = _filters(request)
    page = list_parts(request.user, filters, on=request.today, cursor=request.GET.get("cursor", ""))
    return render_catalogue(
        request,
        "stock-catalogue",
        "list",
        page=page,
        rows=[(each, LOOKS[each.state]) for each in page.rows],
        filters=filters,
        filtered=filters != PartFilters(),
        states=[(code.value, name) for code, name in PART_STATES.items()],
        families=[(code, each.name) for code, each in system_families().items()],
        query=all_pages(request.GET),
        most=MOST_EXPORTED,
    )


@require_safe
@login_required
def show(request: Request, number: str) -> HttpResponse:
    """Show a part: its prices, what follows on it, and which systems hold it."""
    card = part_card(request.user, number, request.today)
    covered = [each for each in card.holders if each.covered]
    keeps = may(request.user, Right.KEEP_PARTS)
    return render_catalogue(
        request,
        "stock-catalogue",
        "part",
        card=card,
        part=card.line,
        look=LOOKS[card.line.state],
        holders=card.holders[:MOST_HOLDERS],
        hidden=max(0, len(card.holders) - MOST_HOLDERS),
        pieces=sum(each.quantity for each in card.holders),
        covered=len(covered),
        covered_pieces=sum(each.quantity for each in covered),
        trail=trail_of(request.user, part_row(request.user, number)) if keeps else (),
    )


@require_safe
@login_required
def export(request: Request) -> FileResponse:
    """Hand out the parts that match as a workbook; it can be filled in and imported again."""
    filters = _filters(request)
    rows = all_rows(
        lambda after: list_parts(
            request.user, filters, on=request.today, cursor=after, size=AT_ONCE
        )
    )
    priced = may(request.user, Right.SEE_PART_PRICES)
    columns = COLUMNS if priced else tuple(each for each in COLUMNS if each is not PRICE)
    return attach_sheet("parts", "价格表", columns, rows, request.now)


def _filters(request: Request) -> PartFilters:
    def typed(name: str) -> str:
        return request.GET.get(name, "").replace("\x00", "").strip()

    state, system = typed("state"), typed("system")
    return PartFilters(
        q=typed("q"),
        state=state if state in LOOKS else "",
        system=system if system in system_families() else "",
        frequent=bool(typed("frequent")),
    )


PRICE: Column[PartLine] = Column(Text("单价", "Unit price"), 14, Kind.MONEY, lambda row: row.price)
# Under the heads that the import knows.
COLUMNS: tuple[Column[PartLine], ...] = (
    Column(Text("部件号", "Part number"), 20, Kind.TEXT, lambda row: row.number),
    Column(Text("名称", "Name"), 30, Kind.TEXT, lambda row: row.name.zh),
    Column(Text("英文名称", "English name"), 30, Kind.TEXT, lambda row: row.name.en),
    PRICE,
    Column(Text("单位", "Unit"), 7, Kind.TEXT, lambda row: row.unit.zh),
    Column(Text("状态", "State"), 12, Kind.TEXT, lambda row: row.state_name.zh),
    Column(Text("最后订货日", "Last order"), 11, Kind.DAY, lambda row: row.last_order_on),
    Column(Text("供应至", "Supplied until"), 11, Kind.DAY, lambda row: row.supplied_until),
    Column(Text("替代型号", "Successor"), 20, Kind.TEXT, lambda row: row.successor),
    Column(Text("适用系统", "Systems"), 20, Kind.TEXT, lambda row: ", ".join(row.systems)),
    Column(Text("按序列号", "By serial"), 9, Kind.TEXT, lambda row: _yes(row.serialised)),
    Column(Text("常用备件", "Spare pool"), 9, Kind.TEXT, lambda row: _yes(row.frequent)),
    Column(Text("交货天数", "Lead days"), 9, Kind.COUNT, lambda row: row.lead_days),
)


def _yes(value: bool) -> str:  # noqa: FBT001 - a cell's value
    return "是" if value else "否"
