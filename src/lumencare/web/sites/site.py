"""The page of a site, and that of an organization."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.audit.queries import trail_of
from lumencare.desk.queries.near import open_cases_at
from lumencare.lifecycle.queries import lives_at
from lumencare.sites.members import member_facts
from lumencare.sites.portal_links import links_of, links_of_organization
from lumencare.sites.queries import (
    find_organization,
    find_site,
    organization_page,
    site_page,
    site_readiness,
)
from lumencare.web.lifecycle.frame import verdict_shown
from lumencare.web.sites.people import people_of
from lumencare.web.sites.readiness import readiness_shown
from lumencare.web.sites.system import rights_of


@require_safe
@login_required
def show_site(request: Request, pk: int) -> HttpResponse:
    """Show a site with its systems, people and papers."""
    page, row = site_page(request.user, pk, request.today), find_site(request.user, pk)
    context = {
        "page": page,
        "cases": open_cases_at(request.user, site=pk),
        "can_open": may(request.user, Right.OPEN_CASES),
        "new_case": f"site={pk}",
        "people": people_of(page.contacts),
        "readiness": [
            readiness_shown(request, each)
            for each in site_readiness(request.user, pk, request.today).systems
        ],
        "may": rights_of(request.user),
        "trail": trail_of(request.user, row),
    }
    if may(request.user, Right.SEE_LIFECYCLE):
        found = lives_at(request.user, pk, request.today)
        context["lives"] = [(each, verdict_shown(judged.verdict)) for each, judged in found]
    if may(request.user, Right.INVITE_OUTSIDERS):
        context["doors"] = links_of(request.user, row, request.now)
    return render(request, "sites/site.html", context)


@require_safe
@login_required
def show_organization(request: Request, pk: int) -> HttpResponse:
    """Show a customer or partner with its sites and what an invoice needs."""
    page = organization_page(request.user, pk)
    row = find_organization(request.user, pk)
    context = {
        "page": page,
        "may": rights_of(request.user),
        "trail": trail_of(request.user, row),
    }
    if may(request.user, Right.INVITE_OUTSIDERS):
        context["members"] = member_facts(request.user, row, request.now)
        context["doors"] = links_of_organization(request.user, row, request.now)
    return render(request, "sites/organization.html", context)
