"""The home page: who pays if it breaks, what is under way, what waits for the visitor's word."""

from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.contracts.queries.outside import (
    allowances_of,
    contracts_of,
    invoices_of,
    renewals_of,
)
from lumencare.desk.queries.outside import cases_of
from lumencare.desk.queries.passport import Passport, passports_at
from lumencare.field.queries.outside import progress_of, reports_of, visits_of
from lumencare.handovers.queries.outside import proposals_of
from lumencare.portal.shown import Cover, show_years
from lumencare.portal.visiting import choose_site, chosen_site, for_visitor, show
from lumencare.remote.queries.outside import agreements_to_sign
from lumencare.sales.queries.outside import quotes_of
from lumencare.sites.queries.windows_outside import open_windows
from lumencare.sites.visitors import Visitor, site_of, sites_seen

MOST_PAPERS = 3


@require_safe
@for_visitor
def show_home(request: Request, visitor: Visitor) -> HttpResponse:
    """Lead to the site that was looked at last; who sees none is told so."""
    site = chosen_site(request, sites_seen(visitor))
    if site is None:
        return show(request, visitor, "portal/empty.html", {})
    return redirect("portal-site", site.pk)


@require_safe
@for_visitor
def show_site(request: Request, visitor: Visitor, pk: int) -> HttpResponse:
    """Show a site: cover of each system first, then what happens, then what can be done."""
    site_of(visitor, pk)
    choose_site(request, pk)
    now, today = request.now, request.today
    visits = visits_of(visitor, now, pk)
    reports = reports_of(visitor, now, pk)
    context = {
        "covers": [(each, _strip(each)) for each in passports_at(visitor, pk, today)],
        "cases": [progress_of(visitor, each, now) for each in cases_of(visitor, pk, live=True)],
        "ended": cases_of(visitor, pk, live=False)[:MOST_PAPERS],
        "to_sign": [each for each in visits if each.asks_name],
        "to_agree": [each for each in visits if each.asks_time],
        "quotes": [each for each in quotes_of(visitor, now, pk) if each.waits],
        "proposals": [each for each in proposals_of(visitor, now, pk) if each.waits],
        "agreements": agreements_to_sign(visitor, now, pk),
        "windows": open_windows(visitor, today),
        "renewals": renewals_of(visitor, today, pk),
        "allowances": allowances_of(visitor, today, pk),
        "contracts": contracts_of(visitor, pk)[:MOST_PAPERS],
        "invoices": invoices_of(visitor, pk)[:MOST_PAPERS],
        "reports": [each for each in reports if each.has_report][:MOST_PAPERS],
        "today": today,
        "here": pk,
    }
    return show(request, visitor, "portal/home.html", context)


def _strip(passport: Passport) -> Cover:
    return show_years(passport.years, passport.project_year)
