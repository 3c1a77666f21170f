"""The lifecycle radar as a page and a workbook: what is old, why, and what is at stake."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.documents.sheets import Column, Kind
from lumencare.domain.lifecycle.judging import GRADE_CODES, GRADES, Grade
from lumencare.domain.lifecycle.kinds import LEAD_REASONS, LeadReasonKind
from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.lifecycle.queries import (
    Covered,
    Radar,
    RadarFilters,
    RadarRow,
    read_catalogue,
    read_radar,
)
from lumencare.web.downloads import attach_sheet
from lumencare.web.filters import all_pages
from lumencare.web.lifecycle.frame import GRADE_LOOKS, asked, render_room
from lumencare.web.sites.exports import MOST_EXPORTED

# The kinds of finding that a verdict can have, as the filter offers them.
KINDS = (
    LeadReasonKind.OLD,
    LeadReasonKind.PARTS,
    LeadReasonKind.SOFTWARE,
    LeadReasonKind.CLIENTS,
    LeadReasonKind.FUNCTIONS,
)
BY_CODE = {code: grade for grade, code in GRADE_CODES.items()}
LEADS = {"none": Text("没有线索", "No lead"), "live": Text("有线索", "With a lead")}
ORDERS = {"": Text("最要紧的在前", "What matters first"), "-bom": Text("金额", "Amount")}
CALLING = (Grade.DUE, Grade.URGENT)


@dataclass(frozen=True, slots=True)
class Line:
    """A row of the radar with what is worked out for a page alone."""

    row: RadarRow
    cover: Covered

    @property
    def look(self) -> str:
        """Return how its grade looks."""
        return GRADE_LOOKS[self.row.verdict.grade]

    @property
    def grade(self) -> Text:
        """Return its grade in words."""
        return GRADES[self.row.verdict.grade]


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show the systems in use that match, what matters most first."""
    filters = filters_of(request)
    found = read_radar(request.user, filters, on=request.today, cursor=asked(request, "cursor"))
    return render_room(
        request,
        "lifecycle",
        "radar",
        page=found.page,
        lines=list(_lines(found)),
        filters=filters,
        grade=GRADE_CODES[filters.grade] if filters.grade is not None else "",
        filtered=filters != RadarFilters(),
        tabs=list(_tabs(found.counts, filters)),
        calling=sum(found.counts.get(each, 0) for each in CALLING),
        stake=sum((found.worth[each] for each in CALLING), Money.of(0)),
        kinds=[(each.value, LEAD_REASONS[each]) for each in KINDS],
        systems=[(code, each.name) for code, each in read_catalogue().systems.items()],
        cities=found.cities,
        leads=LEADS.items(),
        orders=ORDERS.items(),
        query=all_pages(request.GET),
        most=MOST_EXPORTED,
    )


@require_safe
@login_required
def export(request: Request) -> FileResponse:
    """Hand out the systems that match as a workbook, each with its reasons in both languages."""
    found = read_radar(request.user, filters_of(request), on=request.today, size=MOST_EXPORTED)
    priced = may(request.user, Right.SEE_PRICES)
    columns = COLUMNS if priced else tuple(each for each in COLUMNS if each not in AMOUNTS)
    title = "系统老化 Lifecycle radar"
    return attach_sheet("lifecycle", title, columns, _lines(found), request.now)


def filters_of(request: Request) -> RadarFilters:
    """Read the filters of an address; what is none of them does not matter."""
    kind, lead, order = asked(request, "kind"), asked(request, "lead"), asked(request, "order")
    priced = may(request.user, Right.SEE_PRICES)
    return RadarFilters(
        q=asked(request, "q"),
        grade=BY_CODE.get(asked(request, "grade")),
        kind=kind if kind in {each.value for each in KINDS} else "",
        system=asked(request, "system"),
        city=asked(request, "city"),
        lead=lead if lead in LEADS else "",
        order=order if order in ORDERS and priced else "",
    )


def _lines(found: Radar) -> Iterator[Line]:
    yield from (Line(each, found.covers[each.system.pk]) for each in found.page.rows)


def _tabs(counts: Mapping[Grade, int], filters: RadarFilters) -> Iterator[dict[str, Any]]:
    total = sum(counts.values())
    yield {"grade": None, "name": ALL, "count": total, "here": filters.grade is None}
    for grade in reversed(Grade):
        here = filters.grade == grade
        yield {
            "grade": GRADE_CODES[grade],
            "name": GRADES[grade],
            "count": counts.get(grade, 0),
            "here": here,
        }


def _said(line: Line, language: str) -> str:
    return " ".join(each.text.in_language(language) for each in line.row.verdict.because)


def _covered(line: Line) -> Money | None:
    return line.cover.stake.covered if line.cover.stake else None


def _exposure(line: Line) -> Money | None:
    return line.cover.stake.exposure if line.cover.stake else None


ALL = Text("全部", "All")
BOM: Column[Line] = Column(
    Text("硬件清单", "Hardware list"), 15, Kind.MONEY, lambda line: line.row.bom
)
COVERED: Column[Line] = Column(Text("今日保障金额", "Covered today"), 15, Kind.MONEY, _covered)
EXPOSURE: Column[Line] = Column(
    Text("停产部件敞口（假定）", "Exposure to going parts (assumed)"), 15, Kind.MONEY, _exposure
)
AMOUNTS = (BOM, COVERED, EXPOSURE)
COLUMNS: tuple[Column[Line], ...] = (
    Column(Text("项目", "Site"), 28, Kind.TEXT, lambda line: line.row.system.site),
    Column(Text("系统编号", "Reference"), 16, Kind.TEXT, lambda line: line.row.system.ref),
    Column(Text("系统", "System"), 26, Kind.TEXT, lambda line: line.row.system.name),
    Column(Text("类型", "Type"), 14, Kind.TEXT, lambda line: line.row.system.system_type),
    Column(Text("最终用户", "End user"), 26, Kind.TEXT, lambda line: line.row.system.owner),
    Column(Text("城市", "City"), 10, Kind.TEXT, lambda line: line.row.system.city),
    Column(Text("判定", "Grade"), 10, Kind.TEXT, lambda line: line.grade.zh),
    Column(Text("判定（英文）", "Grade (en)"), 10, Kind.TEXT, lambda line: line.grade.en),
    Column(Text("项目年度", "Project year"), 9, Kind.COUNT, lambda line: line.row.project_year),
    Column(
        Text("软件版本", "Software"), 10, Kind.TEXT, lambda line: line.row.system.software_version
    ),
    Column(Text("减免 %", "Percent off"), 9, Kind.COUNT, lambda line: line.cover.percent),
    Column(Text("保障至", "Covered until"), 11, Kind.DAY, lambda line: line.cover.until),
    Column(Text("剩余保障年数", "Years left"), 9, Kind.TEXT, lambda line: str(line.cover.years)),
    *AMOUNTS,
    Column(Text("线索", "Lead"), 13, Kind.TEXT, lambda line: line.row.lead),
    Column(Text("依据", "Because"), 80, Kind.TEXT, lambda line: _said(line, "zh")),
    Column(Text("依据（英文）", "Because (en)"), 80, Kind.TEXT, lambda line: _said(line, "en")),
)
