"""Invoice requests and credits in lists."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.models import Credit, InvoiceItem, InvoiceRequest
from lumencare.contracts.queries.money import words_of
from lumencare.domain.contract.credit import TREATMENT_NAMES, Treatment
from lumencare.domain.contract.invoicing import (
    INVOICE_STATE_NAMES,
    KIND_NAMES,
    InvoiceKind,
    InvoiceState,
)
from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.store.pages import DEFAULT_SIZE, Page, cut

NEWEST = ("-pk",)
CREDIT_STATES: Mapping[str, Text] = {
    "waiting": Text("待批准", "Waiting for approval"),
    "approved": Text("已批准", "Approved"),
    "declined": Text("未批准", "Declined"),
    "refunded": Text("已退款", "Refunded"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class InvoiceLine:
    """An invoice request in a list."""

    number: str
    contract: str
    bill_to: str
    bill_to_pk: int
    kind: str
    kind_name: Text
    state: str
    state_name: Text
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
    created_at: datetime
    exported_at: datetime | None
    payments: tuple[int, ...]
    bills: tuple[str, ...]
    version: int


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditLine:
    """A credit in a list; who decided and who approved it are two people."""

    pk: int
    contract: str
    bill_to: str
    treatment: str
    treatment_name: Text
    state: str
    state_name: Text
    net: Money
    vat: Money
    gross: Money
    ends_on: date
    why: str
    needs_red_invoice: bool
    decided_by: str
    decided_at: datetime
    approved_by: str
    approved_at: datetime | None
    approved_note: str
    refunded_on: date | None
    reference: str
    version: int


def list_invoices(
    user: User, *, q: str = "", state: str = "", cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[InvoiceLine]:
    """Return invoice requests, newest first."""
    require_right(user, Right.SEE_MONEY)
    rows = InvoiceRequest.objects.all()
    for word in words_of(q):
        rows = rows.filter(
            Q(number__icontains=word)
            | Q(invoice_number__icontains=word)
            | Q(contract__number__icontains=word)
            | Q(bill_to__name__icontains=word)
            | Q(pk__in=InvoiceItem.objects.filter(bill__iexact=word).values("request"))
        )
    rows = rows.filter(state=state) if state else rows
    whole = rows.select_related("contract", "bill_to").prefetch_related("items")
    return cut(whole, NEWEST, invoice_line, cursor=cursor, size=size)


def find_invoice(user: User, number: str) -> InvoiceRequest:
    """Return an invoice request's row for an action; else Http404."""
    require_right(user, Right.SEE_MONEY)
    rows = InvoiceRequest.objects.filter(number=number.replace("\x00", ""))
    row = rows.select_related("contract", "bill_to").first()
    if row is None:
        raise Http404(f"invoice request {number}")
    return row


def list_credits(
    user: User, *, q: str = "", state: str = "", cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[CreditLine]:
    """Return credits, newest first."""
    require_right(user, Right.SEE_MONEY)
    rows = Credit.objects.all()
    for word in words_of(q):
        rows = rows.filter(
            Q(contract__number__icontains=word) | Q(contract__bill_to__name__icontains=word)
        )
    rows = rows.filter(state=state) if state else rows
    whole = rows.select_related("contract__bill_to", "decided_by", "approved_by")
    return cut(whole, NEWEST, credit_line, cursor=cursor, size=size)


def find_credit(user: User, pk: int) -> Credit:
    """Return a credit's row for an action; else Http404."""
    require_right(user, Right.SEE_MONEY)
    rows = Credit.objects.filter(pk=pk)
    row = rows.select_related("contract__bill_to", "decided_by", "approved_by").first()
    if row is None:
        raise Http404(f"credit {pk}")
    return row


def invoice_line(row: InvoiceRequest) -> InvoiceLine:
    """Return an invoice request as lists show it."""
    kept = {
        name: getattr(row, name)
        for name in (
            "number", "kind", "state", "note", "batch", "invoice_number", "issued_on",
            "red_number", "red_on", "why", "created_at", "exported_at", "version",
        )
    }  # fmt: skip
    items = row.items.all()
    return InvoiceLine(
        **kept,
        contract=row.contract.number if row.contract else "",
        bill_to=row.bill_to.name,
        bill_to_pk=row.bill_to_id,
        kind_name=KIND_NAMES[InvoiceKind(row.kind)],
        state_name=INVOICE_STATE_NAMES[InvoiceState(row.state)],
        net=Money.of_fen(row.net_fen),
        vat=Money.of_fen(row.vat_fen),
        gross=Money.of_fen(row.net_fen + row.vat_fen),
        payments=tuple(sorted(each.payment_id for each in items if each.payment_id)),
        bills=tuple(sorted(each.bill for each in items if each.bill)),
    )


def credit_line(row: Credit) -> CreditLine:
    """Return a credit as lists show it."""
    kept = {
        name: getattr(row, name)
        for name in (
            "pk", "treatment", "state", "ends_on", "why", "needs_red_invoice", "decided_at",
            "approved_at", "approved_note", "refunded_on", "reference", "version",
        )
    }  # fmt: skip
    return CreditLine(
        **kept,
        contract=row.contract.number,
        bill_to=row.contract.bill_to.name,
        treatment_name=TREATMENT_NAMES[Treatment(row.treatment)],
        state_name=CREDIT_STATES[row.state],
        net=Money.of_fen(row.net_fen),
        vat=Money.of_fen(row.vat_fen),
        gross=Money.of_fen(row.net_fen + row.vat_fen),
        decided_by=row.decided_by.name,
        approved_by=row.approved_by.name if row.approved_by else "",
    )
