"""Shapes of quotes: what is chosen, what was issued, what may be done."""

from typing import Annotated, Any, Literal

from pydantic import Field

from lumencare.api.shapes.basic import (
    Asked,
    Day,
    Facts,
    Instant,
    Key,
    Line,
    Money,
    PlanCode,
    Text,
    Words,
)
from lumencare.api.shapes.sites import AmountText

State = Literal[
    "draft",
    "awaiting-approval",
    "approved",
    "sent",
    "accepted",
    "expired",
    "superseded",
    "withdrawn",
]
Year = Annotated[int, Field(ge=1, le=99)]


class PlanChosen(Asked):
    """A plan, and the project years where it is bought for some of them."""

    plan: PlanCode
    years: list[Year] = Field(default=[], max_length=50)


class OptionChosen(Asked):
    """An option by its code in the edition, such as a response or an added service."""

    code: Line
    quantity: Annotated[int, Field(ge=1, le=10_000)] = 1


class PriceSet(Asked):
    """A price that staff set in place of the computed one; one below it needs approval (D-20)."""

    code: Line
    project_year: Year | None = None
    unit_net: AmountText
    reason: Line


class ChoicesAsked(Asked):
    """What is to be quoted; what is not given stays as it is."""

    plans: list[PlanChosen] = Field(default=[], max_length=100)
    options: list[OptionChosen] = Field(default=[], max_length=100)
    prices: list[PriceSet] = Field(default=[], max_length=100)


class NewQuote(ChoicesAsked):
    """A quote to begin: of which system, and what is chosen."""

    system: Key


class Refusing(Asked):
    """Why the prices are not approved."""

    note: Text


class Approving(Asked):
    """A note to the approval, where there is one to make."""

    note: Text = ""


class Sending(Asked):
    """To whom by mail, and the sender's own words; without an address, a link to hand over."""

    to: Line = ""
    words: Text = ""


class Withdrawing(Asked):
    """Why a version is taken back; a draft needs no reason."""

    why: Text = ""


class Accepting(Asked):
    """Who accepts, which document by its hash, and for staff: on what ground they register it."""

    name: Line
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
    how: Text = ""


class Message(Asked):
    """A question or an answer."""

    text: Text


class QuoteLine(Facts):
    """A quote in a list, by its latest version."""

    number: str
    version: int
    state: State
    state_name: Words
    system_id: Annotated[int, Field(validation_alias="system_pk")]
    system_ref: str
    system_name: str
    site_id: Annotated[int, Field(validation_alias="site_pk")]
    site_name: str
    owner: str
    author: str
    changed_at: Instant
    quoted_on: Day | None
    valid_until: Day | None
    net: Money | None
    gross: Money | None
    needs_approval: bool
    unanswered: bool


class ApprovalShape(Facts):
    """What was decided about the prices, and by whom."""

    decided_by: str
    decided_at: Instant
    approved: bool
    note: str


class LinkShape(Facts):
    """A customer's link and whether it was looked at."""

    id: Annotated[int, Field(validation_alias="pk")]
    zh_address: str | None
    en_address: str | None
    created_by: str
    created_at: Instant
    expires_at: Instant
    revoked_at: Instant | None
    works: bool
    first_seen_at: Instant | None
    last_seen_at: Instant | None
    seen_count: int
    mailed_to: str
    mailed_at: Instant | None


class VersionShape(Facts):
    """A version: `quotation` is what was issued, `steps` what this token may do with it now."""

    number: int
    state: State
    state_name: Words
    author: str
    created_at: Instant
    issued_at: Instant | None
    quoted_on: Day | None
    valid_until: Day | None
    edition: str
    net: Money | None
    gross: Money | None
    needs_approval: bool
    choices: dict[str, Any]
    quotation: dict[str, Any] | None
    pdf_sha256: str
    sent_at: Instant | None
    sent_to: str
    ended_at: Instant | None
    ended_why: str
    accepted_name: str
    approval: ApprovalShape | None
    links: list[LinkShape]
    steps: list[str]


class MessageShape(Facts):
    """A question or an answer about a version."""

    version: int
    written_at: Instant
    by_name: str
    text: str
    is_customer: bool


class QuoteShape(Facts):
    """A quote with its versions, newest first; `etag` is what If-Match gives back."""

    number: str
    etag: str
    system_id: Annotated[int, Field(validation_alias="system_pk")]
    system_ref: str
    system_name: str
    site_id: Annotated[int, Field(validation_alias="site_pk")]
    site_name: str
    owner: str
    author: str
    created_at: Instant
    versions: list[VersionShape]
    messages: list[MessageShape]
    changed_facts: list[Words]
