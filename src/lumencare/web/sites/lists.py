"""Lists of sites, systems and organizations: filters live in the address, long lists in pages."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import FileResponse, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.domain.reading import read_whole
from lumencare.sites.queries import (
    OrganizationFilters,
    SiteFilters,
    SystemFilters,
    find_organization,
    list_organizations,
    list_sites,
    list_systems,
)
from lumencare.web.downloads import attach_sheet
from lumencare.web.filters import all_pages
from lumencare.web.sites.exports import (
    MOST_EXPORTED,
    SITE_COLUMNS,
    SYSTEM_COLUMNS,
    all_rows,
)
from lumencare.web.sites.forms import CLASSES, ORGANIZATION_KINDS

WINDOWS = (("open", _("Window open")), ("closed", _("Window closed")))
ORDERS = (
    ("ref", _("By reference")),
    ("-order-date", _("Newest order first")),
    ("order-date", _("Oldest order first")),
    ("-bom", _("Largest first")),
)
# Who comes first would tell the amounts.
UNPRICED_ORDERS = tuple(each for each in ORDERS if not each[0].endswith("bom"))


@require_safe
@login_required
def show_sites(request: Request) -> HttpResponse:
    """Show the sites that match, a page at a time."""
    filters = _site_filters(request)
    page = list_sites(request.user, filters, cursor=request.GET.get("cursor", ""))
    return render(request, "sites/list.html", {**_site_context(request, filters), "page": page})


@require_safe
@login_required
def export_sites(request: Request) -> FileResponse:
    """Hand out the sites that match as a workbook."""
    filters = _site_filters(request)
    rows = all_rows(lambda after: list_sites(request.user, filters, cursor=after, size=200))
    return attach_sheet("sites", "项目 Sites", SITE_COLUMNS, rows, request.now)


@require_safe
@login_required
def show_systems(request: Request) -> HttpResponse:
    """Show the systems that match, a page at a time."""
    filters = _system_filters(request)
    cursor, priced = request.GET.get("cursor", ""), may(request.user, Right.SEE_PRICES)
    page = list_systems(request.user, filters, on=request.today, cursor=cursor)
    context = {
        "page": page,
        "filters": filters,
        "filtered": filters != SystemFilters(),
        "classes": CLASSES,
        "windows": WINDOWS,
        "orders": ORDERS if priced else UNPRICED_ORDERS,
        "query": all_pages(request.GET),
        "most": MOST_EXPORTED,
        "priced": priced,
    }
    return render(request, "sites/systems.html", context)


@require_safe
@login_required
def export_systems(request: Request) -> FileResponse:
    """Hand out the systems that match as a workbook."""
    filters = _system_filters(request)
    rows = all_rows(
        lambda after: list_systems(request.user, filters, on=request.today, cursor=after, size=200)
    )
    return attach_sheet("systems", "系统 Systems", SYSTEM_COLUMNS, rows, request.now)


@require_safe
@login_required
def show_organizations(request: Request) -> HttpResponse:
    """Show the customers and partners that match, a page at a time."""
    filters = OrganizationFilters(q=_text(request, "q"), kind=_text(request, "kind"))
    page = list_organizations(request.user, filters, cursor=request.GET.get("cursor", ""))
    context = {
        "page": page,
        "filters": filters,
        "filtered": filters != OrganizationFilters(),
        "kinds": ORGANIZATION_KINDS,
        "can_edit": may(request.user, Right.EDIT_SITES),
        "can_import": may(request.user, Right.IMPORT_PORTFOLIO),
    }
    return render(request, "sites/organizations.html", context)


def _site_filters(request: Request) -> SiteFilters:
    return SiteFilters(
        q=_text(request, "q"),
        city=_text(request, "city"),
        owner=_number(request, "owner"),
        partner=_number(request, "partner"),
    )


def _system_filters(request: Request) -> SystemFilters:
    return SystemFilters(
        q=_text(request, "q"),
        warranty_class=_text(request, "class"),
        system_type=_text(request, "type"),
        city=_text(request, "city"),
        project_year=_number(request, "year"),
        window=_text(request, "window"),
        with_retired=bool(_text(request, "retired")),
        order=_text(request, "order") or "ref",
    )


def _site_context(request: Request, filters: SiteFilters) -> dict[str, Any]:
    chosen = {
        side: find_organization(request.user, pk).name
        for side, pk in (("owner", filters.owner), ("partner", filters.partner))
        if pk is not None
    }
    return {
        "filters": filters,
        "filtered": filters != SiteFilters(),
        "chosen": chosen,
        "query": all_pages(request.GET),
        "can_edit": may(request.user, Right.EDIT_SITES),
        "can_import": may(request.user, Right.IMPORT_PORTFOLIO),
    }


def _text(request: Request, name: str) -> str:
    return request.GET.get(name, "").strip()


def _number(request: Request, name: str) -> int | None:
    """Return a number of the address; what is none does not filter."""
    return read_whole(_text(request, name))
