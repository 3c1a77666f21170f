"""Shapes of payments, receipts, invoice requests, credits and deferred income."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from lumencare.api.shapes.basic import (
    Asked,
    AskedDay,
    Day,
    Facts,
    Instant,
    Key,
    Line,
    Listed,
    Money,
    Words,
)

Standing = Literal["open", "overdue", "paid", "cancelled"]
WantedStanding = Literal["open", "month", "overdue", "paid", "cancelled", "all"]
InvoiceState = Literal["requested", "exported", "issued", "red", "withdrawn"]
CreditState = Literal["waiting", "approved", "declined", "refunded"]
Treatment = Literal["none", "by-day", "stated", "remaining-years"]
OwnKey = Annotated[
    str,
    Field(
        pattern=r"^[!-~]{1,80}$",
        description="What you call it, such as the bank's own number: it counts once, for ever.",
        examples=["BOC-20260115-0042"],
    ),
]
Amount = Annotated[
    str,
    Field(pattern=r"^\d{1,12}(\.\d{1,2})?$", description="RMB.", examples=["84800.00"]),
]
InvoiceNumber = Annotated[str, Field(pattern=r"^\d{8,20}$", examples=["26312000000012345678"])]
Why = Annotated[str, Field(min_length=1, max_length=200, pattern=r"^[^\x00]*$")]


class DuePayment(Facts):
    """An amount that falls due; `left` is what is still to be paid, with VAT like `paid`."""

    id: Annotated[Key, Field(validation_alias="pk")]
    contract: str
    bill_to: str
    owner: str
    plan: Words
    starts_on: date | None
    last_day: date | None
    due_on: Day
    standing: Standing
    net: Money
    vat: Money
    gross: Money
    paid: Money
    left: Money
    late_days: int
    rung: int | None
    invoice: str
    invoice_state: str


class ReceiptShape(Facts):
    """Money received for a payment, with VAT; a reversal is negative."""

    id: Annotated[Key, Field(validation_alias="pk")]
    payment: Key
    contract: str
    bill_to: str
    amount: Money
    received_on: Day
    reference: str
    why: str
    by: Annotated[str, Field(validation_alias="by_name")]
    at: Instant
    is_reversal: bool
    is_reversed: bool


class NewReceipt(Asked):
    """Money received; more than is left of the payment is refused."""

    amount: Amount
    received_on: AskedDay
    reference: Annotated[Line, Field(max_length=80)] = ""
    key: OwnKey


class TakingBack(Asked):
    """Why something is taken back."""

    why: Why


class InvoiceShape(Facts):
    """One invoice to be issued, and what became of it.

    It is for payments of one contract or for a bill of a case, which may have no contract.
    """

    number: str
    contract: str
    bill_to: str
    bill_to_id: Annotated[Key, Field(validation_alias="bill_to_pk")]
    kind: Literal["special", "ordinary"]
    state: InvoiceState
    state_name: Words
    net: Money
    vat: Money
    gross: Money
    note: str
    batch: str
    invoice_number: str
    issued_on: date | None
    red_number: str
    red_on: date | None
    why: str
    created_at: Instant
    exported_at: Instant | None
    payments: list[Key]
    bills: list[str]


class NewInvoice(Asked):
    """One invoice for one or several payments of one contract."""

    payments: Annotated[list[Key], Field(min_length=1, max_length=200)]
    kind: Literal["special", "ordinary"]
    note: Annotated[Line, Field(max_length=200)] = ""


class Exporting(Asked):
    """Which requests are handed out; all that wait where none is named."""

    numbers: Annotated[
        tuple[Annotated[Line, Field(max_length=20)], ...], Field(max_length=1000)
    ] = ()


class Exported(Facts):
    """The file of a batch: fetch it from `/invoice-requests/files/{batch}`."""

    batch: str


class Issued(Asked):
    """The number and the day that came back."""

    invoice_number: InvoiceNumber
    issued_on: AskedDay


class Red(Asked):
    """The red-letter invoice that takes one back."""

    red_number: InvoiceNumber
    red_on: AskedDay
    why: Why


class CreditShape(Facts):
    """What a cancelled contract gives back; who decided and who approved it are two people."""

    id: Annotated[Key, Field(validation_alias="pk")]
    contract: str
    bill_to: str
    treatment: Treatment
    state: CreditState
    state_name: Words
    net: Money
    vat: Money
    gross: Money
    ends_on: Day
    why: str
    needs_red_invoice: bool
    decided_by: str
    decided_at: Instant
    approved_by: str
    approved_at: Instant | None
    approved_note: str
    refunded_on: date | None
    reference: str


class NewCredit(Asked):
    """A credit by one of four treatments; `amount` is for a stated one, VAT excluded."""

    treatment: Treatment
    ends_on: AskedDay
    why: Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[^\x00]*$")]
    amount: Amount | None = None
    key: OwnKey


class DecidingCredit(Asked):
    """Approved, or declined with a note."""

    approved: bool
    note: Annotated[Line, Field(max_length=200)] = ""


class Refunding(Asked):
    """When and by which transfer a credit was paid out."""

    refunded_on: AskedDay
    reference: Annotated[Line, Field(max_length=80)] = ""


class PlanIncomeShape(Facts):
    """What a plan earned in the month, in all through the day, and what is deferred after it."""

    code: str
    name: Words
    earned: Money
    earned_to_date: Money
    deferred: Money


class ContractIncomeShape(PlanIncomeShape):
    """The same of one plan in one contract."""

    contract: str
    bill_to: str


class IncomeShape(Listed[ContractIncomeShape]):
    """Deferred income: sums, sums by plan, and one page of contracts and plans."""

    starts_on: Day
    through: Day
    earned: Money
    earned_to_date: Money
    deferred: Money
    by_plan: list[PlanIncomeShape]
