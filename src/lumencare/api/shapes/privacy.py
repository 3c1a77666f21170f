"""Shapes of personal data: what is held, requests, consents, periods, copies, reminders."""

from typing import Annotated, Any, Literal

from pydantic import Field

from lumencare.api.shapes.basic import (
    NO_NUL,
    Asked,
    Day,
    Facts,
    Instant,
    Text,
    Wording,
    Words,
)

RequestKind = Literal["correct", "erase"]
RequestState = Literal["asked", "checked", "done", "refused", "taken-back"]
RequestStep = Literal["check", "correct", "refuse", "carry-out"]
ConsentTopic = Literal["notice", "photos", "reminders", "partner", "remote"]
ReminderTopic = Literal[
    "window", "renewal", "contract", "allowance", "remote-end", "appointment", "invoice"
]
GroundCode = Literal["contract", "consent", "law"]
FateCode = Literal["goes", "part", "stays"]
Id = Annotated[int, Field(validation_alias="pk")]


class Settling(Asked):
    """The reason, in words; of a refusal and a correction the person reads it."""

    why: Text


class HeldValueShape(Facts):
    """One field; numbers and addresses are masked."""

    name: Words
    value: Words


class HeldRowShape(Facts):
    """One row: the day it is of, and the site where there is one."""

    on: Day | None
    site: str
    values: list[HeldValueShape]


class HeldShape(Facts):
    """A kind of data of which something is held: its latest rows, and what of it stays, and why."""

    code: str
    name: Words
    purpose: Words
    ground: GroundCode
    ground_text: Words
    source: Words
    shared: Words
    period: Words
    count: int
    rows: list[HeldRowShape]
    keeps: list[Words]
    fate: FateCode


class OwnRequestShape(Facts):
    """What somebody asked of their data, and what became of it."""

    id: Id
    number: str
    kind: RequestKind
    state: RequestState
    state_name: Words
    words: str
    corrections: dict[str, str]
    asked_at: Instant
    due_on: Day
    decided_why: str
    ended_at: Instant | None
    letter: Wording | None


class DataRequestLine(OwnRequestShape):
    """A request as the office reads it; `steps` is what this token may do with it now."""

    version: int
    name: str
    email: str
    organization: str
    late: bool
    checked_by: str
    checked_at: Instant | None
    ended_by: str
    outcome: dict[str, Any]
    steps: list[RequestStep]


class DataRequestShape(DataRequestLine):
    """A request with what is held of its person, while it is open."""

    held: list[HeldShape]


class ConsentShape(Facts):
    """One consent: about what, in which wording, by whom, how, and when it ended.

    `id` is null where it cannot be taken back here.
    """

    id: Annotated[int | None, Field(validation_alias="key")]
    topic: ConsentTopic
    topic_name: Words
    about: str
    wording: Words
    version: str
    name: str
    how: str
    given_at: Instant
    ended_at: Instant | None
    ended_how: str


class StoppedReminder(Facts):
    """Somebody gets no reminders about a topic; the address is masked."""

    email: str
    topic: ReminderTopic
    topic_name: Words
    how: str
    changed_at: Instant


class PeriodShape(Facts):
    """How many rows the coming night would erase by one of the periods."""

    code: str
    name: Words
    days: int
    count: int
    deletes: bool


class NightShape(Facts):
    """A night in which something was erased: rows by kind."""

    at: Instant
    counts: dict[str, int]


class PeriodsShape(Facts):
    """What is over, and the latest nights."""

    total: int
    due: list[PeriodShape]
    nights: list[NightShape]


class RegisterKind(Facts):
    """A kind of personal data as the register has it (PIPL art. 51)."""

    code: str
    name: Words
    whose: Literal["outside", "staff"]
    purpose: Words
    ground: GroundCode
    ground_text: Words
    source: Words
    shared: Words
    period: Words
    keeps: list[Words]


class OwnDataShape(Facts):
    """What is held of oneself, and of which kinds nothing is."""

    held: list[HeldShape]
    not_held: list[Words]


class CopyShape(Facts):
    """The copy of one's data; null `made_at` while it is being made. A mailed code opens it."""

    asked_at: Instant
    made_at: Instant | None
    ends_at: Instant
    size: int
    sha256: str
    mailed_to: str


class OpeningCopy(Asked):
    """The code of the latest mail."""

    code: Annotated[str, Field(pattern=r"^[0-9]{6}$")]


class AskingCorrection(Asked):
    """What is to be corrected; what is left empty stays as it is."""

    name: Annotated[str, Field(max_length=80, pattern=NO_NUL)] = ""
    position: Annotated[str, Field(max_length=80, pattern=NO_NUL)] = ""
    phone: Annotated[str, Field(max_length=40, pattern=NO_NUL)] = ""
    email: Annotated[str, Field(max_length=254, pattern=NO_NUL)] = ""
    words: Annotated[str, Field(max_length=2000, pattern=NO_NUL)] = ""


class AskingDeletion(Asked):
    """A wish to be forgotten; `sure`: once it is carried out one can come in no more."""

    sure: bool
    words: Annotated[str, Field(max_length=2000, pattern=NO_NUL)] = ""


class ReminderChoiceShape(Facts):
    """Whether reminders about a topic come, and since when."""

    topic: ReminderTopic
    name: Words
    wanted: bool
    how: str
    changed_at: Instant | None


class RemindersShape(Facts):
    """Which reminders come by mail; staff choose all or none, `mandatory` comes anyhow."""

    by_mail: bool
    topics: list[ReminderChoiceShape]
    mandatory: list[Words]


class ChoosingReminders(Asked):
    """The topics that are wanted, for people outside; for staff, whether any are."""

    topics: Annotated[list[ReminderTopic], Field(max_length=7)] | None = None
    by_mail: bool | None = None
