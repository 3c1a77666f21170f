"""Remote sessions: begun only under an agreement, logged, dropped, resumed, ended."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Path, Query, Router

from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import Wanted, listed, opened
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import NO_NUL, Key, Line, Listed, shown
from lumencare.api.shapes.remote import (
    DroppingSession,
    RemoteSessionShape,
    SessionDone,
    SessionNote,
    SessionState,
    SessionWithLogShape,
    StartingSession,
    TakingFile,
)
from lumencare.api.tokens import Call
from lumencare.desk.queries import find_case
from lumencare.remote import actions
from lumencare.remote.queries import SessionFilters, find_session, list_sessions, session_page

router = Router(tags=["remote"])
Session = Annotated[str, Path(max_length=40, pattern=NO_NUL, examples=["SE-2601-001"])]


class WantedSessions(Wanted):
    """Which sessions are wanted."""

    state: SessionState | None = None
    case: Line = ""
    agreement: Line = ""
    system: Key | None = None


@router.get("/remote/sessions", response=Listed[RemoteSessionShape])
def sessions(request: Call, wanted: Query[WantedSessions]) -> HttpResponse:
    """List the sessions, newest first."""
    filters = SessionFilters(
        state=wanted.state or "",
        case=wanted.case,
        agreement=wanted.agreement,
        system=wanted.system,
    )
    page = list_sessions(request.user, filters, cursor=opened(wanted.cursor), size=wanted.limit)
    return listed(page, lambda each: shown(RemoteSessionShape, each))


@router.post("/remote/sessions", response={201: SessionWithLogShape})
@once_by_key
def start(request: Call, starting: StartingSession) -> HttpResponse:
    """Begin a session for a case; without an agreement in force it is refused (RS-2)."""
    case = find_case(request.user, starting.case)
    connection = actions.Connection(
        mode=starting.mode,
        checks=starting.checks,
        charge_agreed=starting.charge_agreed,
        on_database=starting.on_database,
        records_why=starting.records_why,
    )
    session = actions.start_session(case, connection, by=request.user, now=request.now)
    return _shown(request, session.number, 201)


@router.get("/remote/sessions/{session}", response=SessionWithLogShape)
def session(request: Call, session: Session) -> HttpResponse:
    """Give a session with its log."""
    return _shown(request, session)


@router.post("/remote/sessions/{session}/drop", response=SessionWithLogShape)
@once_by_key
def drop(request: Call, session: Session, dropping: DroppingSession) -> HttpResponse:
    """Write down that the connection dropped."""
    row = find_session(request.user, session)
    actions.drop(row, why=dropping.why, by=request.user, now=request.now)
    return _shown(request, session)


@router.post("/remote/sessions/{session}/resume", response=SessionWithLogShape)
@once_by_key
def resume(request: Call, session: Session) -> HttpResponse:
    """Go on with a session that dropped; the gate is asked again."""
    actions.resume(find_session(request.user, session), by=request.user, now=request.now)
    return _shown(request, session)


@router.post("/remote/sessions/{session}/notes", response=SessionWithLogShape)
@once_by_key
def note(request: Call, session: Session, noting: SessionNote) -> HttpResponse:
    """Write down what was done."""
    row = find_session(request.user, session)
    actions.note(row, text=noting.text, by=request.user, now=request.now)
    return _shown(request, session)


@router.post("/remote/sessions/{session}/files", response=SessionWithLogShape)
@once_by_key
def take_file(request: Call, session: Session, taking: TakingFile) -> HttpResponse:
    """Write down that a file was taken, by its name, size and SHA-256."""
    taken = actions.Taken(**taking.model_dump())
    row = find_session(request.user, session)
    actions.take_file(row, taken, by=request.user, now=request.now)
    return _shown(request, session)


@router.post("/remote/sessions/{session}/end", response=SessionWithLogShape)
@once_by_key
def end(request: Call, session: Session, ending: SessionDone) -> HttpResponse:
    """End a session with what was done."""
    row = find_session(request.user, session)
    actions.end(row, done=ending.done, by=request.user, now=request.now)
    return _shown(request, session)


@router.post("/remote/sessions/{session}/report", response=SessionWithLogShape)
@once_by_key
def report(request: Call, session: Session, ending: SessionDone) -> HttpResponse:
    """Write down what was done in a session that somebody stopped."""
    row = find_session(request.user, session)
    actions.report(row, done=ending.done, by=request.user, now=request.now)
    return _shown(request, session)


def _shown(request: Call, number: str, status: int = 200) -> HttpResponse:
    page = session_page(request.user, number)
    told = {"session": page.facts, "events": page.events}
    return reply(shown(SessionWithLogShape, told), status, page.facts.version)
