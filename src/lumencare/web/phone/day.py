"""My day: today's visits in order, the next arrival large, then the days that follow."""

from datetime import date
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.shanghai import in_shanghai
from lumencare.field.phone import day_of
from lumencare.web.phone.config import config_of
from lumencare.web.phone.shown import visit_shown

AHEAD = ("booked", "on-the-way", "on-site")


@require_safe
@login_required
def show(request: Request) -> HttpResponse:
    """Show the visits of whoever asks."""
    require_right(request.user, Right.DO_VISITS)
    visits = [visit_shown(each) for each in day_of(request.user, request.today).visits]
    shown = {
        "groups": _by_day(visits, request.today),
        "next": next((each for each in visits if each["state"] in AHEAD), None),
        "visits": visits,
        "config": config_of(request, visits),
        "today": request.today,
        "now": request.now,
    }
    return render(request, "phone/day.html", shown)


@require_safe
@login_required
def carry(request: Request) -> JsonResponse:
    """Hand out the same as data: what there is, and the answers of cover that we signed."""
    require_right(request.user, Right.DO_VISITS)
    day = day_of(request.user, request.today)
    visits = [{**each.facts, "mark": each.mark} for each in day.visits]
    answer = JsonResponse({"on": day.on.isoformat(), "visits": visits})
    answer["Cache-Control"] = "no-store"
    return answer


def _by_day(visits: list[dict[str, Any]], today: date) -> list[dict[str, Any]]:
    """Return the visits in groups: today's first, then what lies open from before, then later."""
    days: dict[date, list[dict[str, Any]]] = {today: []}
    for each in visits:
        days.setdefault(in_shanghai(each["starts"]).date(), []).append(each)
    order = sorted(days, key=lambda day: (day != today, day))
    return [{"day": day, "is_today": day == today, "visits": days[day]} for day in order]
