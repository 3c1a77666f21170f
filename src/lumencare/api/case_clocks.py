"""The clock of a case replayed: every second explained, and what another start would have done."""

from datetime import timedelta

from django.http import HttpResponse
from ninja import Query, Router

from lumencare.api.cases import Number
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import Asked, AskedInstant, shown
from lumencare.api.shapes.case_clocks import ReplayShape
from lumencare.api.tokens import Call
from lumencare.desk.queries import replay_of
from lumencare.domain.desk.replay import Segment, WhatIf

router = Router(tags=["cases"])


class OtherStart(Asked):
    """When work could have started, for the question what would have become of it."""

    started_at: AskedInstant | None = None


@router.get("/cases/{number}/replay", response=ReplayShape)
def replay_clock(request: Call, number: Number, asked: Query[OtherStart]) -> HttpResponse:
    """Explain every second from the report to now and on to the due time.

    With `started_at` the answer tells whether a start at that moment would have been in time.
    """
    found = replay_of(request.user, number, request.now, started_at=asked.started_at)
    told = {
        "number": found.number,
        "promise": found.promise,
        "due_at": found.due_at,
        "promised_seconds": _seconds(found.promised),
        "counted_seconds": _seconds(found.counted),
        "left_seconds": _seconds(found.left),
        "segments": [_segment(each) for each in found.segments],
        "what_if": _what_if(found.what_if) if found.what_if else None,
    }
    return reply(shown(ReplayShape, told))


def _segment(segment: Segment) -> dict[str, object]:
    told = {name: getattr(segment, name) for name in segment.__dataclass_fields__}
    return {**told, "kind": segment.kind.value, "counted_seconds": _seconds(segment.counted)}


def _what_if(found: WhatIf) -> dict[str, object]:
    return {
        "started_at": found.at,
        "due_at": found.due_at,
        "in_time": found.is_in_time,
        "margin_seconds": _seconds(found.margin),
        "text": found.text,
    }


def _seconds(length: timedelta | None) -> int | None:
    """Return whole seconds: instants are kept finer than anybody is promised anything."""
    return None if length is None else int(length.total_seconds())
