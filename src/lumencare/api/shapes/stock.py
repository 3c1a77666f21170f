"""Shapes of the spare parts: what there is, what is promised, moved and counted."""

from typing import Annotated, Literal

from pydantic import Field

from lumencare.api.shapes.basic import (
    NO_NUL,
    Asked,
    AskedDay,
    Day,
    Facts,
    Instant,
    Line,
    Reason,
    Words,
)

Condition = Literal["good", "refurbished", "faulty"]
PlaceCode = Annotated[str, Field(min_length=1, max_length=20, pattern=NO_NUL, examples=["SH"])]
PartNumber = Annotated[
    str, Field(min_length=1, max_length=80, pattern=NO_NUL, examples=["QSM-4W-C"])
]
Serials = Annotated[
    list[Annotated[str, Field(max_length=80, pattern=NO_NUL)]], Field(max_length=500)
]
Quantity = Annotated[int, Field(ge=1, le=100_000)]
MoveKey = Annotated[
    str,
    Field(
        min_length=1,
        max_length=80,
        pattern=r"^[!-~]+$",
        description="Given by you: what is sent again under it is done once, for ever.",
        examples=["erp-2026-000123"],
    ),
]
MoveName = Literal[
    "receipt", "issue", "transfer", "return", "loan", "loan-return", "count", "regrade", "scrap"
]
ReservationName = Literal["held", "issued", "released", "expired"]


class StockedPart(Facts):
    """A part as the catalogue has it."""

    number: str
    name: Words
    unit: Words
    state: Literal["current", "last-time-buy", "obsolete"]
    state_name: Words
    successor: str
    frequent: bool
    serialised: bool
    lead_days: int | None


class StockLevel(Facts):
    """How many should be there, how many to order, how many days the free ones last, and why."""

    minimum: int
    to_order: int
    days_left: int | None
    because: list[Reason]


class StockShape(Facts):
    """A part with what the pools hold, what others hold, and what is on order."""

    part: StockedPart
    on_hand: int
    reserved: int
    free: int
    office: int
    bags: int
    faulty: int
    on_order: int
    expected_on: Day | None
    kept_back: int
    used: Annotated[int, Field(description="In the last twelve months.")]
    level: StockLevel


class BalanceShape(Facts):
    """A part at a place in one condition."""

    part: str
    part_name: Words
    place: str
    place_name: Words
    condition: Condition
    on_hand: int
    reserved: int
    free: int


class PlaceShape(Facts):
    """A place where parts lie."""

    code: str
    name: Words
    kind: Literal["pool", "office", "bag"]
    kind_name: Words
    holder: str
    parts: int
    closed_on: Day | None


class StockMoveShape(Facts):
    """Units that came, went, or changed place or condition."""

    number: str
    kind: MoveName
    kind_name: Words
    part: str
    quantity: int
    from_place: Annotated[Words, Field(validation_alias="of")]
    to_place: Annotated[Words, Field(validation_alias="to")]
    condition: Words
    serial: str
    reference: str
    reason: str
    by: Annotated[str, Field(validation_alias="by_name")]
    at: Instant


class ReservationShape(Facts):
    """Units that are promised; `until` is the last day on which they are held."""

    number: str
    version: int
    part: str
    part_name: Words
    place: str
    place_name: Words
    condition: Condition
    quantity: int
    issued: Annotated[int, Field(validation_alias="done")]
    reference: str
    plan_customer: bool
    state: ReservationName
    state_name: Words
    until: Annotated[Day, Field(validation_alias="on")]
    ended_why: str
    by: Annotated[str, Field(validation_alias="by_name")]
    at: Instant


class CountShape(Facts):
    """A count of a place."""

    number: str
    place: str
    place_name: Words
    state: Literal["open", "posted", "cancelled"]
    state_name: Words
    note: str
    lines: int
    opened_by: str
    opened_at: Instant
    ended_at: Instant | None


class CountedShape(Facts):
    """A line of a count; `book` is what the books held at the moment of the last scan."""

    part: str
    part_name: Words
    condition: Condition
    counted: int
    book: int
    difference: int
    serials: list[str]
    problem: Words | None
    scanned_by: str
    scanned_at: Instant


class CountWithLines(Facts):
    """A count with what was found, and what nobody has counted yet."""

    count: CountShape
    lines: list[CountedShape]
    not_counted: list[BalanceShape]


class NewReservation(Asked):
    """Units to be promised; the pool keeps some for plan customers (SC-7)."""

    key: MoveKey
    part: PartNumber
    place: PlaceCode = "SH"
    quantity: Quantity = 1
    condition: Condition = "good"
    reference: Line
    plan_customer: bool = False
    until: AskedDay | None = None


class Issuing(Asked):
    """What really leaves of a reservation; without a quantity all of it."""

    key: MoveKey
    quantity: Quantity | None = None
    serials: Serials = Field(default_factory=list)


class Releasing(Asked):
    """Why a reservation is let go."""

    why: Line


class NewMove(Asked):
    """A move: `to` is for a transfer only, `into` for a changed condition only."""

    kind: Literal["receipt", "issue", "return", "transfer", "regrade", "scrap"]
    key: MoveKey
    part: PartNumber
    place: PlaceCode = "SH"
    to: PlaceCode | None = None
    quantity: Quantity = 1
    condition: Condition = "good"
    into: Condition | None = None
    serials: Serials = Field(default_factory=list)
    reference: Line = ""
    reason: Line = ""
    plan_customer: bool = False


class NewCount(Asked):
    """The place to be counted."""

    place: PlaceCode
    note: Line = ""


class NewScan(Asked):
    """What was scanned; `afresh` begins with the part once more."""

    code: PartNumber
    quantity: Annotated[int, Field(ge=0, le=100_000)] = 1
    condition: Condition = "good"
    afresh: bool = False
    serial: Annotated[str, Field(max_length=80, pattern=NO_NUL)] = ""
