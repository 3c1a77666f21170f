"""Visits: proposed, fitted, booked, moved, called off; and who goes."""

from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Path, Query, Router

from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import Wanted, listed, opened
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import NO_NUL, AskedInstant, Key, Line, Listed, shown
from lumencare.api.shapes.visits import (
    CallingOff,
    EngineerShape,
    FitShape,
    NewVisit,
    Placing,
    VisitShape,
    VisitState,
)
from lumencare.api.tokens import Call
from lumencare.contracts.queries import find_allowance_by_key
from lumencare.desk.queries import find_case
from lumencare.domain.answers import reasons_answer, text_answer
from lumencare.domain.dispatch.slots import Slot
from lumencare.domain.dispatch.states import VisitKind
from lumencare.field import actions
from lumencare.field.queries.engineers import engineer_lines
from lumencare.field.queries.fit import fit_of
from lumencare.field.queries.lists import VisitFilters, list_visits, visit_facts
from lumencare.field.queries.rows import find_engineer, find_visit
from lumencare.sites.queries import find_site, find_system

router = Router(tags=["visits"])
Number = Annotated[str, Path(max_length=40, pattern=NO_NUL, examples=["V-2026-00001"])]


class WantedVisits(Wanted):
    """Which visits are wanted; `since` and `until` bound their start."""

    state: VisitState | None = None
    engineer: Key | None = None
    site: Key | None = None
    case: Line = ""
    since: AskedInstant | None = None
    until: AskedInstant | None = None


@router.get("/engineers", response=list[EngineerShape])
def engineers(request: Call) -> HttpResponse:
    """List who goes to sites, with what they can do."""
    rows = engineer_lines(request.user, request.now)
    return reply([shown(EngineerShape, each) for each in rows])


@router.get("/visits", response=Listed[VisitShape])
def visits(request: Call, wanted: Query[WantedVisits]) -> HttpResponse:
    """List the visits, newest first."""
    filters = VisitFilters(
        state=wanted.state or "",
        engineer=wanted.engineer,
        site=wanted.site,
        case=wanted.case,
        since=wanted.since,
        until=wanted.until,
    )
    page = list_visits(request.user, filters, cursor=opened(wanted.cursor), size=wanted.limit)
    return listed(page, lambda each: shown(VisitShape, each))


@router.post("/visits", response={201: VisitShape})
@once_by_key
def propose(request: Call, visit: NewVisit) -> HttpResponse:
    """Put down a visit that should take place; nobody goes yet."""
    user = request.user
    wish = actions.Wish(
        kind=VisitKind(visit.kind),
        site=find_site(user, visit.site),
        summary=visit.summary,
        system=find_system(user, visit.system) if visit.system else None,
        service=visit.service,
        remote=visit.remote,
        tenths=visit.tenths,
        case=find_case(user, visit.case) if visit.case else None,
        allowance=find_allowance_by_key(user, visit.allowance) if visit.allowance else None,
        wanted_by=visit.wanted_by,
    )
    row = actions.propose(wish, by=user, now=request.now)
    return _shown(request, row.number, 201)


@router.get("/visits/{number}", response=VisitShape)
def visit(request: Call, number: Number) -> HttpResponse:
    """Give a visit with its times and its price."""
    return _shown(request, number)


@router.get("/visits/{number}/fit", response=FitShape)
def fit(request: Call, number: Number) -> HttpResponse:
    """Give the slots that fit a visit, best first, each with its reasons in words."""
    found = fit_of(request.user, find_visit(request.user, number), now=request.now)
    slots = [slot_answer(each) for each in found.slots]
    told = {"said": text_answer(found.said), "on_time": found.on_time, "slots": slots}
    return reply(shown(FitShape, told))


def slot_answer(slot: Slot) -> dict[str, Any]:
    """Return a slot as programs read it."""
    return {
        "engineer_id": slot.engineer,
        "engineer": slot.name,
        "starts_at": slot.start,
        "ends_at": slot.end,
        "early": slot.early,
        "on_time": slot.on_time,
        "because": reasons_answer(slot.because),
    }


@router.post("/visits/{number}/book", response=VisitShape)
@once_by_key
def book(request: Call, number: Number, placing: Placing) -> HttpResponse:
    """Give a visit to an engineer at a time; refused with the reason where the slot is gone."""
    row = find_visit(request.user, number)
    actions.book(row, _placement(request, placing), by=request.user, now=request.now)
    return _shown(request, number)


@router.post("/visits/{number}/move", response=VisitShape)
@once_by_key
def move(request: Call, number: Number, placing: Placing) -> HttpResponse:
    """Give a booked visit another time or engineer."""
    row = find_visit(request.user, number)
    actions.move(row, _placement(request, placing), by=request.user, now=request.now)
    return _shown(request, number)


@router.post("/visits/{number}/unassign", response=VisitShape)
@once_by_key
def unassign(request: Call, number: Number) -> HttpResponse:
    """Take a booked visit off its engineer: it waits to be assigned again."""
    actions.unassign(find_visit(request.user, number), by=request.user, now=request.now)
    return _shown(request, number)


@router.post("/visits/{number}/cancel", response=VisitShape)
@once_by_key
def cancel(request: Call, number: Number, calling: CallingOff) -> HttpResponse:
    """Call a visit off; its time and its allowance are free again."""
    row = find_visit(request.user, number)
    actions.cancel(row, why=calling.why, by=request.user, now=request.now)
    return _shown(request, number)


def _placement(request: Call, placing: Placing) -> actions.Placement:
    return actions.Placement(
        engineer=find_engineer(request.user, placing.engineer),
        starts_at=placing.starts_at,
        ends_at=placing.ends_at,
        why=placing.why,
    )


def _shown(request: Call, number: str, status: int = 200) -> HttpResponse:
    facts = visit_facts(request.user, number)
    return reply(shown(VisitShape, facts), status, facts.version)
