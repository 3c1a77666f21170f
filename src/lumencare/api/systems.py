"""Installed systems: what they are, what prices rest on, whether they are in use."""

from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import Wanted, listed, opened
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import Key, Line, Listed, WarrantyClass, by_name, shown, typed
from lumencare.api.shapes.sites import (
    NewSystem,
    Retirement,
    SystemChange,
    SystemLine,
    SystemShape,
    WhyAsked,
)
from lumencare.api.sites import read_day
from lumencare.api.tokens import Call
from lumencare.api.versions import IfMatch, expect
from lumencare.contracts import actions as contracts
from lumencare.sites import actions
from lumencare.sites.queries import (
    SystemFilters,
    SystemPage,
    find_site,
    find_system,
    list_systems,
    system_page,
)

router = Router(tags=["systems"])
Id = Annotated[Key, Path()]
ORDERS = Literal["ref", "order-date", "-order-date", "bom", "-bom"]


class WantedSystems(Wanted):
    """Which systems are wanted; what is not given does not matter."""

    warranty_class: Annotated[WarrantyClass | None, Field(alias="class")] = None
    system_type: Line = ""
    city: Line = ""
    site: Key | None = None
    owner: Key | None = None
    project_year: Annotated[int, Field(ge=1, le=99)] | None = None
    window: Literal["open", "closed"] | None = None
    with_retired: bool = False
    order: ORDERS = "ref"


@router.get("/systems", response=Listed[SystemLine])
def systems(request: Call, wanted: Query[WantedSystems]) -> HttpResponse:
    """List the systems that may be seen, by reference or another order."""
    given = wanted.model_dump(exclude={"cursor", "limit"})
    filters = SystemFilters(**{name: value for name, value in given.items() if value is not None})
    page = list_systems(
        request.user, filters, on=request.today, cursor=opened(wanted.cursor), size=wanted.limit
    )
    return listed(page, lambda each: shown(SystemLine, each))


@router.post("/systems", response={201: SystemShape})
@once_by_key
def add_system(request: Call, system: NewSystem) -> HttpResponse:
    """Add a system at a site."""
    site = find_site(request.user, system.site)
    row = actions.add_system(site, typed(system), by=request.user, now=request.now)
    return _shown(request, row.pk, 201)


@router.get("/systems/{id}", response=SystemShape)
def system(request: Call, id: Id) -> HttpResponse:  # noqa: A002 - the field's own name
    """Give a system: its project year, its initial warranty, its purchase window."""
    return _shown(request, id)


@router.patch("/systems/{id}", response=SystemShape)
def change_system(
    request: Call,
    id: Id,  # noqa: A002
    change: SystemChange,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Change the fields that are given; another class or order date needs `why`."""
    row = expect(find_system(request.user, id), if_match)
    contracts.change_system(row, typed(change), by=request.user, now=request.now, why=change.why)
    return _shown(request, id)


@router.post("/systems/{id}/retire", response=SystemShape)
@once_by_key
def retire_system(
    request: Call,
    id: Id,  # noqa: A002
    retirement: Retirement,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Take a system out of use on a day: it stays readable and leaves the worklists."""
    row = expect(find_system(request.user, id), if_match)
    on = read_day("on", retirement.on)
    actions.retire_system(row, on=on, why=retirement.why, by=request.user, now=request.now)
    return _shown(request, id)


@router.post("/systems/{id}/return-to-use", response=SystemShape)
@once_by_key
def return_system_to_use(
    request: Call,
    id: Id,  # noqa: A002
    reason: WhyAsked,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Take a retirement back: the system is in use after all."""
    row = expect(find_system(request.user, id), if_match)
    actions.return_system_to_use(row, why=reason.why, by=request.user, now=request.now)
    return _shown(request, id)


def _shown(request: Call, pk: int, status: int = 200) -> HttpResponse:
    page = system_page(request.user, pk, request.today)
    return reply(shown(SystemShape, _facts(page)), status, page.version)


def _facts(page: SystemPage) -> dict[str, Any]:
    summary = by_name(page.summary)
    return {
        **summary,
        "version": page.version,
        "start_up": page.start_up,
        "start_up_stated": page.start_up_stated,
        "list_amount": page.list_amount,
        "edition": page.edition.code,
        "years": page.years,
    }
