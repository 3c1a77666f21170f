"""Shapes of charges: shown, agreed, given up, and the bills that follow."""

from typing import Annotated, Literal

from pydantic import Field

from lumencare.api.shapes.basic import Asked, Day, Facts, Instant, Line, Money, Words

ChargeState = Literal["shown", "agreed", "disputed", "charged", "waived", "withdrawn"]
BillState = Literal["due", "paid", "cancelled", "to-refund", "refunded"]
AskedAmount = Annotated[str, Field(pattern=r"^(\d{1,12}(\.\d{1,2})?)?$", examples=["3000.00"])]


class NewCharge(Asked):
    """A price that was shown; `amount` and `why` are for `on-request` only (D-9)."""

    code: Literal["visit", "after-hour", "weekend", "on-request"]
    shown_to: Line
    man_days: Annotated[int, Field(ge=1, le=20)] = 1
    amount: AskedAmount = ""
    why: Line = ""


class Agreeing(Asked):
    """Who of the customer agreed, and how: on the phone, by mail, by signature on site."""

    agreed_by: Line
    agreed_how: Line


class NewGoodwill(Asked):
    """What to give up of a charge and why; all of it where no amount is given."""

    why: Line
    amount: AskedAmount = ""


class DecidingGoodwill(Asked):
    """Whether goodwill is approved; a refusal says why."""

    approved: bool
    why: Line = ""


class Transferring(Asked):
    """On which day money came or went, and by which transfer."""

    on: Day
    reference: Line


class InvoicingBill(Asked):
    """Which of the two VAT invoices is asked for, and a note on it."""

    kind: Literal["special", "ordinary"]
    note: Annotated[Line, Field(max_length=200)] = ""


class GoodwillShape(Facts):
    """An amount that was given up, or asked to be."""

    id: Annotated[int, Field(validation_alias="pk")]
    charge_id: Annotated[int, Field(validation_alias="charge_pk")]
    case_number: str
    state: Literal["asked", "approved", "refused"]
    net: Money
    why: str
    asked_by: str
    asked_at: Instant
    decided_by: str
    decided_at: Instant | None
    decided_why: str


class CaseBillShape(Facts):
    """A charge as the customer is asked to pay it, goodwill taken off."""

    id: Annotated[int, Field(validation_alias="pk")]
    number: str
    case_number: str
    contract_number: str
    bill_to: str
    bill_to_id: Annotated[int, Field(validation_alias="bill_to_pk")]
    name: Words
    state: BillState
    net: Money
    vat: Money
    gross: Money
    due_on: Day
    paid_on: Day | None
    paid_reference: str
    ended_on: Day | None
    ended_why: str
    invoice: str
    invoice_state: str
    needs_red_invoice: bool


class ChargeShape(Facts):
    """A charge with its goodwill and its bill; `left` is what remains after goodwill."""

    id: Annotated[int, Field(validation_alias="pk")]
    state: ChargeState
    code: str
    man_days: int
    rule: str
    name: Words
    net: Money
    left: Money
    why: str
    shown_to: str
    agreed_by: str
    agreed_how: str
    agreed_at: Instant | None
    ended_why: str
    created_at: Instant
    goodwill: list[GoodwillShape]
    bill: CaseBillShape | None


class CaseChargesShape(Facts):
    """The charges of a case and their totals; what was taken back counts nowhere."""

    charges: list[ChargeShape]
    shown: Money
    agreed: Money
    charged: Money
    waived: Money


class Waiting(Facts):
    """The goodwill that waits for a decision."""

    items: list[GoodwillShape]
