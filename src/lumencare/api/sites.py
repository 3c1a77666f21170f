"""Sites: where systems stand, whose they are, and who serves them."""

from datetime import date
from typing import Annotated

from django.http import HttpResponse
from ninja import Path, Query, Router

from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import Wanted, listed, opened
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import Key, Line, Listed, shown, typed
from lumencare.api.shapes.sites import NewOwner, NewSite, SiteChange, SiteLine, SiteShape
from lumencare.api.tokens import Call
from lumencare.api.versions import IfMatch, expect
from lumencare.contracts import actions as contracts
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.reading import DATE_ALLOWED, read_date
from lumencare.sites import actions
from lumencare.sites.queries import (
    SiteFilters,
    find_organization,
    find_site,
    list_sites,
    site_page,
)

router = Router(tags=["sites"])
Id = Annotated[Key, Path()]


class WantedSites(Wanted):
    """Which sites are wanted."""

    city: Line = ""
    owner: Key | None = None
    partner: Key | None = None


@router.get("/sites", response=Listed[SiteLine])
def sites(request: Call, wanted: Query[WantedSites]) -> HttpResponse:
    """List the sites that may be seen, by name."""
    filters = SiteFilters(**wanted.model_dump(exclude={"cursor", "limit"}))
    page = list_sites(request.user, filters, cursor=opened(wanted.cursor), size=wanted.limit)
    return listed(page, lambda each: shown(SiteLine, each))


@router.post("/sites", response={201: SiteShape})
@once_by_key
def add_site(request: Call, site: NewSite) -> HttpResponse:
    """Add a site; `owner` and `partner` are the ids of organizations."""
    find_organization(request.user, site.owner)
    row = actions.add_site(typed(site), by=request.user, now=request.now)
    return _shown(request, row.pk, 201)


@router.get("/sites/{id}", response=SiteShape)
def site(request: Call, id: Id) -> HttpResponse:  # noqa: A002 - the field's own name
    """Give a site with its systems and the changes of its owner."""
    return _shown(request, id)


@router.patch("/sites/{id}", response=SiteShape)
def change_site(
    request: Call,
    id: Id,  # noqa: A002
    change: SiteChange,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Change the fields that are given."""
    row = expect(find_site(request.user, id), if_match)
    actions.change_site(row, typed(change), by=request.user, now=request.now)
    return _shown(request, id)


@router.post("/sites/{id}/owner", response=SiteShape)
@once_by_key
def change_owner(
    request: Call,
    id: Id,  # noqa: A002
    change: NewOwner,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Pass a site on to another owner on a day; what was agreed stays with its systems (D-18)."""
    row = expect(find_site(request.user, id), if_match)
    to = find_organization(request.user, change.to)
    on = read_day("on", change.on)
    contracts.change_owner(row, to=to, on=on, why=change.why, by=request.user, now=request.now)
    return _shown(request, id)


def read_day(field: str, given: str) -> date:
    """Read a day of a body; InputProblems where it is none."""
    try:
        return read_date(given)
    except (ValueError, OverflowError):
        raise InputProblems([Problem(field, given, DATE_ALLOWED)]) from None


def _shown(request: Call, pk: int, status: int = 200) -> HttpResponse:
    page = site_page(request.user, pk, request.today)
    return reply(shown(SiteShape, page), status, page.version)
