"""Shapes of claims for replacement parts: asked, decided, supplied, fitted, old ones returned."""

from typing import Annotated, Any, Literal

from pydantic import Field

from lumencare.api.shapes.basic import (
    Asked,
    AskedDay,
    Day,
    Facts,
    Instant,
    Key,
    Line,
    Money,
    Words,
)
from lumencare.api.shapes.case_charges import AskedAmount

ClaimState = Literal[
    "asked",
    "decided",
    "agreed",
    "reserved",
    "ordered",
    "issued",
    "fitted",
    "closed",
    "refused",
    "withdrawn",
]
ReturnState = Literal["none", "asked", "overdue", "received", "waived", "lost"]
ClaimGroup = Literal["live", "to-supply", "lead"]
DamageCode = Literal["", "misuse", "surge", "water", "change", "other"]
Serial = Annotated[str, Field(max_length=80, pattern=r"^[^\x00]*$")]
PlaceCode = Annotated[str, Field(max_length=20, pattern=r"^[^\x00]+$", examples=["SH"])]


class NewClaim(Asked):
    """A part that failed; what is not given is that of the part line, where one is named.

    `failed_on` counts where `failed_proof` says what shows it; `found_at` is the number of a
    preventive visit that found the fault (0033).
    """

    part_number: Line = ""
    line: Key | None = None
    serial: Serial = ""
    place: Line = ""
    quantity: Annotated[int, Field(ge=1, le=500)] = 1
    damage: DamageCode = ""
    failed_on: AskedDay | None = None
    failed_proof: Line = ""
    found_at: Line = ""
    note: Line = ""


class ChangingClaim(Asked):
    """What is put right; the claim is decided anew. Fields that are not given stay."""

    why: Line
    serial: Serial = ""
    place: Line = ""
    damage: DamageCode = ""
    failed_on: AskedDay | None = None
    failed_proof: Line = ""
    supplied: Line = ""
    note: Line = ""


class DecidingClaim(Asked):
    """Why a claim is decided anew."""

    why: Line = ""


class PricingPart(Asked):
    """A unit price where none is published, with its reason (D-20)."""

    amount: AskedAmount
    why: Line


class TellingShare(Asked):
    """To whom the share was told."""

    shown_to: Line


class ReservingPart(Asked):
    """Which place keeps a part, and until when; refurbished ones are for who pays nothing."""

    place: PlaceCode
    until: AskedDay | None = None
    refurbished: bool = False


class OrderingPart(Asked):
    """Where an order goes and when it is expected; asked again it is expected on another day."""

    place: PlaceCode
    expected_on: AskedDay


class IssuingPart(Asked):
    """Which unit leaves stock, and with whom."""

    serial: Serial = ""
    issued_to: Line = ""


class TakingFromBag(Asked):
    """Which unit of one's own bag."""

    serial: Serial = ""


class FittingPart(Asked):
    """What went in: empty, the serial that was issued, today."""

    serial: Serial = ""
    fitted_on: AskedDay | None = None
    visit: Annotated[str, Field(max_length=20, pattern=r"^[A-Z0-9-]*$")] = ""


class AskingReturn(Asked):
    """Until when the old part is asked for; empty: in 14 days."""

    due_on: AskedDay | None = None


class ReceivingReturn(Asked):
    """Where the old part lies now; empty: the serial that was claimed."""

    place: PlaceCode
    serial: Serial = ""


class ClaimDecisionShape(Facts):
    """A decision of a claim as it was kept; amounts for the whole line."""

    id: Annotated[int, Field(validation_alias="pk")]
    follows: int | None
    counts_on: Day
    counts_basis: Literal["failure", "visit", "report"]
    cause: str
    edition: str
    project_year: int
    percent: int
    price: Money | None
    share: Money | None
    price_list: str
    price_from: Literal["list", "set", "hardware", "none"]
    sentence: Words
    because: list[dict[str, Any]]
    why: str
    by: str
    at: Instant


class ClaimShape(Facts):
    """A claim: both parts with their serials, who pays what, where everything is."""

    number: str
    version: int
    state: ClaimState
    state_name: Words
    case: str
    site_id: Annotated[int, Field(validation_alias="site_pk")]
    site_name: str
    system_id: Annotated[int, Field(validation_alias="system_pk")]
    system_ref: str
    place: str
    quantity: int
    faulty_number: str
    faulty_serial: str
    damage: str
    note: str
    reported_on: Day
    failed_on: Day | None
    failed_proof: str
    found_on: Day | None
    found_at: str
    counts_on: Day | None
    counts_basis: str
    supplied_number: str
    supplied_serial: str
    is_successor: bool
    refurbished: bool
    percent: int | None
    price: Money | None
    share: Money | None
    sentence: Words
    charge_id: Annotated[int | None, Field(validation_alias="charge_pk")]
    charge_state: str
    agreed: bool
    outdated: bool
    source: Literal["", "pool", "bag", "order"]
    reservation: str
    supply: str
    expected_on: Day | None
    issue: str
    issued_on: Day | None
    issued_to: str
    fitted_on: Day | None
    free_until: Day | None
    visit: str
    returned: ReturnState
    returned_name: Words
    return_due_on: Day | None
    returned_on: Day | None
    return_why: str
    follows: str
    lead: Literal["", "open", "taken"]
    ended_why: str
    created_at: Instant


class WholeClaim(ClaimShape):
    """A claim with its decisions, the one that holds first, and when the part comes."""

    decisions: list[ClaimDecisionShape]
    supply_said: Words
    can: list[str]


class ClaimFiguresShape(Facts):
    """The claims of one part under one cover."""

    part_number: str
    plan: str
    claims: int
    units: int
    percent: int
    price: Money
    share: Money
    carried: Money
    unpriced: int
    repeated: int


class ClaimReportShape(Facts):
    """Claims by part and by what covers, dearest first."""

    items: list[ClaimFiguresShape]
