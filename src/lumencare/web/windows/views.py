"""The worklist of purchase windows: what closes first, and a ready quote in two clicks."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.domain.codes import PlanCode, WarrantyClass
from lumencare.domain.edition import Edition
from lumencare.domain.text import Text
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.queries import (
    WindowFilters,
    WindowGroup,
    WindowList,
    window_worklist,
)
from lumencare.web.downloads import attach_sheet
from lumencare.web.filters import all_pages
from lumencare.web.nearness import SOON, chosen_days, look_of, shown_group, under_heads
from lumencare.web.sites.exports import SYSTEM_COLUMNS, all_rows
from lumencare.web.sites.forms import CLASSES


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show the windows that are open, those that close first on top."""
    filters = _filters(request)
    cursor = request.GET.get("cursor", "")
    found = window_worklist(request.user, filters, on=request.today, cursor=cursor)
    groups = [shown_group(each, filters.closes_in) for each in found.groups]
    context = {
        "groups": groups,
        "soon": _soon(found),
        "rows": list(_rows(found, groups, edition_in_force(request.today))),
        "page": found.page,
        "filters": filters,
        "filtered": filters != WindowFilters(),
        "classes": CLASSES,
        "query": all_pages(request.GET),
        "can_quote": may(request.user, Right.MAKE_QUOTES),
        "today": request.today,
    }
    return render(request, "windows/list.html", context)


@require_safe
@login_required
def export(request: Request) -> FileResponse:
    """Hand out the windows that match as a workbook."""
    filters = _filters(request)
    rows = all_rows(
        lambda after: (
            window_worklist(request.user, filters, on=request.today, cursor=after, size=200).page
        )
    )
    return attach_sheet("windows", "购买期 Windows", SYSTEM_COLUMNS, rows, request.now)


def _filters(request: Request) -> WindowFilters:
    return WindowFilters(
        q=request.GET.get("q", "").strip(),
        closes_in=chosen_days(request.GET),
        warranty_class=request.GET.get("class", ""),
        city=request.GET.get("city", "").strip(),
    )


def _soon(found: WindowList) -> WindowGroup:
    """Add up what closes within 30 days."""
    near = [each for each in found.groups if 0 < each.closes_in <= SOON]
    value = near[0].value
    for each in near[1:]:
        value = value + each.value
    return WindowGroup(SOON, sum(each.count for each in near), value)


def _rows(
    found: WindowList, groups: list[dict[str, Any]], edition: Edition
) -> Iterator[dict[str, Any]]:
    """Yield each window; the first of a group brings the group's head."""
    windows = ((each.days_left or 0, each) for each in found.page.rows)
    for row, days, head in under_heads(windows, groups):
        yield {
            "system": row,
            "starts": head,
            "look": look_of(days),
            "plan": PlanCode.PLUS.value,
            "lost": lost_after(edition, row.warranty_class),
        }


def lost_after(edition: Edition, warranty_class: WarrantyClass) -> Text:
    """Say what is left to those who let the window pass (PW-2)."""
    support = edition.terms[PlanCode.TECHNOLOGY_SUPPORT, warranty_class]
    name = support.plan.name
    if support.offer.offered:
        return Text(f"零件只能由{name.zh}保障", f"Only the {name.en} covers parts then")
    return Text("此后没有计划可减免零件费用", "No plan reduces the price of parts then")
