"""The page of the service desk: the queue, the panel of one case, and what keeps both live."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.desk.queries.band import band_of
from lumencare.desk.queries.live import revision
from lumencare.desk.queries.page import case_page, desk_people
from lumencare.desk.queries.queue import count_cases, queue_page
from lumencare.desk.queries.tabs import Tab
from lumencare.web.desk.panel import panel_context
from lumencare.web.desk.shown import shown_band, shown_figures, shown_rows, shown_tabs


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show the queue with the case that was chosen, else its first."""
    wanted = request.GET.get("case", "")
    context = queue_context(request)
    rows = context["rows"]
    chosen = wanted or (rows[0].row.number if rows else "")
    if chosen:
        context |= _panel(request, chosen)
    return render(request, "desk/desk.html", {**context, "chosen": chosen})


@require_safe
@login_required
def panel(request: Request, number: str) -> HttpResponse:
    """Show the panel of one case alone, for the place beside the queue."""
    return render(request, "desk/_panel.html", _panel(request, number))


@require_safe
@login_required
def live(request: Request) -> HttpResponse:
    """Answer that nothing changed (204), or with the queue as it is now."""
    now_at = revision(request.user, request.now)
    if request.GET.get("seen") == now_at:
        return HttpResponse(status=204)
    return render(request, "desk/_live.html", queue_context(request))


def queue_context(request: Request) -> dict[str, Any]:
    """Return what the queue shows under the tab of the address."""
    user, now = request.user, request.now
    seen = revision(user, now)
    wanted = request.GET.get("tab", "")
    tab = Tab(wanted) if wanted in set(Tab) else Tab.OPEN
    counts = count_cases(user, now)
    page = queue_page(user, tab, now, cursor=request.GET.get("cursor", ""))
    return {
        "tab": tab.value,
        "tabs": shown_tabs(counts, tab),
        "figures": shown_figures(counts),
        "band": shown_band(band_of(user, now), counts, now),
        "rows": shown_rows(page.rows, counts if tab is Tab.OPEN else None, now),
        "page": page,
        "revision": seen,
        "now": now,
        "can_open": may(user, Right.OPEN_CASES),
        "can_work": may(user, Right.WORK_CASES),
    }


def _panel(request: Request, number: str) -> dict[str, Any]:
    page = case_page(request.user, number, request.now)
    return {
        **panel_context(page, request.now),
        "people": desk_people(request.user),
        "can_work": may(request.user, Right.WORK_CASES),
    }
