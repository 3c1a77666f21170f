"""What a contract and an amendment are made of: frozen facts, as they were when it was made."""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from lumencare.documents.clause_groups import ClauseGroup
from lumencare.domain.money import Money
from lumencare.domain.period import Span
from lumencare.domain.quotation.cover import YearCover
from lumencare.domain.text import Text


class Duty(StrEnum):
    """What somebody is in the deal."""

    SOLD_TO = "sold-to"
    BILL_TO = "bill-to"
    END_USER = "end-user"
    PARTNER = "partner"
    PROVIDER = "provider"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Somebody named in the document, with what an invoice needs; what is unknown is empty."""

    duties: tuple[Duty, ...]
    name: str
    english_name: str = ""
    credit_code: str = ""
    address: str = ""
    phone: str = ""
    bank: str = ""
    bank_account: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parties:
    """Who concludes the contract: the customer, who signs (sold-to), and the provider.

    `others` are named without signing: the end user or the payer, where they are somebody else.
    """

    customer: Party
    provider: Party
    others: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractSystem:
    """One system of the contract (D-14) with the hardware list that it was priced on (D-13).

    `mark` names it in other tables: `S1`. `list_hash` is the fingerprint of the frozen list.
    """

    mark: str
    project: str
    system_type: str
    place: str
    warranty_class: Text
    start_up: Text
    order_date: date
    horizon_end: date
    bom: Money
    bom_on: date
    english_place: str = ""
    address: str = ""
    list_hash: str = ""
    list_amount: Money | None = None
    cover: tuple[YearCover, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractLine:
    """One thing that was sold, at its final price.

    `proof` says where the price is proven: quotation, line, rule. `formula` is empty where the
    price is not the computed one (D-20). `remark` is what must be read beside the line.
    """

    system: str
    name: Text
    period: Text
    proof: str
    quantity: int
    unit: Text
    net: Money
    vat_percent: Decimal
    vat: Money
    formula: str = ""
    remark: Text | None = None

    @property
    def gross(self) -> Money:
        """The line's amount with VAT."""
        return self.net + self.vat


@dataclass(frozen=True, slots=True, kw_only=True)
class PaymentDue:
    """One payment of the schedule: what for, when, how much; it may be 0.00."""

    number: int
    what: Text
    due: date
    net: Money
    vat: Money

    @property
    def gross(self) -> Money:
        """What is paid, VAT included."""
        return self.net + self.vat


@dataclass(frozen=True, slots=True, kw_only=True)
class Condition:
    """What must hold before activation; `evidence` says how it does, None where it does not yet."""

    text: Text
    rule: str
    evidence: Text | None = None


class DocumentState(StrEnum):
    """Where a document that the customer provides stands (SC-9)."""

    PRESENT = "present"
    COLLECTION_ORDERED = "collection-ordered"
    MISSING = "missing"
    NOT_NEEDED = "not-needed"


@dataclass(frozen=True, slots=True, kw_only=True)
class RequiredDocument:
    """One document of one system."""

    system: str
    name: Text
    state: DocumentState
    note: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractEntitlement:
    """One right in one contract year; `amount` says how much, where its name does not.

    No year yet: the 12 months that begin when the contract takes effect.
    """

    system: str
    contract_year: Span | None
    plan: Text
    name: Text
    rule: str
    amount: Text | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contact:
    """Whom to ask."""

    label: Text
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sealing:
    """How the file itself is signed: in whose name, and whether nobody vouches for that name."""

    signer: str
    is_self_made: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """What both documents carry: number, day, edition, parties, clauses, where to check them."""

    number: str
    on: date
    edition: str
    edition_name: Text
    parties: Parties
    clauses: tuple[ClauseGroup, ...]
    check_address: str
    contacts: tuple[Contact, ...] = ()
    sealing: Sealing | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractContext:
    """Everything that a contract shows."""

    paper: Paper
    quotation: str
    systems: tuple[ContractSystem, ...]
    lines: tuple[ContractLine, ...]
    payments: tuple[PaymentDue, ...]
    conditions: tuple[Condition, ...] = ()
    documents: tuple[RequiredDocument, ...] = ()
    entitlements: tuple[ContractEntitlement, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that changes: what was, what is from the effective day on, and by which rule."""

    subject: Text
    was: Text
    becomes: Text
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AmendmentContext:
    """Everything that an amendment shows; a credit is a line or payment below 0.00."""

    paper: Paper
    contract: str
    contract_on: date
    effective: date
    reason: Text
    changes: tuple[Change, ...]
    lines: tuple[ContractLine, ...] = ()
    payments: tuple[PaymentDue, ...] = ()
    systems: tuple[ContractSystem, ...] = ()


def list_values(value: Any, where: str = "") -> list[tuple[str, Any]]:
    """Return every plain value of a context with its path: `paper.parties.customer.name`."""
    if is_dataclass(value) and not isinstance(value, Text | type):
        parts = [(each.name, getattr(value, each.name)) for each in fields(value)]
    elif isinstance(value, tuple):
        # A clause is named by its id, anything else by its place.
        parts = [(getattr(each, "id", str(place)), each) for place, each in enumerate(value, 1)]
    else:
        return [(where, value)]
    paths = [(f"{where}.{name}" if where else name, part) for name, part in parts]
    return [found for path, part in paths for found in list_values(part, path)]
