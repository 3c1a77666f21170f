"""Shapes of upgrade proposals: their versions as they stand, and the steps of one."""

from typing import Annotated, Any, Literal

from pydantic import Field

from lumencare.api.shapes.basic import (
    NO_NUL,
    Asked,
    Day,
    Facts,
    Instant,
    Key,
    Money,
    Text,
    Words,
)
from lumencare.api.shapes.lifecycle import LossCode, ReuseCode
from lumencare.api.shapes.lists import ProblemShape

ProposalStateCode = Literal[
    "draft",
    "awaiting-approval",
    "approved",
    "sent",
    "accepted",
    "lost",
    "expired",
    "superseded",
    "completed",
]
ProposalStepCode = Literal[
    "change", "issue", "approve", "refuse", "send", "accept", "revise", "lose"
]
WayCode = Literal["software-upgrade", "system-upgrade"]
ScopeCode = Literal["client-systems", "functions", "smart-modules", "fixtures"]
LineKindCode = Literal["hardware", "software", "man-days", "exploration", "trade-in"]
HoursCode = Literal["business", "after-hour", "weekend", "on-request"]
DoerCode = Literal["manufacturer", "partner", "customer"]
OptionKey = Literal["A", "B", "C", "D"]
Target = Annotated[
    str,
    Field(
        max_length=20, pattern=NO_NUL, description="The code of the system that follows; or none."
    ),
]


class WayAsked(Asked):
    """A way to bring the system up to date, and to which system where one follows."""

    kind: WayCode
    target: Target = ""


class NewProposal(Asked):
    """A proposal to begin. Without `ways` it has what the catalogue has nearest."""

    system: Key
    need: Annotated[str, Field(max_length=2000, pattern=NO_NUL)] = ""
    survey: Annotated[str, Field(max_length=40, pattern=NO_NUL)] | None = None
    ways: list[WayAsked] = Field(default=[], max_length=4)


class LosingProposal(Asked):
    """Why a proposal was lost: a reason of the list, and words."""

    reason: LossCode
    words: Text


class ProposalLine(Facts):
    """A proposal in a list, by its latest version; amounts null while a draft."""

    number: str
    version: int
    state: ProposalStateCode
    state_name: Words
    system_id: Annotated[int, Field(validation_alias="system_pk")]
    system_ref: str
    system_name: str
    site_name: str
    owner: str
    author: str
    options: int
    changed_at: Instant
    valid_until: Day | None
    net: Money | None
    gross: Money | None


class LineOfOption(Facts):
    """A line of an option; `listed` null where no list has a price."""

    key: int
    kind: LineKindCode
    text: str
    quantity: str
    price: Money
    listed: Money | None
    why: str
    part_number: str
    service: str
    hours: HoursCode | None
    source: str


class ReuseOfOption(Facts):
    """What becomes of a kind of component; `assumed` is what the catalogue says, if it does."""

    key: int
    component: str
    verdict: ReuseCode
    quantity: int
    part_number: str
    replacement: str
    assumed: ReuseCode | None
    why: str
    source: str


class StepOfOption(Facts):
    """A step of the change-over."""

    key: int
    text: Words
    doer: DoerCode
    days: int
    out_of_service: Words
    out_hours: int


class OptionOfProposal(Facts):
    """An option as it is drafted; what it comes to is in the `answer` of an issued version."""

    key: OptionKey
    kind: WayCode
    target: str
    name: Words
    gains: Words
    scope: list[ScopeCode]
    lines: list[LineOfOption]
    reuse: list[ReuseOfOption]
    steps: list[StepOfOption]
    no_exploration_why: str


class ContentOfProposal(Facts):
    """What a version offers."""

    need: str
    recommended: str
    options: list[OptionOfProposal]


class ProposalDecision(Facts):
    """What was decided about a version, and by whom."""

    decided_by: str
    decided_at: Instant
    approved: bool
    note: str


class ProposalLinkShape(Facts):
    """A customer's link to a proposal; `mail_problem` says why its mail could not be sent."""

    id: Annotated[int, Field(validation_alias="pk")]
    zh_address: str | None
    en_address: str | None
    expires_at: Instant
    revoked_at: Instant | None
    works: bool
    first_seen_at: Instant | None
    last_seen_at: Instant | None
    seen_count: int
    mailed_to: str
    mailed_at: Instant | None
    mail_problem: str


class ProposalVersionShape(Facts):
    """A version: `answer` is what was issued, `steps` what this token may do with it now."""

    number: int
    state: ProposalStateCode
    state_name: Words
    author: str
    created_at: Instant
    issued_at: Instant | None
    valid_until: Day | None
    edition: str
    net: Money | None
    gross: Money | None
    content: ContentOfProposal
    answer: dict[str, Any] | None
    pdf_sha256: str
    sent_at: Instant | None
    ended_at: Instant | None
    ended_why: str
    lost_reason: Words | None
    accepted_at: Instant | None
    accepted_name: str
    accepted_option: str
    decisions: list[ProposalDecision]
    links: list[ProposalLinkShape]
    steps: list[ProposalStepCode]


class ProposalShape(Facts):
    """A proposal with its versions, newest first; `etag` is what If-Match gives back.

    `changed` says which facts have changed since the latest version was issued.
    """

    number: str
    etag: str
    system_id: Annotated[int, Field(validation_alias="system_pk")]
    system_ref: str
    system_name: str
    system_type: str
    site_name: str
    owner: str
    survey: str
    changed: list[Words]
    versions: list[ProposalVersionShape]


class ProposalPreview(Facts):
    """A draft as it would be issued today; `problems` is what keeps it from that."""

    edition: str
    valid_until: Day
    answer: dict[str, Any]
    problems: list[ProblemShape]
