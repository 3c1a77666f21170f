"""The page of the service desk: the queue, the panel of one case, and what keeps both live."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.desk.frame import Frame, frame_at
from lumencare.desk.queries.band import band_of
from lumencare.desk.queries.live import revision
from lumencare.desk.queries.page import case_page, desk_people
from lumencare.desk.queries.queue import count_by_assignee, count_cases, queue_page
from lumencare.desk.queries.tabs import Tab
from lumencare.web.desk.drawn import QUEUES, DrawnQueue
from lumencare.web.desk.panel import panel_context
from lumencare.web.desk.shown import shown_band, shown_figures, shown_rows, shown_tabs

# Stands for how many cases are one's own in a queue that is drawn for all.
MINE = "[mine]"


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show the queue with the case that was chosen, else its first."""
    wanted = request.GET.get("case", "")
    frame = frame_at(request.now)
    context = queue_context(request, frame)
    rows = context["rows"]
    chosen = wanted or (rows[0].row.number if rows else "")
    if chosen:
        context |= _panel(request, chosen, frame)
    return render(request, "desk/desk.html", {**context, "chosen": chosen})


@require_safe
@login_required
def panel(request: Request, number: str) -> HttpResponse:
    """Show the panel of one case alone, for the place beside the queue."""
    # Whether one may connect is asked for a case that was chosen; the page itself stays light.
    context = {**_panel(request, number, frame_at(request.now)), "asks_remote": True}
    return render(request, "desk/_panel.html", context)


@require_safe
@login_required
def live(request: Request) -> HttpResponse:
    """Answer that nothing changed (204), or with the queue as it is now."""
    seen = revision(request.user, request.now)
    if request.GET.get("seen") == seen:
        return HttpResponse(status=204)
    mark = {"revision": seen, "now": request.now}
    answer = render_to_string("desk/_live_mark.html", mark, request)
    return HttpResponse(answer + _drawn(request, seen))


def _drawn(request: Request, seen: str) -> str:
    """Return the figures and the queue; one drawing serves all who may see and do the same."""
    user, tab = request.user, _tab(request)
    rights = (may(user, Right.OPEN_CASES), may(user, Right.WORK_CASES))
    whose = user.pk if tab is Tab.MINE else None
    cursor = request.GET.get("cursor", "")
    key = (seen, tab, cursor, get_language(), rights, whose, request.today)

    def draw() -> DrawnQueue:
        context = {**queue_context(request, frame_at(request.now)), "mine": MINE}
        text = render_to_string("desk/_live.html", context, request)
        return DrawnQueue(text, count_by_assignee(user))

    drawn = QUEUES.get(key, draw)
    return drawn.text.replace(MINE, str(drawn.mine.get(user.pk, 0)))


def _tab(request: Request) -> Tab:
    wanted = request.GET.get("tab", "")
    return Tab(wanted) if wanted in set(Tab) else Tab.OPEN


def queue_context(request: Request, frame: Frame) -> dict[str, Any]:
    """Return what the queue shows under the tab of the address."""
    user, now = request.user, request.now
    seen, tab = revision(user, now), _tab(request)
    counts = count_cases(user, now)
    page = queue_page(user, tab, frame, cursor=request.GET.get("cursor", ""))
    return {
        "tab": tab.value,
        "tabs": shown_tabs(counts, tab),
        "figures": shown_figures(counts),
        "band": shown_band(band_of(user, frame), counts, now),
        "rows": shown_rows(page.rows, counts if tab is Tab.OPEN else None, now),
        "page": page,
        "revision": seen,
        "now": now,
        "can_open": may(user, Right.OPEN_CASES),
        "can_work": may(user, Right.WORK_CASES),
        "sees_sent": may(request.user, Right.KEEP_VISITS),
    }


def _panel(request: Request, number: str, frame: Frame) -> dict[str, Any]:
    page = case_page(request.user, number, frame)
    return {
        **panel_context(page, request.now),
        "people": desk_people(request.user),
        "can_work": may(request.user, Right.WORK_CASES),
        "sees_remote": may(request.user, Right.SEE_REMOTE),
    }
