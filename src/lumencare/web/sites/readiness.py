"""The readiness of sites: the list over all of them, its workbook, what a processor gives."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import is_outsider, may, require_right
from lumencare.accounts.roles import Right
from lumencare.documents.sheets import Column, Kind
from lumencare.domain.codes import PlanCode
from lumencare.domain.edition import COLLECTION
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.readiness.facts import PAPER_NAMES, Paper
from lumencare.domain.text import Text
from lumencare.sites.actions import say_processor
from lumencare.sites.queries import (
    ReadinessFilters,
    ReadinessSummary,
    SystemReadiness,
    find_system,
    list_readiness,
)
from lumencare.web.downloads import attach_sheet
from lumencare.web.filters import all_pages
from lumencare.web.sales.typed import PLAN, count_field
from lumencare.web.sites.exports import MOST_EXPORTED, all_rows
from lumencare.web.sites.form_pages import FormPage, bind, saved, show_form
from lumencare.web.sites.forms import ProcessorForm
from lumencare.web.sites.papers import LIGHT_NAMES, LOOKS, STATE_NAMES, ShownPaper, papers_shown
from lumencare.web.templatetags.words import said

LACKS = (
    ("any", lazy("Anything missing")),
    (Paper.SINGLE_LINE.value, lazy("Single line drawing missing")),
    (Paper.LAYOUT.value, lazy("Layout drawing missing")),
    (Paper.DATABASE.value, lazy("Database missing")),
    ("aged", lazy("Something is old")),
)


@dataclass(frozen=True, slots=True)
class ShownReadiness:
    """The readiness of a system as its block shows it, with where each thing is done.

    An address is empty where this person may not do it or there is nothing to do.
    """

    facts: SystemReadiness
    look: str
    light: Text
    papers: tuple[ShownPaper, ...]
    quote: str
    visit: str


def readiness_shown(request: Request, found: SystemReadiness) -> ShownReadiness:
    """Return the readiness of a system as its block shows it."""
    light = found.readiness.light
    collection = found.readiness.collection
    return ShownReadiness(
        facts=found,
        look=LOOKS[light],
        light=LIGHT_NAMES[light],
        papers=tuple(papers_shown(found)),
        quote=_quote(found) if collection and may(request.user, Right.MAKE_QUOTES) else "",
        visit=_visit(found) if collection and may(request.user, Right.KEEP_VISITS) else "",
    )


def _quote(found: SystemReadiness) -> str:
    """Return where collecting is added to a quote; without service held, with the plan (RO-1)."""
    collection = found.readiness.collection
    plan = {} if found.has_service else {PLAN: PlanCode.SERVICE_CARE.value}
    days = collection.man_days if collection else 0
    wish = urlencode({**plan, count_field(COLLECTION): days})
    return f"{reverse('quotes-builder', args=[found.pk])}?{wish}"


def _visit(found: SystemReadiness) -> str:
    names = [said(PAPER_NAMES[each]) for each in found.readiness.missing]
    wish = {
        "ref": found.ref,
        "kind": "added-value",
        "service": COLLECTION,
        "man_days": "1",
        "summary": _("Collect on site: %(records)s") % {"records": ", ".join(names)},
    }
    return f"{reverse('dispatch-new')}?{urlencode(wish)}"


@require_safe
@login_required
def show_list(request: Request) -> HttpResponse:
    """Show the sites by their readiness, a page at a time."""
    filters = _filters(request)
    cursor = request.GET.get("cursor", "")
    page = list_readiness(request.user, filters, on=request.today, cursor=cursor)
    context = {
        "page": page,
        "rows": [
            (
                each,
                LOOKS[each.light],
                LIGHT_NAMES[each.light],
                [(of, list(papers_shown(of))) for of in each.found.systems],
            )
            for each in page.rows
        ],
        "filters": filters,
        "filtered": filters != ReadinessFilters(),
        "lacks": LACKS,
        "staff": not is_outsider(request.user),
        "query": all_pages(request.GET),
        "most": MOST_EXPORTED,
    }
    return render(request, "sites/readiness.html", context)


@require_safe
@login_required
def export_list(request: Request) -> FileResponse:
    """Hand out the sites that match as a workbook, a row for each system."""
    filters = _filters(request)
    sites = all_rows(
        lambda after: list_readiness(
            request.user, filters, on=request.today, cursor=after, size=200
        )
    )
    rows = (
        SheetRow(site, system, _by_paper(system)) for site in sites for system in site.found.systems
    )
    return attach_sheet("readiness", "资料 Site records", COLUMNS, rows, request.now)


@login_required
def processor(request: Request, pk: int) -> HttpResponse:
    """Say whether a system's processor gives the database, and on what ground (X-10)."""
    require_right(request.user, Right.KEEP_RECORDS)
    row = find_system(request.user, pk)

    def act(typed: dict[str, Any]) -> HttpResponse:
        if typed["gives"] not in {"yes", "no"}:
            raise InputProblems([Problem("gives", typed["gives"], YES_OR_NO)])
        say_processor(
            row,
            gives_database=typed["gives"] == "yes",
            why=typed["why"],
            by=request.user,
            now=request.now,
        )
        return saved(request, _("Saved."), "system", pk)

    page = FormPage(
        _("What the processor gives"), reverse("system", args=[pk]), of=f"{row.ref} {row.name}"
    )
    return show_form(request, page, bind(ProcessorForm, request), act)


YES_OR_NO = Text("应为“能”或“不能”。", "Yes or no is expected.")


def _filters(request: Request) -> ReadinessFilters:
    def typed(name: str) -> str:
        return request.GET.get(name, "").strip()

    known = {code for code, _words in LACKS}
    return ReadinessFilters(
        q=typed("q"),
        city=typed("city"),
        lacks=typed("lacks") if typed("lacks") in known else "",
        with_plan=bool(typed("plan")),
    )


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A system of the workbook: its site, and how it stands with each record."""

    site: ReadinessSummary
    system: SystemReadiness
    papers: dict[Paper, tuple[str, date | None]]


def _by_paper(system: SystemReadiness) -> dict[Paper, tuple[str, date | None]]:
    return {
        each.answer.paper: (_both(STATE_NAMES[each.answer.state]), each.answer.dated_on)
        for each in system.papers
    }


def _both(text: Text) -> str:
    return f"{text.zh} {text.en}"


def _state_column(paper: Paper) -> Column[SheetRow]:
    return Column(PAPER_NAMES[paper], 22, Kind.TEXT, lambda row: row.papers[paper][0])


def _day_column(paper: Paper) -> Column[SheetRow]:
    name = PAPER_NAMES[paper]
    heading = Text(f"{name.zh}日期", f"{name.en} of")
    return Column(heading, 11, Kind.DAY, lambda row: row.papers[paper][1])


COLUMNS: tuple[Column[SheetRow], ...] = (
    Column(Text("项目", "Site"), 28, Kind.TEXT, lambda row: row.site.name),
    Column(Text("最终用户", "End user"), 28, Kind.TEXT, lambda row: row.site.owner),
    Column(Text("合作伙伴", "Partner"), 24, Kind.TEXT, lambda row: row.site.partner),
    Column(Text("城市", "City"), 12, Kind.TEXT, lambda row: row.site.city),
    Column(Text("系统编号", "System"), 16, Kind.TEXT, lambda row: row.system.ref),
    Column(Text("类型", "Type"), 14, Kind.TEXT, lambda row: row.system.system_type),
    Column(
        Text("结论", "Readiness"),
        22,
        Kind.TEXT,
        lambda row: _both(LIGHT_NAMES[row.system.readiness.light]),
    ),
    *(make(paper) for paper in Paper for make in (_state_column, _day_column)),
    Column(
        Text("收集人天（假定）", "Man-days to collect (assumed)"),
        12,
        Kind.COUNT,
        lambda row: row.system.readiness.collection and row.system.readiness.collection.man_days,
    ),
    Column(
        Text("收集价格（不含税）", "Price to collect, without VAT"),
        14,
        Kind.MONEY,
        lambda row: row.system.readiness.collection and row.system.readiness.collection.net,
    ),
)
