"""What is to be done and found: purchase windows that are open, and search over everything."""

from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Query, Router
from pydantic import BeforeValidator, Field

from lumencare.api.lists import Wanted, listed, opened
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import NO_NUL, Key, Line, Listed, Money, WarrantyClass, shown
from lumencare.api.shapes.sites import HitShape, SystemLine, WindowGroupShape
from lumencare.api.tokens import Call
from lumencare.sites.queries import WindowFilters, window_worklist
from lumencare.sites.search import find

router = Router(tags=["worklists"])


class WindowsShape(Listed[SystemLine]):
    """The worklist: its groups over all that match, and one page of systems, soonest first."""

    groups: list[WindowGroupShape]
    value: Money


def whole(given: object) -> object:
    """Return digits as a number: a closed set of numbers knows no text."""
    return int(given) if isinstance(given, str) and given.isdecimal() else given


class WantedWindows(Wanted):
    """Which windows are wanted; `closes_in` is a group's number of days, 0 the later ones."""

    closes_in: Annotated[Literal[0, 7, 30, 60, 90], BeforeValidator(whole)] | None = None
    warranty_class: Annotated[WarrantyClass | None, Field(alias="class")] = None
    city: Line = ""
    partner: Key | None = None


@router.get("/windows", response=WindowsShape)
def windows(request: Call, wanted: Query[WantedWindows]) -> HttpResponse:
    """List the open purchase windows by days left, with the money at stake (PW-1)."""
    filters = WindowFilters(
        q=wanted.q,
        closes_in=wanted.closes_in,
        warranty_class=wanted.warranty_class or "",
        city=wanted.city,
        partner=wanted.partner,
    )
    found = window_worklist(
        request.user, filters, on=request.today, cursor=opened(wanted.cursor), size=wanted.limit
    )
    groups = [shown(WindowGroupShape, each) for each in found.groups]
    return listed(
        found.page, lambda each: shown(SystemLine, each), groups=groups, value=str(found.value)
    )


@router.get("/search", response=list[HitShape])
def search(
    request: Call,
    q: Annotated[str, Query(max_length=200, pattern=NO_NUL, examples=["滨江", "bjzx"])],
) -> HttpResponse:
    """Find sites, systems, organizations and quotes by Chinese, pinyin, initials, English,
    number, serial or the tail of a phone number."""
    return reply([shown(HitShape, each) for each in find(request.user, q)])
