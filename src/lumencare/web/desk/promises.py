"""The promise report as a page and a workbook: what was sold and can no longer be kept."""

from collections import Counter
from collections.abc import Sequence

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.documents.sheets import Column, Kind
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.field.queries.promises import (
    KEEPING_NAMES,
    Keeping,
    PromiseRow,
    promise_report,
)
from lumencare.web.desk.words import COMMITMENTS
from lumencare.web.downloads import attach_sheet
from lumencare.web.filters import state_tabs, words_and_state

PRESSING = (Keeping.LOST, Keeping.NOBODY, Keeping.FAR, Keeping.OPEN)


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show every response option in force, those that somebody has to look at first."""
    rows = promise_report(request.user, request.today)
    _, chosen = words_and_state(request.GET, set(Keeping))
    counts = Counter(each.keeping for each in rows)
    context = {
        "rows": [(each, COMMITMENTS[each.commitment]) for each in rows if _fits(each, chosen)],
        "tabs": list(state_tabs(KEEPING_NAMES, counts, chosen)),
        "pressing": sum(counts[each] for each in PRESSING),
        "total": len(rows),
    }
    return render(request, "desk/promises.html", context)


@require_safe
@login_required
def export(request: Request) -> HttpResponseBase:
    """Hand out all rows as a workbook."""
    rows = promise_report(request.user, request.today)
    return attach_sheet("promises", "响应承诺 Promises", COLUMNS, rows, request.now)


def _fits(row: PromiseRow, chosen: str) -> bool:
    return not chosen or row.keeping == chosen


COLUMNS: Sequence[Column[PromiseRow]] = (
    Column(Text("合同号", "Contract"), 14, Kind.TEXT, lambda row: row.contract),
    Column(Text("项目地点", "Site"), 28, Kind.TEXT, lambda row: row.site_name),
    Column(Text("城市", "City"), 12, Kind.TEXT, lambda row: row.city),
    Column(Text("系统", "System"), 24, Kind.TEXT, lambda row: row.system_name),
    Column(Text("响应时限", "Commitment"), 12, Kind.TEXT, lambda row: row.commitment),
    Column(Text("至（不含）", "Until, not included"), 14, Kind.DAY, lambda row: row.until),
    Column(Text("判断", "Verdict"), 18, Kind.TEXT, lambda row: row.name.zh),
    Column(Text("判断（英文）", "Verdict (en)"), 20, Kind.TEXT, lambda row: row.name.en),
    Column(
        Text("可派工程师", "Engineers with the skills"), 12, Kind.COUNT, lambda row: row.engineers
    ),
    Column(Text("确认人", "Confirmed by"), 14, Kind.TEXT, lambda row: row.confirmed_by),
    Column(
        Text("确认日期", "Confirmed on"), 14, Kind.DAY,
        lambda row: in_shanghai(row.confirmed_at).date() if row.confirmed_at else None,
    ),
    Column(Text("依据", "Ground"), 40, Kind.TEXT, lambda row: row.ground),
    Column(
        Text("说明", "Why"), 60, Kind.TEXT,
        lambda row: row.because[0].text.zh if row.because else "",
    ),
    Column(Text("路程", "The way"), 60, Kind.TEXT, lambda row: row.way.zh if row.way else ""),
)  # fmt: skip
