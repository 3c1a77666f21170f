"""System Care: the radar, what is known of a system's software, leads."""

from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Path, Query, Router

from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import Wanted, listed, opened
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import NO_NUL, Key, Line, Listed, shown, typed
from lumencare.api.shapes.lifecycle import (
    AddingReason,
    ChangingLead,
    FindingKind,
    GradeCode,
    LeadShape,
    LeadStateCode,
    LifeShape,
    MovingLead,
    NewLead,
    NotingSoftware,
    RadarSystem,
    typed_lists,
)
from lumencare.api.tokens import Call
from lumencare.api.versions import IfMatch, expect, expected_version
from lumencare.domain.lifecycle.judging import GRADE_CODES, Verdict
from lumencare.domain.lifecycle.kinds import LeadState
from lumencare.lifecycle import actions
from lumencare.lifecycle.queries import (
    LeadFilters,
    RadarFilters,
    RadarRow,
    find_lead,
    installed_software,
    lead_facts,
    list_leads,
    read_radar,
    system_life,
)
from lumencare.sites.queries import find_system

router = Router(tags=["system care"])
Id = Annotated[Key, Path()]
Number = Annotated[str, Path(max_length=40, pattern=NO_NUL, examples=["L-2601-001"])]
BY_CODE = {code: grade for grade, code in GRADE_CODES.items()}


class WantedSystemsOfRadar(Wanted):
    """Which systems are wanted; what is not given does not matter."""

    grade: GradeCode | None = None
    kind: FindingKind | None = None
    system: Line = ""
    city: Line = ""
    lead: Literal["", "live", "none"] = ""


class WantedLeads(Wanted):
    """Which leads are wanted: those that live, unless a state or `ended` is asked for."""

    state: LeadStateCode | Literal["live", "ended"] = "live"
    owner: Key | None = None
    system: Key | None = None
    due: bool = False


@router.get("/lifecycle", response=Listed[RadarSystem])
def radar(request: Call, wanted: Query[WantedSystemsOfRadar]) -> HttpResponse:
    """List the systems in use with their lifecycle verdict, what matters most first (SY-1, X-9)."""
    filters = RadarFilters(
        q=wanted.q,
        grade=BY_CODE[wanted.grade] if wanted.grade else None,
        kind=wanted.kind or "",
        system=wanted.system,
        city=wanted.city,
        lead=wanted.lead,
    )
    found = read_radar(
        request.user, filters, on=request.today, cursor=opened(wanted.cursor), size=wanted.limit
    )
    return listed(
        found.page,
        lambda row: shown(RadarSystem, {**_row(row), "cover": found.covers[row.system.pk]}),
    )


@router.get("/systems/{id}/lifecycle", response=LifeShape)
def life(request: Call, id: Id) -> HttpResponse:  # noqa: A002 - the field's own name
    """Give the verdict of a system with its reasons, and what is known of its software."""
    return _shown(request, id)


@router.patch("/systems/{id}/software", response=LifeShape)
def note_software(
    request: Call,
    id: Id,  # noqa: A002
    noting: NotingSoftware,
    if_match: IfMatch = None,
) -> HttpResponse:
    """Note what was seen of a system's software; what is not given stays as it was noted."""
    row, known = find_system(request.user, id), installed_software(request.user, id)
    kept = {
        "software_version": known.software_version,
        "clients": "\n".join(known.clients),
        "wanted": "\n".join(known.wanted),
    }
    version = expected_version(if_match, known.version)
    typed_in = {**kept, **typed_lists(noting)}
    actions.note_software(row, typed_in, version=version, by=request.user, now=request.now)
    return _shown(request, id)


@router.get("/leads", response=Listed[LeadShape])
def leads(request: Call, wanted: Query[WantedLeads]) -> HttpResponse:
    """List the leads: those that live by their next day, others the newest first."""
    filters = LeadFilters(
        q=wanted.q,
        state=wanted.state,
        owner=wanted.owner,
        system=wanted.system,
        due_by=request.today if wanted.due else None,
    )
    page = list_leads(request.user, filters, cursor=opened(wanted.cursor), size=wanted.limit)
    return listed(page, lambda each: shown(LeadShape, each))


@router.post("/systems/{id}/leads", response={201: LeadShape})
@once_by_key
def make_lead(request: Call, id: Id, lead: NewLead) -> HttpResponse:  # noqa: A002
    """Make a lead of a system with the reasons of today's verdict; one lives at a time."""
    row = find_system(request.user, id)
    made = actions.make_lead(row, typed(lead), by=request.user, now=request.now)
    return _lead(request, made.number, 201)


@router.get("/leads/{lead}", response=LeadShape)
def one_lead(request: Call, lead: Number) -> HttpResponse:
    """Give a lead with its reasons."""
    return _lead(request, lead)


@router.patch("/leads/{lead}", response=LeadShape)
def change_lead(
    request: Call, lead: Number, change: ChangingLead, if_match: IfMatch = None
) -> HttpResponse:
    """Change who follows a lead and what comes next."""
    row = expect(find_lead(request.user, lead), if_match)
    actions.change_lead(row, typed(change), by=request.user, now=request.now)
    return _lead(request, lead)


@router.post("/leads/{lead}/move", response=LeadShape)
@once_by_key
def move_lead(
    request: Call, lead: Number, moving: MovingLead, if_match: IfMatch = None
) -> HttpResponse:
    """Move a lead on: to a proposal, back to open, won, or lost with the reason."""
    row = expect(find_lead(request.user, lead), if_match)
    given = {"why": moving.why, "lost_reason": moving.lost_reason}
    actions.move_lead(row, LeadState(moving.to), given, by=request.user, now=request.now)
    return _lead(request, lead)


@router.post("/leads/{lead}/reasons", response={201: LeadShape})
@once_by_key
def add_reason(request: Call, lead: Number, adding: AddingReason) -> HttpResponse:
    """Add a reason in one's own words."""
    row = find_lead(request.user, lead)
    actions.add_reason(row, why=adding.why, by=request.user, now=request.now)
    return _lead(request, lead, 201)


def _lead(request: Call, number: str, status: int = 200) -> HttpResponse:
    found = lead_facts(request.user, number)
    return reply(shown(LeadShape, found), status, found.version)


def _shown(request: Call, pk: int) -> HttpResponse:
    found = system_life(request.user, pk, request.today)
    facts = {
        "system": pk,
        "code": found.judged.kind.code if found.judged.kind else "",
        "project_year": found.judged.project_year,
        "verdict": _verdict(found.judged.verdict),
        "cover": found.covered,
        "going": found.judged.going,
        "software": found.installed,
    }
    return reply(shown(LifeShape, facts), version=found.installed.version)


def _row(row: RadarRow) -> dict[str, Any]:
    system = row.system
    names = ("pk", "ref", "name", "site_pk", "site", "city", "owner", "system_type")
    return {
        **{name: getattr(system, name) for name in names},
        "software_version": system.software_version,
        "code": row.kind.code if row.kind else "",
        "project_year": row.project_year,
        "verdict": _verdict(row.verdict),
        "lead": row.lead,
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    return {
        "grade": GRADE_CODES[verdict.grade],
        "sentence": verdict.sentence,
        "kinds": [each.value for each in verdict.kinds],
        "because": verdict.because,
    }
