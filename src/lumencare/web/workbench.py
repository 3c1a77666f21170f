"""The workbench: what waits for somebody when they come in, most pressing first."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import is_outsider, may
from lumencare.accounts.roles import Right
from lumencare.contracts.queries.renewals import renewals_near
from lumencare.sites.queries import WindowFilters, window_worklist
from lumencare.web.nearness import shown_group
from lumencare.web.waiting import waiting_for

NINE = 9


@login_required
def show(request: Request) -> HttpResponse:
    """Show what waits for this person today."""
    groups = waiting_for(request.user, request.today)
    place = 0
    for group in groups:
        for task in group.tasks:
            place += 1
            # One key opens it; there are nine such keys.
            task.key = place if place <= NINE else None
    context = {
        "today": request.today,
        "groups": groups,
        "number": sum(each.total for each in groups),
        "windows": _windows(request),
        "renewals": _renewals(request),
        "outsider": is_outsider(request.user),
        "may_see_sites": may(request.user, Right.SEE_SITES),
    }
    return render(request, "shell/workbench.html", context)


def _windows(request: Request) -> list[dict[str, Any]]:
    """Return how many windows close how soon, for those who watch them."""
    if not may(request.user, Right.SEE_WINDOWS):
        return []
    found = window_worklist(request.user, WindowFilters(), on=request.today, size=1)
    return [shown_group(each, None) for each in found.groups]


def _renewals(request: Request) -> dict[str, Any]:
    """Return what is to be renewed how soon, and what is at stake, for those who watch it."""
    if not may(request.user, Right.SEE_WINDOWS):
        return {}
    found = renewals_near(request.user, on=request.today, within=0, size=0)
    groups = [shown_group(each, None) for each in found.groups]
    return {"groups": groups, "stake": found.at_stake}
