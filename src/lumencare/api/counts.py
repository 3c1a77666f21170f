"""Counts of places: begun, scanned, posted or given up."""

from typing import Annotated, Literal

from django.http import HttpResponse
from ninja import Path, Query, Router

from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import Wanted as WantedRows
from lumencare.api.lists import listed, opened
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import NO_NUL, Line, Listed, shown
from lumencare.api.shapes.stock import (
    CountShape,
    CountWithLines,
    NewCount,
    NewScan,
)
from lumencare.api.tokens import Call
from lumencare.domain.stock.kinds import Condition
from lumencare.stock import actions
from lumencare.stock.queries import (
    Wanted,
    find_count,
    find_place,
    lines_of_count,
    list_counts,
    not_counted,
)
from lumencare.stock.queries.lists import count_facts

router = Router(tags=["spare parts"])
Number = Annotated[str, Path(max_length=40, pattern=NO_NUL, examples=["CT-00001"])]


class WantedCounts(WantedRows):
    """Which counts are wanted."""

    place: Line = ""
    state: Literal["open", "posted", "cancelled"] | None = None


@router.get("/stock/counts", response=Listed[CountShape])
def counts(request: Call, wanted: Query[WantedCounts]) -> HttpResponse:
    """List counts, newest first."""
    filters = Wanted(place=wanted.place, state=wanted.state or "")
    page = list_counts(request.user, filters, cursor=opened(wanted.cursor), size=wanted.limit)
    return listed(page, lambda each: shown(CountShape, each))


@router.post("/stock/counts", response={201: CountWithLines})
@once_by_key
def begin(request: Call, asked: NewCount) -> HttpResponse:
    """Begin to count a place; parts may be moved meanwhile."""
    place = find_place(request.user, asked.place)
    row = actions.open_count(place, asked.note, by=request.user, now=request.now)
    return _shown(request, row.number, 201)


@router.get("/stock/counts/{number}", response=CountWithLines)
def count(request: Call, number: Number) -> HttpResponse:
    """Give a count with what was found and what was not counted yet."""
    return _shown(request, number)


@router.post("/stock/counts/{number}/scan", response=CountWithLines)
@once_by_key
def scan(request: Call, number: Number, asked: NewScan) -> HttpResponse:
    """Put down what was scanned; a unit that is elsewhere is refused with where it is."""
    given = actions.Scan(
        code=asked.code,
        quantity=asked.quantity,
        condition=Condition(asked.condition),
        afresh=asked.afresh,
        serial=asked.serial,
    )
    actions.scan(find_count(request.user, number), given, by=request.user, now=request.now)
    return _shown(request, number)


@router.post("/stock/counts/{number}/post", response=CountWithLines)
@once_by_key
def post(request: Call, number: Number) -> HttpResponse:
    """Bring the books to what was found; every line that cannot be posted is told."""
    actions.post_count(find_count(request.user, number), by=request.user, now=request.now)
    return _shown(request, number)


@router.post("/stock/counts/{number}/cancel", response=CountWithLines)
@once_by_key
def cancel(request: Call, number: Number) -> HttpResponse:
    """Give a count up: nothing is changed by it."""
    actions.cancel_count(find_count(request.user, number), by=request.user, now=request.now)
    return _shown(request, number)


def _shown(request: Call, number: str, status: int = 200) -> HttpResponse:
    row = find_count(request.user, number)
    lines = lines_of_count(request.user, row)
    left = not_counted(request.user, row) if row.state == "open" else ()
    told = {"count": count_facts(row, len(lines)), "lines": lines, "not_counted": left}
    return reply(shown(CountWithLines, told), status, row.version)
