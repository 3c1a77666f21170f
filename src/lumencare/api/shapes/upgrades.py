"""Shapes of accepted upgrades: acceptance, bills, work, the handover, won and lost."""

from typing import Annotated, Any, Literal

from pydantic import Field, Json

from lumencare.api.shapes.basic import (
    NO_NUL,
    Asked,
    Day,
    Facts,
    Instant,
    Money,
    StartUp,
    WarrantyClass,
    Words,
)
from lumencare.api.shapes.papers import Sha256
from lumencare.api.shapes.proposals import OptionKey, WayCode
from lumencare.api.shapes.sites import AmountText, DayText
from lumencare.api.shapes.surveys import Name, ShortText

WonStateCode = Literal["accepted", "completed"]
DecisionCode = Literal["carry", "end"]
ThingCode = Literal["claim", "case", "visit", "agreement", "contract"]
UpgradeStepCode = Literal["complete", "plan", "end"]
RowKey = Annotated[int, Field(ge=1, le=1_000_000)]
UpgradeBillState = Literal["due", "paid"]
ReasonCode = Annotated[str, Field(examples=["system-upgrade", "price", "expired"])]


class AcceptingProposal(Asked):
    """Which option, who accepted, how, and the hash of the document that they signed."""

    option: OptionKey
    name: Annotated[str, Field(max_length=80, pattern=NO_NUL)]
    how: Annotated[str, Field(max_length=200, pattern=NO_NUL)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="As in `pdf_sha256`.")]


class PartThatGoes(Asked):
    """What a row of the reuse table is on the hardware list of the old system."""

    part_number: Name = ""
    serials: list[Name] = Field(default=[], max_length=200)


class CompletingUpgrade(Asked):
    """What is stated of a handover. A software upgrade needs its version alone.

    A system upgrade needs the fields of the new system. `decisions` says for each open thing, by
    its key, whether it goes on or ends; `why` what ends it.
    """

    completed_on: DayText
    handed_to: Annotated[str, Field(max_length=80, pattern=NO_NUL)]
    software_version: Annotated[str, Field(max_length=40, pattern=NO_NUL)] = ""
    note: ShortText = ""
    why: ShortText = ""
    ref: Annotated[str, Field(max_length=60, pattern=NO_NUL)] = ""
    name: Annotated[str, Field(max_length=200, pattern=NO_NUL)] = ""
    system_type: Annotated[str, Field(max_length=200, pattern=NO_NUL)] = ""
    warranty_class: Annotated[WarrantyClass | Literal[""], Field(alias="class")] = ""
    start_up: StartUp | Literal[""] = ""
    order_date: DayText = ""
    remaining: AmountText = ""
    whole: bool = False
    parts: Json[dict[RowKey, PartThatGoes]] = Field(
        default={},
        description='As JSON, by the key of a row: `{"1": {"part_number": "QP2", "serials": []}}`.',
    )
    decisions: Json[dict[Name, DecisionCode]] = Field(
        default={}, description='As JSON, by the key of the thing: `{"case:R-2601-001": "carry"}`.'
    )


class EndingContract(Asked):
    """Why what a contract has for the old system ends."""

    why: ShortText


class ReuseToName(Facts):
    """A row of the reuse table whose part leaves; name it where the table has no part number."""

    key: int
    component: str
    part_number: str
    quantity: int
    replacement: str


class OpenThingShape(Facts):
    """What is open at the old system; where it `may_end`, somebody decides about its `key`."""

    key: str
    kind: ThingCode
    number: str
    what: Words
    told: Words
    may_end: bool


class PreparationShape(Facts):
    """What is known before a handover, to begin with; `missing` the old system has no more."""

    upgrade: str
    kind: WayCode
    accepted_on: Day
    ref: str
    name: str
    system_type: str
    warranty_class: Annotated[WarrantyClass, Field(serialization_alias="class")]
    start_up: str
    software_version: str
    whole: bool
    has_list: bool
    rows: list[ReuseToName]
    missing: list[str]
    things: list[OpenThingShape]


class UpgradeBillShape(Facts):
    """A bill of an accepted upgrade at one VAT rate."""

    id: Annotated[int, Field(validation_alias="pk")]
    number: str
    proposal: str
    name: str
    bill_to: str
    state: UpgradeBillState
    net: Money
    vat: Money
    gross: Money
    due_on: Day
    paid_on: Day | None
    paid_reference: Annotated[str, Field(validation_alias="reference")]


class WorkShape(Facts):
    """A visit that does work of the option."""

    number: str
    summary: str
    state_name: Words
    starts_at: Instant | None


class SettledShape(Facts):
    """What was decided about one thing that was open at the old system."""

    kind_name: Words
    number: str
    what: Words
    decision: DecisionCode
    why: str


class HandoverShape(Facts):
    """The handover: when, to whom, on what evidence, what it brought and settled."""

    completed_on: Day
    handed_to: str
    note: str
    by: str
    recorded_at: Instant
    file_name: str
    sha256: Sha256
    new_system_id: Annotated[int | None, Field(validation_alias="new_pk")]
    new_ref: str
    whole: bool
    software_before: str
    software_after: str
    parts: list[str]
    settled: list[SettledShape]


class UpgradeLine(Facts):
    """An accepted upgrade in a list."""

    number: str
    state: WonStateCode
    state_name: Words
    kind_name: Words
    site_name: str
    system_name: str
    owner: str
    net: Money | None
    accepted_at: Instant | None
    completed_on: Day | None


class UpgradeShape(Facts):
    """An accepted upgrade; `to_end` are contracts of a system that is gone and that still run."""

    number: str
    version: int
    state: WonStateCode
    state_name: Words
    kind: WayCode
    kind_name: Words
    system_id: Annotated[int, Field(validation_alias="system_pk")]
    system_ref: str
    system_name: str
    site_id: Annotated[int, Field(validation_alias="site_pk")]
    site_name: str
    owner: str
    option: OptionKey
    gross: Money | None
    accepted_name: str
    accepted_at: Instant | None
    signatures: list[str]
    bills: list[UpgradeBillShape]
    work: list[WorkShape]
    handover: HandoverShape | None
    to_end: list[str]
    can: list[UpgradeStepCode]


class OutcomeShape(Facts):
    """Proposals that ended in one way; `net` is of those that have an amount."""

    won: bool
    reason: ReasonCode
    name: Words
    count: int
    net: Money


class UpgradeReport(Facts):
    """What was won and lost; `share_won` null while too few have ended to say."""

    since: Day | None
    until: Day | None
    won: int
    lost: int
    won_net: Money
    lost_net: Money
    share_won: int | None
    outcomes: list[OutcomeShape]


def stated_of(completing: CompletingUpgrade) -> dict[str, Any]:
    """Return the fields of a handover as forms give them."""
    given = completing.model_dump(exclude={"whole", "parts", "decisions"})
    return {name: str(value) for name, value in given.items()}
