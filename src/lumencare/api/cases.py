"""Cases: opened, listed, read, put right, and whose they are."""

from datetime import datetime
from typing import Annotated, Any

from django.http import HttpResponse
from ninja import Path, Query, Router

from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import Wanted, listed, opened
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import NO_NUL, AskedInstant, Key, Listed, shown, typed
from lumencare.api.shapes.cases import (
    Assigning,
    CaseChange,
    CaseLine,
    CaseShape,
    Clock,
    Finding,
    Naming,
    NewCase,
    State,
)
from lumencare.api.tokens import Call
from lumencare.api.versions import IfMatch, expect
from lumencare.claims.actions import find_cause as find_cause_of
from lumencare.desk import actions
from lumencare.desk.queries import (
    CaseFacts,
    CaseFilters,
    case_facts,
    find_case,
    find_person,
    list_cases,
)
from lumencare.desk.reading import Report
from lumencare.domain.answers import reasons_answer
from lumencare.sites.queries import find_contact, find_site, find_system

router = Router(tags=["cases"])
Number = Annotated[str, Path(max_length=40, pattern=NO_NUL, examples=["R-2601-001"])]


class WantedCases(Wanted):
    """Which cases are wanted; `due_by` is an instant up to which they are due."""

    state: State | None = None
    clock: Clock | None = None
    site: Key | None = None
    system: Key | None = None
    assignee: Key | None = None
    due_by: AskedInstant | None = None
    reported_since: AskedInstant | None = None


@router.get("/cases", response=Listed[CaseLine])
def cases(request: Call, wanted: Query[WantedCases]) -> HttpResponse:
    """List the cases that may be seen, newest change first."""
    filters = CaseFilters(
        q=wanted.q,
        state=wanted.state or "",
        clock=wanted.clock or "",
        site=wanted.site,
        system=wanted.system,
        assignee=wanted.assignee,
        due_by=wanted.due_by,
        reported_since=wanted.reported_since,
    )
    page = list_cases(request.user, filters, cursor=opened(wanted.cursor), size=wanted.limit)
    return listed(page, lambda each: shown(CaseLine, each))


@router.post("/cases", response={201: CaseShape})
@once_by_key
def open_case(request: Call, case: NewCase) -> HttpResponse:
    """Open a case: its cover is decided and its response promised as of its report (D-7)."""
    user = request.user
    report = Report(
        summary=case.summary,
        channel="api",
        reporter_name=case.reporter_name,
        reporter_phone=case.reporter_phone,
        reporter_email=case.reporter_email,
        description=case.description,
        urgent=case.urgent,
        site=find_site(user, case.site) if case.site else None,
        system=find_system(user, case.system) if case.system else None,
        contact=find_contact(user, case.contact) if case.contact else None,
        reported_at=case.reported_at,
    )
    made = actions.open_case(report, by=user, now=request.now)
    return show_case(request, made.case.number, 201)


@router.get("/cases/{number}", response=CaseShape)
def case(request: Call, number: Number) -> HttpResponse:
    """Give a case with its promise, decisions, part lines and the events of its clock."""
    return show_case(request, number)


@router.patch("/cases/{number}", response=CaseShape)
def change_case(
    request: Call, number: Number, change: CaseChange, if_match: IfMatch = None
) -> HttpResponse:
    """Put right what was taken down; nothing that was promised changes."""
    row = expect(find_case(request.user, number), if_match)
    actions.change_case(row, typed(change), by=request.user, now=request.now)
    return show_case(request, number)


@router.post("/cases/{number}/system", response=CaseShape)
@once_by_key
def name_system(request: Call, number: Number, naming: Naming) -> HttpResponse:
    """Say which system it is about: decided and promised as of the report."""
    row, system = find_case(request.user, number), find_system(request.user, naming.system)
    actions.name_system(row, system, by=request.user, now=request.now)
    return show_case(request, number)


@router.post("/cases/{number}/assign", response=CaseShape)
@once_by_key
def assign(request: Call, number: Number, assigning: Assigning) -> HttpResponse:
    """Give a case to somebody of the desk, or to nobody."""
    row = find_case(request.user, number)
    person = find_person(request.user, assigning.person) if assigning.person else None
    actions.assign(row, person, by=request.user, now=request.now)
    return show_case(request, number)


@router.post("/cases/{number}/cause", response=CaseShape)
@once_by_key
def find_cause(request: Call, number: Number, finding: Finding) -> HttpResponse:
    """Say what the fault comes from: a new decision names the old one; nothing is charged by it."""
    row = find_case(request.user, number)
    find_cause_of(row, finding.cause, why=finding.why, by=request.user, now=request.now)
    return show_case(request, number)


def show_case(request: Call, number: str, status: int = 200) -> HttpResponse:
    """Return a case as it stands."""
    facts = case_facts(request.user, number)
    return reply(shown(CaseShape, _told(facts)), status, facts.version)


def _told(facts: CaseFacts) -> dict[str, Any]:
    told = {name: getattr(facts, name) for name in facts.__dataclass_fields__}
    return {
        **told,
        "due_because": reasons_answer(facts.due_because),
        "can": sorted(facts.can),
    }


def moment_of(request: Call, given: datetime | None) -> datetime:
    """Return the instant that was given, or now."""
    return given or request.now
