"""The audit trail of the office, for those who may see all of it."""

import re
from typing import Annotated

from django.http import HttpResponse
from ninja import Query, Router
from pydantic import BaseModel, Field

from lumencare.api.lists import CURSOR_ALLOWED, close, opened, refuse_other_fields
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import Asked, AskedDay, Facts, Instant, Line, Words, shown
from lumencare.api.tokens import Call
from lumencare.audit.queries import Wanted, whole_trail
from lumencare.domain.problems import InputProblems, Problem

router = Router(tags=["audit"])
KEY = re.compile(r"\d{1,18}", re.ASCII)


class ChangeShape(Facts):
    """One field: its name in words, what it held before and what it holds since."""

    field: Words
    before: Words
    after: Words


class EntryShape(Facts):
    """Who did what to which thing, when and why."""

    id: Annotated[int, Field(validation_alias="key")]
    at: Instant
    who: str
    action: Words
    kind: Words
    label: str
    changes: list[ChangeShape]
    why: str


class TrailShape(BaseModel):
    """One page of the trail, newest first; `next` is the cursor of the one after it."""

    items: list[EntryShape]
    next: str | None


class WantedEntries(Asked):
    """Which entries are wanted: of a person, of an action, about a kind of thing, on some days."""

    person: Line = ""
    kind: Annotated[Line, Field(examples=["sites.system"])] = ""
    action: Annotated[Line, Field(examples=["change"])] = ""
    first_day: AskedDay | None = None
    last_day: AskedDay | None = None
    cursor: Annotated[str, Field(max_length=2000)] = ""

    _know_every_field = refuse_other_fields


@router.get("/audit", response=TrailShape)
def audit(request: Call, wanted: Query[WantedEntries]) -> HttpResponse:
    """List what was done in the office, newest first."""
    asked = Wanted(**wanted.model_dump(exclude={"cursor"}))
    before = _read_cursor(wanted.cursor)
    found, following = whole_trail(request.user, asked, before=before)
    items = [shown(EntryShape, each) for each in found]
    return reply({"items": items, "next": close(str(following)) if following else None})


def _read_cursor(cursor: str) -> int | None:
    """Return the key that a page begins below; the cursor may be one of another list."""
    key = opened(cursor)
    if key and not KEY.fullmatch(key):
        raise InputProblems([Problem("cursor", cursor, CURSOR_ALLOWED)])
    return int(key) if key else None
