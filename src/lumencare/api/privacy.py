"""Personal data for the office: requests and their steps, consents, periods, the register."""

from typing import Annotated, Any, Literal

from django.http import HttpResponse
from ninja import Path, Query, Router
from pydantic import Field

from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import WantedPage, listed, opened, refuse_other_fields
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import NO_NUL, Asked, Key, Listed, shown
from lumencare.api.shapes.privacy import (
    ConsentShape,
    ConsentTopic,
    DataRequestLine,
    DataRequestShape,
    HeldShape,
    PeriodsShape,
    RegisterKind,
    RequestState,
    Settling,
    StoppedReminder,
)
from lumencare.api.tokens import Call
from lumencare.api.versions import IfMatch, expect
from lumencare.data.personal_register import personal_register
from lumencare.domain.personal_data import PersonalKind
from lumencare.domain.shanghai import in_shanghai
from lumencare.privacy.actions import settling
from lumencare.privacy.actions.requesting import OPEN
from lumencare.privacy.queries.consents import all_consents
from lumencare.privacy.queries.held import Held, fate_of, held_of, say_keep
from lumencare.privacy.queries.requests import (
    STATES,
    page_of_requests,
    steps_of,
    stopped_reminders,
)
from lumencare.privacy.retention import runs, what_is_due

router = Router(tags=["privacy"])
Id = Annotated[Key, Path()]


class WantedRequests(WantedPage):
    """Which requests are wanted; `live` are those that wait, what is due soonest first."""

    state: RequestState | Literal["live"] | None = None


class WantedConsents(Asked):
    """Which consents are wanted: the newest 200 of a name and a topic."""

    q: Annotated[str, Field(max_length=80, pattern=NO_NUL, description="Of a name.")] = ""
    topic: ConsentTopic | None = None

    _know_every_field = refuse_other_fields


@router.get("/privacy/requests", response=Listed[DataRequestLine])
def requests(request: Call, wanted: Query[WantedRequests]) -> HttpResponse:
    """List what people asked of their data, newest first."""
    page = page_of_requests(
        request.user,
        state=wanted.state or "",
        cursor=opened(wanted.cursor),
        size=wanted.limit,
    )
    return listed(page, lambda row: shown(DataRequestLine, _line(request, row)))


@router.get("/privacy/requests/{id}", response=DataRequestShape)
def one(request: Call, id: Id) -> HttpResponse:  # noqa: A002 - the field's own name
    """Give a request: who asks, what, by when, and what a deletion would make of what is held."""
    return _shown(request, id)


@router.post("/privacy/requests/{id}/check", response=DataRequestShape)
@once_by_key
def check(request: Call, id: Id, checking: Settling, if_match: IfMatch = None) -> HttpResponse:  # noqa: A002
    """Say how it was made sure who asks for a deletion; somebody else carries it out."""
    row = expect(settling.find_request(request.user, id), if_match)
    settling.check(row, why=checking.why, by=request.user, now=request.now)
    return _shown(request, id)


@router.post("/privacy/requests/{id}/correct", response=DataRequestShape)
@once_by_key
def correct(request: Call, id: Id, correcting: Settling, if_match: IfMatch = None) -> HttpResponse:  # noqa: A002
    """Write what a person asked to have corrected; they are told what was."""
    row = expect(settling.find_request(request.user, id), if_match)
    settling.correct(row, why=correcting.why, by=request.user, now=request.now)
    return _shown(request, id)


@router.post("/privacy/requests/{id}/refuse", response=DataRequestShape)
@once_by_key
def refuse(request: Call, id: Id, refusing: Settling, if_match: IfMatch = None) -> HttpResponse:  # noqa: A002
    """Refuse a request with the law or contract that stands against it; they are told."""
    row = expect(settling.find_request(request.user, id), if_match)
    settling.refuse(row, why=refusing.why, by=request.user, now=request.now)
    return _shown(request, id)


@router.post("/privacy/requests/{id}/carry-out", response=DataRequestShape)
@once_by_key
def carry_out(request: Call, id: Id, if_match: IfMatch = None) -> HttpResponse:  # noqa: A002
    """Erase a person for good, never by who checked it; the proof is mailed to them."""
    row = expect(settling.find_request(request.user, id), if_match)
    settling.carry_out(row, by=request.user, now=request.now)
    return _shown(request, id)


@router.get("/privacy/consents", response=list[ConsentShape])
def consents(request: Call, wanted: Query[WantedConsents]) -> HttpResponse:
    """List what people agreed to, in which wording, how and until when; newest first."""
    found = all_consents(request.user, wanted=wanted.q.strip(), topic=wanted.topic or "")
    return reply([{**shown(ConsentShape, each), "id": None} for each in found])


@router.get("/privacy/stopped-reminders", response=list[StoppedReminder])
def stopped(request: Call) -> HttpResponse:
    """List who chose to get no reminders of which kind, newest first."""
    told = (
        {
            "email": email,
            "topic": row.topic,
            "topic_name": name,
            "how": row.how,
            "changed_at": row.changed_at,
        }
        for email, name, row in stopped_reminders(request.user)
    )
    return reply([shown(StoppedReminder, each) for each in told])


@router.get("/privacy/periods", response=PeriodsShape)
def periods(request: Call) -> HttpResponse:
    """Tell what the coming night would erase, without erasing it, and what past ones did."""
    due = what_is_due(request.user, request.now)
    told = {
        "total": sum(each.count for each in due),
        "due": [
            {
                "code": each.kind.code,
                "name": each.kind.name,
                "days": each.age.days,
                "count": each.count,
                "deletes": each.deletes,
            }
            for each in due
        ],
        "nights": runs(request.user),
    }
    return reply(shown(PeriodsShape, told))


@router.get("/privacy/register", response=list[RegisterKind])
def register(request: Call) -> HttpResponse:
    """Give the register of personal data: what for, on what ground, how long (PIPL art. 51)."""
    require_right(request.user, Right.KEEP_PRIVACY)
    return reply([shown(RegisterKind, _kind(each)) for each in personal_register().kinds])


def held_facts(held: Held) -> dict[str, Any]:
    """Return a kind of which something is held, with what a deletion makes of it."""
    more = {"count": held.count, "rows": held.rows, "keeps": held.keeps, "fate": fate_of(held)}
    return {**_kind(held.kind), **more}


def request_facts(row: Any) -> dict[str, Any]:
    """Return a request as its person reads it."""
    names = ("pk", "number", "kind", "state", "words", "corrections", "asked_at", "due_on")
    return {
        **{name: getattr(row, name) for name in (*names, "decided_why", "ended_at")},
        "state_name": STATES[row.state],
        "letter": row.letter or None,
    }


def _line(request: Call, row: Any) -> dict[str, Any]:
    names = ("version", "name", "email", "organization", "checked_at", "outcome")
    return {
        **request_facts(row),
        **{name: getattr(row, name) for name in names},
        "late": row.state in OPEN and row.due_on < in_shanghai(request.now).date(),
        "checked_by": row.checked_by.name if row.checked_by else "",
        "ended_by": row.ended_by.name if row.ended_by else "",
        "steps": steps_of(row, request.user),
    }


def _shown(request: Call, pk: int) -> HttpResponse:
    row = settling.find_request(request.user, pk)
    subject = settling.subject_of_request(row) if row.state in OPEN else None
    held = [shown(HeldShape, held_facts(each)) for each in held_of(subject)] if subject else []
    told = {**_line(request, row), "held": held}
    return reply(shown(DataRequestShape, told), version=row.version)


def _kind(kind: PersonalKind) -> dict[str, Any]:
    names = ("code", "name", "whose", "purpose", "ground", "ground_text", "source", "shared")
    keeps = {table.keep.code: say_keep(table) for table in kind.tables if table.keep}
    facts = {name: getattr(kind, name) for name in (*names, "period")}
    return {**facts, "keeps": list(keeps.values())}
