"""Shapes of parts that are lent, and of orders with the supplier."""

from typing import Annotated, Literal

from pydantic import Field

from lumencare.api.shapes.basic import Asked, AskedDay, Day, Facts, Instant, Line, Words
from lumencare.api.shapes.stock import Condition, MoveKey, PartNumber, PlaceCode, Quantity, Serials

LoanName = Literal["out", "returned", "kept"]
SupplyName = Literal["ordered", "received", "cancelled"]


class LoanShape(Facts):
    """Units that are lent; `due_on` is the day by which they are to be back."""

    number: str
    version: int
    part: str
    part_name: Words
    place: str
    place_name: Words
    condition: Condition
    quantity: int
    borrower: Annotated[str, Field(validation_alias="whom")]
    reference: str
    state: LoanName
    state_name: Words
    due_on: Annotated[Day, Field(validation_alias="on")]
    ended_why: str
    by: Annotated[str, Field(validation_alias="by_name")]
    at: Instant


class SupplyShape(Facts):
    """A part on order with the supplier; `received` is what arrived of it."""

    number: str
    version: int
    part: str
    part_name: Words
    place: str
    place_name: Words
    quantity: int
    received: Annotated[int, Field(validation_alias="done")]
    reference: str
    state: SupplyName
    state_name: Words
    expected_on: Annotated[Day, Field(validation_alias="on")]
    ended_why: str
    by: Annotated[str, Field(validation_alias="by_name")]
    at: Instant


class NewLoan(Asked):
    """Units to be lent; the pool keeps some for plan customers (SC-7)."""

    key: MoveKey
    part: PartNumber
    place: PlaceCode = "SH"
    quantity: Quantity = 1
    condition: Condition = "good"
    serials: Serials = Field(default_factory=list)
    borrower: Line
    due_on: AskedDay
    reference: Line = ""
    plan_customer: bool = False


class ReturningLoan(Asked):
    """Where lent units come back to, and in which condition."""

    place: PlaceCode = "SH"
    condition: Condition = "good"


class WritingOff(Asked):
    """Why lent units do not come back, or an order is cancelled."""

    why: Line


class NewSupply(Asked):
    """A part that was ordered with the supplier."""

    key: MoveKey
    part: PartNumber
    place: PlaceCode = "SH"
    quantity: Quantity = 1
    ordered_on: AskedDay | None = None
    expected_on: AskedDay
    reference: Line = ""


class ExpectingSupply(Asked):
    """The day on which an order is expected now."""

    expected_on: AskedDay


class ReceivingSupply(Asked):
    """What arrived of an order; without a quantity all that is still to come."""

    key: MoveKey
    quantity: Quantity | None = None
    serials: Serials = Field(default_factory=list)


class Prolonging(Asked):
    """The last day on which a reservation is held."""

    until: AskedDay
