"""The rehearsal of a draft: every open quote under it beside what it costs today."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.documents.sheets import Column, Kind
from lumencare.domain.edition import Edition
from lumencare.domain.text import Text
from lumencare.pricebook.standing import examine_row, find_draft
from lumencare.sales.rehearsal import Rehearsed, rehearse
from lumencare.web.downloads import attach_sheet

MOST_SHOWN = 200


@require_safe
@login_required
def show(request: Request, pk: int) -> HttpResponse:
    """Show what a draft would change for the quotes that are open."""
    row = find_draft(request.user, pk)
    found = rehearse(request.user, _sound(request, pk), request.today)
    context = {
        "row": row,
        "found": found,
        "rows": found.rows[:MOST_SHOWN],
        "hidden": max(0, len(found.rows) - MOST_SHOWN),
    }
    return render(request, "pricebook/rehearsal.html", context)


@require_safe
@login_required
def export(request: Request, pk: int) -> HttpResponseBase:
    """Hand out the whole rehearsal as a workbook."""
    row = find_draft(request.user, pk)
    found = rehearse(request.user, _sound(request, pk), request.today)
    name, title = f"rehearsal-{row.code}", "版本演练 Rehearsal"
    return attach_sheet(name, title, COLUMNS, found.rows, request.now)


def _sound(request: Request, pk: int) -> Edition:
    """Return the edition that a draft without a flaw would be; a flawed one prices nothing."""
    examined = examine_row(find_draft(request.user, pk), request.today)
    if examined.edition is None or examined.flaws:
        raise Http404(f"draft {pk} has flaws")
    return examined.edition


COLUMNS: tuple[Column[Rehearsed], ...] = (
    Column(Text("报价单号", "Number"), 14, Kind.TEXT, lambda row: row.number),
    Column(Text("版本", "Version"), 8, Kind.COUNT, lambda row: row.version),
    Column(Text("状态", "State"), 12, Kind.TEXT, lambda row: row.state_name.zh),
    Column(Text("项目", "Site"), 30, Kind.TEXT, lambda row: row.site),
    Column(Text("系统编号", "System"), 14, Kind.TEXT, lambda row: row.system),
    Column(Text("现在（不含税）", "Now, net"), 14, Kind.MONEY, lambda row: row.now.net),
    Column(Text("草案（不含税）", "Draft, net"), 14, Kind.MONEY, lambda row: row.then.net),
    Column(Text("差额", "Difference"), 14, Kind.MONEY, lambda row: row.difference),
    Column(
        Text("不能再报价的原因", "Why it cannot be quoted any more"),
        60,
        Kind.TEXT,
        lambda row: "" if row.then.refused is None else row.then.refused.zh,
    ),
)
