"""End users and partners, with what an invoice needs."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Path, Query, Router

from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import Wanted, listed, opened
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import Key, Listed, shown, typed
from lumencare.api.shapes.sites import (
    NewOrganization,
    OrganizationChange,
    OrganizationKind,
    OrganizationLine,
    OrganizationShape,
)
from lumencare.api.tokens import Call
from lumencare.api.versions import IfMatch, expect
from lumencare.sites import actions
from lumencare.sites.queries import (
    OrganizationFilters,
    find_organization,
    list_organizations,
)

router = Router(tags=["organizations"])
Id = Annotated[Key, Path()]


class WantedOrganizations(Wanted):
    """Which organizations are wanted."""

    kind: OrganizationKind | None = None


@router.get("/organizations", response=Listed[OrganizationLine])
def organizations(request: Call, wanted: Query[WantedOrganizations]) -> HttpResponse:
    """List the organizations that may be seen, by name."""
    filters = OrganizationFilters(q=wanted.q, kind=wanted.kind or "")
    page = list_organizations(
        request.user, filters, cursor=opened(wanted.cursor), size=wanted.limit
    )
    return listed(page, lambda each: shown(OrganizationLine, each))


@router.post("/organizations", response={201: OrganizationShape})
@once_by_key
def add_organization(request: Call, organization: NewOrganization) -> HttpResponse:
    """Add an end user or a partner."""
    row = actions.add_organization(typed(organization), by=request.user, now=request.now)
    return reply(shown(OrganizationShape, row), 201, row.version)


@router.get("/organizations/{id}", response=OrganizationShape)
def organization(request: Call, id: Id) -> HttpResponse:  # noqa: A002 - the field's own name
    """Give an organization."""
    row = find_organization(request.user, id)
    return reply(shown(OrganizationShape, row), version=row.version)


@router.patch("/organizations/{id}", response=OrganizationShape)
def change_organization(
    request: Call,
    id: Id,  # noqa: A002
    change: OrganizationChange,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Change the fields that are given; what it is to the programme stays."""
    row = expect(find_organization(request.user, id), if_match)
    row = actions.change_organization(row, typed(change), by=request.user, now=request.now)
    return reply(shown(OrganizationShape, row), version=row.version)
