"""Shapes of what is said about cases: messages, files, who watches, likely duplicates, mails."""

from typing import Annotated, Any, Literal

from pydantic import Field

from lumencare.api.shapes.basic import (
    NO_NUL,
    Asked,
    AskedInstant,
    Facts,
    Instant,
    Key,
    Line,
    Words,
)
from lumencare.api.shapes.cases import Flag, State

Body = Annotated[str, Field(min_length=1, max_length=20_000, pattern=NO_NUL)]
Number = Annotated[str, Field(max_length=40, pattern=NO_NUL, examples=["R-2601-001"])]
Kind = Literal["note", "incoming", "outgoing"]


class NewNote(Asked):
    """A note for the office; `mentioned` are people beside those named behind an @."""

    body: Body
    mentioned: Annotated[list[Key], Field(max_length=20, default_factory=list)]


class NewMail(Asked):
    """A mail to the customer; without `to` it goes to who wrote last, else to who reported."""

    body: Body
    to: Line = ""


class NewMessage(Asked):
    """What the customer wrote by another way than mail; `at` is now where it is left away."""

    body: Body
    from_name: Line = ""
    from_address: Line = ""
    at: AskedInstant | None = None


class Merging(Asked):
    """The case that stays, and why the two are about one fault."""

    into: Number
    why: Line


class Splitting(Asked):
    """What the new case is about, and its system where that is known."""

    summary: Line
    system: Key | None = None


class CaseFileShape(Facts):
    """A file of a case; `message` is the one it came with, `case` the one it was sent to."""

    id: Annotated[int, Field(validation_alias="pk")]
    file_name: str
    media_type: str
    size: int
    sha256: str
    message: int | None
    case: str
    added_by: str
    added_at: Instant


class MentionShape(Facts):
    """Somebody who was named in a note, and when they saw it."""

    person: int
    name: str
    seen_at: Instant | None


class CaseMessageShape(Facts):
    """A message or note; an outgoing one waits until `sent_at`.

    `quoted` hung below what was written; `left_out` are files that were not kept, and why.
    """

    id: Annotated[int, Field(validation_alias="pk")]
    case: str
    kind: Kind
    body: str
    quoted: str
    subject: str
    author: str
    automatic: bool
    at: Instant
    from_address: str
    to_address: str
    sent_at: Instant | None
    problem: str
    left_out: list[dict[str, Any]]
    split_into: str
    files: list[CaseFileShape]
    mentions: list[MentionShape]


class ConversationShape(Facts):
    """All that was said about a case and those merged into it, oldest first.

    `advice` is what a message of the customer suggests while it is flagged.
    """

    number: str
    messages: list[CaseMessageShape]
    files: list[CaseFileShape]
    watchers: list[str]
    watches: bool
    flag: Flag
    flagged_at: Instant | None
    advice: Literal["answer", "resume", "reopen", "new-case"] | None
    advice_text: Words | None
    merged: list[str]
    split_off: list[str]
    unseen: int


class SuspectShape(Facts):
    """A case that may be about the same fault; `stays`: of the two, this one would have to stay."""

    number: str
    summary: str
    state: State
    state_name: Words
    reported_at: Instant
    reporter_name: str
    reasons: list[Words]
    stays: bool | None


class SetAsideShape(Facts):
    """A mail that was set aside, and why; `case` is the one it is about, where that is known."""

    id: Annotated[int, Field(validation_alias="pk")]
    from_name: str
    from_address: str
    subject: str
    arrived_at: Instant
    why: str
    why_name: Words
    detail: str
    size: int
    case: str
