"""Invoices of what no contract sold: a bill that another room keeps, by its number."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row
from lumencare.contracts.actions.invoicing import read_asked
from lumencare.contracts.models import Contract, InvoiceItem, InvoiceRequest, InvoiceRequestNumber
from lumencare.domain.contract.invoicing import InvoiceState
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.sites.models import Organization
from lumencare.store.numbering import next_number


@dataclass(frozen=True, slots=True, kw_only=True)
class Billed:
    """A bill as an invoice needs it; `vat_rate` in hundredths of a percent."""

    number: str
    name: str
    contract: Contract | None
    bill_to: Organization
    vat_kind: str
    vat_rate: int
    net_fen: int
    vat_fen: int


def request_bill_invoice(
    billed: Billed, *, kind: str, note: str = "", by: User, now: datetime
) -> InvoiceRequest:
    """Ask for the invoice of a bill, which the caller holds locked; asked again it is the same.

    Raises InputProblems where it is on an invoice that was handed out already.
    """
    require_right(by, Right.KEEP_MONEY)
    found = read_asked(kind, note)
    with transaction.atomic():
        stands = InvoiceItem.objects.filter(bill=billed.number, stands=True)
        item = stands.select_related("request").first()
        if item is None:
            return _add(billed, found, by, now)
        if item.request.state == InvoiceState.REQUESTED:
            return item.request
        raise InputProblems([Problem("bill", billed.number, _taken(item.request.number))])


def _add(billed: Billed, found: dict[str, object], by: User, now: datetime) -> InvoiceRequest:
    row = InvoiceRequest(
        number=next_number(InvoiceRequestNumber.objects, "I", in_shanghai(now).date()),
        contract=billed.contract,
        bill_to=billed.bill_to,
        net_fen=billed.net_fen,
        vat_fen=billed.vat_fen,
        **found,
        by=by,
        created_at=now,
    )
    add_row(row, by=by, now=now)
    InvoiceItem.objects.create(
        request=row,
        bill=billed.number,
        name=billed.name,
        vat_kind=billed.vat_kind,
        vat_rate=billed.vat_rate,
        net_fen=billed.net_fen,
        vat_fen=billed.vat_fen,
    )
    return row


def _taken(number: str) -> Text:
    return Text(f"该账单已在开票申请 {number} 中。", f"It is on invoice request {number} already.")
