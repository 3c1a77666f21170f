"""Readiness of sites: which records are there, what waits, what collecting them costs (SC-9)."""

from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Path, Query, Router

from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import Wanted, listed, opened
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import Key, Line, Listed, shown
from lumencare.api.shapes.readiness import (
    ProcessorSaid,
    ReadinessLine,
    SiteReadinessShape,
    SystemReadinessShape,
)
from lumencare.api.tokens import Call
from lumencare.sites.actions import say_processor
from lumencare.sites.queries import (
    ReadinessFilters,
    find_system,
    list_readiness,
    site_readiness,
    system_readiness,
)

router = Router(tags=["records"])
Id = Annotated[Key, Path()]
Lacks = Literal["", "any", "single-line-drawing", "layout-drawing", "database", "aged"]


class WantedReadiness(Wanted):
    """Which sites are wanted: by what they lack, and whether a plan with service is held."""

    city: Line = ""
    lacks: Lacks = ""
    plan: bool = False


@router.get("/readiness", response=Listed[ReadinessLine])
def readiness(request: Call, wanted: Query[WantedReadiness]) -> HttpResponse:
    """List the sites with a system in use, by name, each with its readiness today."""
    filters = ReadinessFilters(
        q=wanted.q, city=wanted.city, lacks=wanted.lacks, with_plan=wanted.plan
    )
    page = list_readiness(
        request.user, filters, on=request.today, cursor=opened(wanted.cursor), size=wanted.limit
    )
    return listed(page, lambda each: shown(ReadinessLine, each))


@router.get("/sites/{id}/readiness", response=SiteReadinessShape)
def readiness_of_site(request: Call, id: Id) -> HttpResponse:  # noqa: A002 - the field's own name
    """Judge the records of each system of a site today (SC-9, SY-4, X-10)."""
    found = site_readiness(request.user, id, request.today)
    return reply(shown(SiteReadinessShape, found))


@router.post("/systems/{id}/processor", response={201: SystemReadinessShape})
@once_by_key
def processor(request: Call, id: Id, said: ProcessorSaid) -> HttpResponse:  # noqa: A002
    """Say whether a system's processor gives the database, and on what ground (X-10)."""
    say_processor(
        find_system(request.user, id),
        gives_database=said.gives_database,
        why=said.why,
        by=request.user,
        now=request.now,
    )
    found = system_readiness(request.user, id, request.today)
    return reply(shown(SystemReadinessShape, found), 201)
