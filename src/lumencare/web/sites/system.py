"""Project 360: one system with its cover, window, prices, hardware list, people and papers."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.models import User
from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.audit.queries import trail_of
from lumencare.contracts.queries import contracts_of_system
from lumencare.contracts.queries.continuity import guard_of_system
from lumencare.desk.queries.near import open_cases_at
from lumencare.handovers.queries.of_system import upgrades_of_system
from lumencare.lifecycle.queries import live_lead_of, system_life
from lumencare.remote.queries import gate_of_system
from lumencare.sales.queries import quotes_of_system
from lumencare.sites.covering import cover_today
from lumencare.sites.facts import system_of
from lumencare.sites.holdings import covering_rows
from lumencare.sites.queries import SystemPage, find_system, system_page, system_readiness
from lumencare.web.contracts.contract import say_chain
from lumencare.web.contracts.drift import drift_on_system
from lumencare.web.lifecycle.frame import life_shown
from lumencare.web.sites.people import people_of
from lumencare.web.sites.plans import plan_lines
from lumencare.web.sites.readiness import readiness_shown
from lumencare.web.strip import strip_of
from lumencare.web.upgrades.of_system import care_of_system

# A long hardware list is shown up to here; the whole of it is in the file.
MOST_LINES = 400


@require_safe
@login_required
def show(request: Request, pk: int) -> HttpResponse:
    """Show everything about one system, what it has today first."""
    page = system_page(request.user, pk, request.today)
    row = find_system(request.user, pk)
    on = max(request.today, page.summary.order_date)
    cover = cover_today(page.edition, system_of(row), on, covering_rows(row, on))
    guard = guard_of_system(request.user, pk, on)
    context = {
        "page": page,
        "system": page.summary,
        "cases": open_cases_at(request.user, system=pk),
        "can_open": may(request.user, Right.OPEN_CASES),
        "new_case": f"system={pk}",
        "cover": cover,
        "strip": strip_of(cover.years, cover.decision.project_year),
        "bar": _used(page),
        "plans": list(plan_lines(page.comparison)) if page.comparison else [],
        "lines": page.lines[:MOST_LINES],
        "hidden_lines": max(0, len(page.lines) - MOST_LINES),
        "people": people_of(page.contacts),
        "readiness": [readiness_shown(request, system_readiness(request.user, pk, request.today))],
        "today": request.today,
        "may": rights_of(request.user),
        "trail": trail_of(request.user, row),
        "contracts": contracts_of_system(request.user, pk),
        "drift": drift_on_system(request, pk),
        "guard": guard,
        "care": care_of_system(request.user, pk, retired=row.retired_on is not None),
        "upgrades": upgrades_of_system(request.user, pk),
        "remote": gate_of_system(request.user, pk, request.now)
        if may(request.user, Right.SEE_REMOTE)
        else None,
        "guard_sentence": say_chain(guard.chain) if guard else None,
        "quotes": quotes_of_system(request.user, pk) if page.comparison else (),
        **_life(request, page),
    }
    return render(request, "sites/system.html", context)


def _life(request: Request, page: SystemPage) -> dict[str, Any]:
    """Return what System Care says of a system in use, for staff."""
    system = page.summary
    if not may(request.user, Right.SEE_LIFECYCLE) or system.retired_on:
        return {}
    return {
        "life": life_shown(system_life(request.user, system.pk, request.today)),
        "lead": live_lead_of(request.user, system.pk),
        "can_lead": may(request.user, Right.KEEP_LEADS),
        "can_note": may(request.user, Right.KEEP_RECORDS),
    }


def rights_of(user: User) -> dict[str, bool]:
    """Return what a person may do on pages of sites, by a word for each."""
    return {
        "edit": may(user, Right.EDIT_SITES),
        "keep": may(user, Right.KEEP_RECORDS),
        "quote": may(user, Right.MAKE_QUOTES),
        "prices": may(user, Right.SEE_PRICES),
        "owner": may(user, Right.CHANGE_OWNER),
        "phones": may(user, Right.SEE_PHONES),
        "doors": may(user, Right.INVITE_OUTSIDERS),
    }


def _used(page: SystemPage) -> str:
    """Return how much of the purchase window is over, as CSS takes it."""
    window, ordered = page.window, page.summary.order_date
    if window.last_day is None or window.days_left is None:
        return "100%"
    whole = (window.last_day - ordered).days or 1
    return f"{100 - 100 * window.days_left // whole}%"
