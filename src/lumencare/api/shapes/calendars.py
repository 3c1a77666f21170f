"""Shapes of the work calendar: years, holiday notices, and what a notice moves."""

from typing import Annotated, Literal

from pydantic import Field

from lumencare.api.lists import refuse_other_fields
from lumencare.api.shapes.basic import (
    NO_NUL,
    Asked,
    AskedInstant,
    Day,
    Facts,
    Instant,
    Key,
    Line,
    Text,
    Words,
)
from lumencare.api.shapes.visits import SlotShape

Kind = Literal["holiday", "makeup-workday"]
State = Literal["draft", "in-force", "withdrawn"]
NoticeText = Annotated[
    str,
    Field(
        max_length=20_000,
        pattern=NO_NUL,
        description="The notice as it was announced, or a table: first, last, kind, zh, en.",
    ),
]
Year = Annotated[int, Field(ge=1990, le=2100)]


class SpecialDay(Facts):
    """A day that is not what its weekday says."""

    day: Day
    kind: Kind
    name: Words


class CalendarYear(Facts):
    """A year; `certain` once it is announced. What is only expected decides no business day."""

    year: int
    certain: bool
    source: str
    days: list[SpecialDay]
    business_days: list[Day]


class NewNotice(Asked):
    """A notice to keep as a draft; `year` where the text does not name it."""

    text: NoticeText
    source: Line
    year: Year | None = None


class NoticeChange(Asked):
    """Another text of a draft; its source stays where none is given."""

    text: NoticeText
    source: Line | None = None


class WithdrawAsked(Asked):
    """Why a notice is withdrawn."""

    why: Text


class WantedNotices(Asked):
    """Which notices are wanted."""

    year: Year | None = None

    _know_every_field = refuse_other_fields


class RunOfDays(Facts):
    """Some days of one kind, the last one included; `line` is that of the text."""

    kind: Kind
    zh: str
    en: str
    first: Day
    last: Day
    line: int


class NoticeShape(Facts):
    """A holiday notice; of several in force for a year the one that `decides` was approved last."""

    id: Annotated[int, Field(validation_alias="pk")]
    year: int
    source: str
    state: State
    days: list[RunOfDays]
    staged_at: Instant
    approved_at: Instant | None
    withdrawn_at: Instant | None
    moved_at: Annotated[Instant | None, Field(description="When all that rests on it was moved.")]
    moved: dict[str, int]
    version: int


class ListedNotice(NoticeShape):
    """A notice in the list."""

    decides: bool


class WholeNotice(NoticeShape):
    """A notice with its text, and what deserves a second look though nothing is wrong."""

    text: str
    cautions: list[Words]


class ChangedDayShape(Facts):
    """A day that becomes a business day, or ceases to be one."""

    day: Day
    works: bool
    name: Words | None


class MoveShape(Facts):
    """What moves; `after` is null where people have to decide. Reminders are told together."""

    label: Words | str
    about: Words | str
    before: Instant
    after: Instant | None
    count: int


class KindOfMoves(Facts):
    """All of one kind that moves: how many, how many earlier, how many overdue at once."""

    kind: Literal["due-time", "visit", "reminder"]
    total: int
    earlier: int
    overdue: int
    shown: list[MoveShape]


class MovesShape(Facts):
    """The days that change, and what moves with them; the first 200 of each kind are shown."""

    days: list[ChangedDayShape]
    kinds: list[KindOfMoves]


class VisitOnHoliday(Facts):
    """A visit on a day that a notice makes free; `why_not` where no slot was found.

    `chosen`: a page ticks it, as it can move and the customer has not agreed to its day.
    """

    number: str
    site: str
    starts_at: Instant
    engineer: str
    confirmed_at: Instant | None
    chosen: bool
    slot: SlotShape | None
    why_not: Words | None


class SlotOfVisit(Asked):
    """A visit that is to be moved off a holiday, and where to."""

    number: Line
    engineer: Key
    starts_at: AskedInstant
    ends_at: AskedInstant


class MoveVisits(Asked):
    """Which visits are to be moved, and where to."""

    visits: Annotated[list[SlotOfVisit], Field(max_length=40)]


class MovedVisit(Facts):
    """What became of a visit: moved, left where it is, or neither as it was moved before."""

    number: str
    moved: bool
    left: bool
    said: Words
