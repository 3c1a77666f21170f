"""What is done with a case: its clock, its parts, its end."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Path, Router

from lumencare.api.cases import Number, moment_of, show_case
from lumencare.api.kept_answers import once_by_key
from lumencare.api.shapes.basic import Key, typed
from lumencare.api.shapes.cases import (
    AgreeingWindows,
    CaseClosing,
    CaseShape,
    NewPart,
    PastPausing,
    Pausing,
    Resolving,
    ResumingClock,
    SayingWhy,
    Starting,
)
from lumencare.api.tokens import Call
from lumencare.claims.actions import close_case
from lumencare.desk import actions
from lumencare.desk.queries import find_case, find_event, find_part

router = Router(tags=["cases"])
Id = Annotated[Key, Path()]


@router.post("/cases/{number}/pause", response=CaseShape)
@once_by_key
def pause(request: Call, number: Number, pausing: Pausing) -> HttpResponse:
    """Let the clock stand while the customer is waited for, with what shows it (D-7)."""
    actions.pause(
        find_case(request.user, number),
        at=moment_of(request, pausing.at),
        reason=pausing.reason,
        evidence=pausing.evidence,
        by=request.user,
        now=request.now,
    )
    return show_case(request, number)


@router.post("/cases/{number}/resume", response=CaseShape)
@once_by_key
def resume(request: Call, number: Number, resuming: ResumingClock) -> HttpResponse:
    """Let the clock run again."""
    row, at = find_case(request.user, number), moment_of(request, resuming.at)
    actions.resume(row, at=at, by=request.user, now=request.now)
    return show_case(request, number)


@router.post("/cases/{number}/past-pauses", response=CaseShape)
@once_by_key
def enter_past_pause(request: Call, number: Number, paused: PastPausing) -> HttpResponse:
    """Write down a pause that is over; it counts for when it was."""
    row = find_case(request.user, number)
    past = actions.PastPause(paused.start, paused.end, paused.reason, paused.evidence)
    actions.enter_past_pause(row, past, by=request.user, now=request.now)
    return show_case(request, number)


@router.post("/cases/{number}/start", response=CaseShape)
@once_by_key
def start_work(request: Call, number: Number, starting: Starting) -> HttpResponse:
    """Write down that an engineer started work: the promise is met, in time or late."""
    row, at = find_case(request.user, number), moment_of(request, starting.at)
    actions.start_work(row, at=at, how=starting.how, by=request.user, now=request.now)
    return show_case(request, number)


@router.post("/cases/{number}/windows", response=CaseShape)
@once_by_key
def agree_windows(request: Call, number: Number, agreeing: AgreeingWindows) -> HttpResponse:
    """Agree service outside business hours for this case (NB-1)."""
    actions.agree_windows(
        find_case(request.user, number),
        agreeing.windows,
        evidence=agreeing.evidence,
        by=request.user,
        now=request.now,
    )
    return show_case(request, number)


@router.post("/cases/{number}/events/{id}/undo", response=CaseShape)
@once_by_key
def undo_event(
    request: Call,
    number: Number,
    id: Id,  # noqa: A002 - the field's own name
    undoing: SayingWhy,
) -> HttpResponse:
    """Take back a pause, its end or a start that was written down wrongly; both rows stay."""
    event = find_event(request.user, number, id)
    actions.undo_event(event, why=undoing.why, by=request.user, now=request.now)
    return show_case(request, number)


@router.post("/cases/{number}/parts", response={201: CaseShape})
@once_by_key
def add_part(request: Call, number: Number, part: NewPart) -> HttpResponse:
    """Add a part line; it is decided at once, on its own (D-13)."""
    row = find_case(request.user, number)
    actions.add_part(row, typed(part), by=request.user, now=request.now)
    return show_case(request, number, 201)


@router.post("/cases/{number}/parts/{id}/remove", response=CaseShape)
@once_by_key
def remove_part(
    request: Call,
    number: Number,
    id: Id,  # noqa: A002
    undoing: SayingWhy,
) -> HttpResponse:
    """Take a part line away; it and its decisions stay in the record."""
    line = find_part(request.user, number, id)
    actions.remove_part(line, why=undoing.why, by=request.user, now=request.now)
    return show_case(request, number)


@router.post("/cases/{number}/resolve", response=CaseShape)
@once_by_key
def resolve(request: Call, number: Number, resolving: Resolving) -> HttpResponse:
    """Write down how it was solved, or that the customer called it off."""
    actions.resolve(
        find_case(request.user, number),
        resolution=resolving.resolution,
        how=resolving.how,
        by=request.user,
        now=request.now,
    )
    return show_case(request, number)


@router.post("/cases/{number}/reopen", response=CaseShape)
@once_by_key
def reopen(request: Call, number: Number, undoing: SayingWhy) -> HttpResponse:
    """Open a resolved case again: its clock counts anew from now."""
    row = find_case(request.user, number)
    actions.reopen(row, why=undoing.why, by=request.user, now=request.now)
    return show_case(request, number)


@router.post("/cases/{number}/close", response=CaseShape)
@once_by_key
def close(request: Call, number: Number, closing: CaseClosing | None = None) -> HttpResponse:
    """Close a resolved case for good; claims that are open stay so where `knowing` names them."""
    knowing = closing.knowing if closing is not None else ()
    close_case(find_case(request.user, number), knowing, by=request.user, now=request.now)
    return show_case(request, number)
