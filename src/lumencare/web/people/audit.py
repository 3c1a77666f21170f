"""The whole audit trail: who did what when, newest first."""

from datetime import date

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render

from lumencare.accounts.requests import Request
from lumencare.audit.queries import Wanted, whole_trail
from lumencare.audit.words import ACTIONS, KINDS
from lumencare.domain.reading import read_whole


@login_required
def show(request: Request) -> HttpResponse:
    """Show a page of the trail, narrowed by person, kind, action and days."""
    asked = request.GET
    wanted = Wanted(
        person=asked.get("person", "").strip(),
        kind=asked.get("kind", ""),
        action=asked.get("action", ""),
        first_day=_day(asked.get("first_day", "")),
        last_day=_day(asked.get("last_day", "")),
    )
    before = asked.get("before", "")
    trail, cursor = whole_trail(request.user, wanted, before=read_whole(before))
    context = {
        "trail": trail,
        "cursor": cursor,
        "wanted": wanted,
        "before": before,
        "kinds": KINDS.items(),
        "actions": ACTIONS.items(),
        "show_thing": True,
    }
    return render(request, "people/audit.html", context)


def _day(typed: str) -> date | None:
    try:
        return date.fromisoformat(typed)
    except ValueError:
        return None
