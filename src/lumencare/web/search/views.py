"""Search: a page of hits, or the list below the field while somebody types."""

from collections.abc import Iterator
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.sites.callers import Caller, find_callers
from lumencare.sites.search import Hit, find
from lumencare.web.strip import strip_of

# What is found, by kind, in the order in which it is shown.
KINDS = {
    "case": _("Cases"),
    "system": _("Systems"),
    "site": _("Sites"),
    "quote": _("Quotes"),
    "proposal": _("Upgrade proposals"),
    "contract": _("Contracts"),
    "organization": _("Customers and partners"),
    "contact": _("People at sites"),
}


@login_required
def show(request: Request) -> HttpResponse:
    """Show what is found for `q`: who may be calling first, then hits by their kind."""
    wanted = request.GET.get("q", "").strip()
    hits = find(request.user, wanted)
    context = {
        "wanted": wanted,
        "callers": [_shown(each) for each in find_callers(request.user, wanted, request.today)],
        "groups": list(_groups(hits)),
        "number": len(hits),
        "can_open": may(request.user, Right.OPEN_CASES),
    }
    template = "search/_hits.html" if request.htmx else "search/page.html"
    return render(request, template, context)


def _groups(hits: list[Hit]) -> Iterator[dict[str, Any]]:
    for kind, words in KINDS.items():
        found = [(each, _address(each)) for each in hits if each.kind == kind]
        if found:
            yield {"words": words, "hits": found}


def _address(hit: Hit) -> str:
    return reverse(hit.kind, args=[hit.key])


def _shown(caller: Caller) -> dict[str, Any]:
    systems = [
        (each, each.cover and strip_of(each.cover.years, each.cover.decision.project_year))
        for each in caller.systems
    ]
    return {"caller": caller, "systems": systems}
