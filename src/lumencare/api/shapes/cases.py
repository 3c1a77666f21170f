"""Shapes of cases: what was reported and promised, its decisions, the events of its clock."""

from typing import Annotated, Any, Literal

from pydantic import Field

from lumencare.api.shapes.basic import (
    Asked,
    AskedInstant,
    Day,
    Facts,
    Instant,
    Key,
    Line,
    Money,
    Reason,
    Words,
)
from lumencare.api.shapes.basic import Text as LongText

State = Literal["open", "waiting", "resolved", "closed", "merged"]
Clock = Literal["none", "running", "paused", "met", "stopped"]
FaultCause = Literal["unknown", "product", "other"]
Flag = Literal["", "replied", "bounced", "flood"]


class NewCase(Asked):
    """A report; without a system it is a case whose cover is unknown.

    `reported_at` is now where it is left away.
    """

    summary: Line
    description: LongText = ""
    site: Key | None = None
    system: Key | None = None
    contact: Key | None = None
    reporter_name: Line = ""
    reporter_phone: Line = ""
    reporter_email: Line = ""
    urgent: bool = False
    reported_at: AskedInstant | None = None


class CaseChange(Asked):
    """The fields to put right; a field that is left away stays."""

    summary: Line | None = None
    description: LongText | None = None
    reporter_name: Line | None = None
    reporter_phone: Line | None = None
    reporter_email: Line | None = None
    urgent: bool | None = None


class Naming(Asked):
    """Which system a case is about."""

    system: Key


class Assigning(Asked):
    """Who takes care of it; null: nobody."""

    person: Key | None


class Finding(Asked):
    """What the fault comes from, and what shows it."""

    cause: FaultCause
    why: LongText


class Pausing(Asked):
    """Why the customer is waited for, and what shows it; `at` is now where it is left away."""

    reason: Line
    evidence: LongText
    at: AskedInstant | None = None


class PastPausing(Asked):
    """A pause that is over."""

    start: AskedInstant
    end: AskedInstant
    reason: Line
    evidence: LongText


class ResumingClock(Asked):
    """Since when nobody waits for the customer any more; now where it is left away."""

    at: AskedInstant | None = None


class Starting(Asked):
    """How and when an engineer started work; `at` is now where it is left away."""

    how: Literal["on-site", "phone"]
    at: AskedInstant | None = None


class AgreeingWindows(Asked):
    """Hours outside business hours that the customer agreed to pay for, and who said so."""

    windows: Annotated[list[Literal["after-hour", "weekend"]], Field(min_length=1, max_length=2)]
    evidence: LongText


class SayingWhy(Asked):
    """Why something is taken back."""

    why: Line


class Resolving(Asked):
    """How it was solved; `withdrawn`: the customer called it off."""

    resolution: LongText
    how: Literal["phone", "remote", "on-site", "withdrawn"]


class CaseClosing(Asked):
    """The claims for parts that stay open though their case is closed, by their numbers."""

    knowing: Annotated[list[Line], Field(default_factory=list, max_length=200)]


class NewPart(Asked):
    """A part that is asked about; without a price that of the hardware list is taken."""

    part_number: Line
    description: Line = ""
    serial: Line = ""
    quantity: Annotated[str, Field(pattern=r"^\d{1,5}(\.\d{1,3})?$", examples=["1"])] = "1"
    price: Annotated[str, Field(pattern=r"^(\d{1,12}(\.\d{1,2})?)?$")] = ""


class CaseLine(Facts):
    """A case in a list."""

    number: str
    state: State
    state_name: Words
    clock: Clock
    urgent: bool
    summary: str
    site_id: Annotated[int | None, Field(validation_alias="site_pk")]
    site_name: str
    system_id: Annotated[int | None, Field(validation_alias="system_pk")]
    system_name: str
    commitment: str
    due_at: Instant | None
    paused_since: Instant | None
    started_at: Instant | None
    met_in_time: bool | None
    sentence: Words | None
    assignee: str
    flag: Flag
    reported_at: Instant
    changed_at: Instant


class CoverDecisionShape(Facts):
    """A decision of cover as it was kept: facts, edition, answer, every reason and clause."""

    id: Annotated[int, Field(validation_alias="pk")]
    follows: int | None
    on: Day
    cause: str
    edition: str
    facts: dict[str, Any]
    project_year: int
    parts_percent: int
    part_price: Money | None
    customer_pays: Money | None
    labour_covered: bool
    visit_charge: Money
    response: str
    sentence: Words
    because: list[dict[str, Any]]
    why: str
    by: str
    at: Instant


class PartLineShape(Facts):
    """A part line and what is covered of it; `on_list` null where only a total is known."""

    id: Annotated[int, Field(validation_alias="pk")]
    position: int
    part_number: str
    description: str
    serial: str
    quantity: str
    on_list: bool | None
    decision: CoverDecisionShape | None


class ClockEventShape(Facts):
    """An event of the clock: when it happened, when and by whom it was written down."""

    id: Annotated[int, Field(validation_alias="pk")]
    kind: str
    at: Instant
    entered_at: Instant
    reason: str
    evidence: str
    data: dict[str, Any]
    due_before: Instant | None
    due_after: Instant | None
    undoes: int | None
    undone: bool
    by: str


class CaseShape(Facts):
    """A case; `can` are the steps that this token may take now."""

    number: str
    version: int
    state: State
    state_name: Words
    channel: str
    urgent: bool
    cause: FaultCause
    summary: str
    description: str
    site_id: Annotated[int | None, Field(validation_alias="site_pk")]
    site_name: str
    system_id: Annotated[int | None, Field(validation_alias="system_pk")]
    system_name: str
    system_ref: str
    reporter_name: str
    reporter_phone: str
    reporter_email: str
    reported_at: Instant
    opened_at: Instant
    commitment: str
    edition: str
    windows: list[str]
    clock: Clock
    due_at: Instant | None
    due_because: list[Reason]
    calendar_certain: bool
    paused_since: Instant | None
    started_at: Instant | None
    met_in_time: bool | None
    assignee_id: Annotated[int | None, Field(validation_alias="assignee_pk")]
    assignee: str
    flag: Flag
    flagged_at: Instant | None
    merged_into: str
    split_from: str
    resolution: str
    resolved_at: Instant | None
    closed_at: Instant | None
    changed_at: Instant
    decision: CoverDecisionShape | None
    parts: list[PartLineShape]
    events: list[ClockEventShape]
    can: list[str]
