"""Bills of cases: paid once, given back by somebody other than who found that they were wrong."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed, require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import change_row
from lumencare.contracts.actions.invoicing_bills import Billed, request_bill_invoice
from lumencare.contracts.models import InvoiceRequest
from lumencare.contracts.transfers import read_transfer
from lumencare.desk.models import CaseBill
from lumencare.domain.problems import Conflict
from lumencare.domain.text import Text
from lumencare.store import typed as read


def pay_bill(bill: CaseBill, typed: read.Typed, *, by: User, now: datetime) -> CaseBill:
    """Record that a bill was paid in full: on which day, by which transfer; once."""
    require_right(by, Right.KEEP_MONEY)
    on, reference = read_transfer(typed, bill.created_at, now)
    if bill.state == CaseBill.State.PAID and (bill.paid_on, bill.paid_reference) == (on, reference):
        return bill
    if bill.state != CaseBill.State.DUE:
        raise Conflict(NOT_NOW)
    changes = {"state": CaseBill.State.PAID.value, "paid_on": on, "paid_reference": reference}
    return change_row(bill, changes, by=by, now=now, action="pay-bill")


def refund_bill(bill: CaseBill, typed: read.Typed, *, by: User, now: datetime) -> CaseBill:
    """Record that what was paid for nothing was given back."""
    require_right(by, Right.KEEP_MONEY)
    if by == bill.offered_by:
        raise NotAllowed(Right.KEEP_MONEY, BY_ANOTHER)
    on, reference = read_transfer(typed, bill.created_at, now)
    if bill.state != CaseBill.State.TO_REFUND:
        raise Conflict(NOT_NOW)
    changes = {
        "state": CaseBill.State.REFUNDED.value,
        "ended_on": on,
        "refund_reference": reference,
    }
    return change_row(bill, changes, by=by, now=now, action="refund")


def invoice_bill(
    bill: CaseBill, *, kind: str, note: str = "", by: User, now: datetime
) -> InvoiceRequest:
    """Ask for the invoice of a bill that is due or paid; it goes the way of those of payments."""
    require_right(by, Right.KEEP_MONEY)
    with transaction.atomic():
        row = CaseBill.objects.select_for_update().get(pk=bill.pk)
        if row.state not in {CaseBill.State.DUE, CaseBill.State.PAID}:
            raise Conflict(NOT_NOW)
        billed = Billed(
            number=row.number,
            name=row.charge.name_zh,
            contract=row.contract,
            bill_to=row.bill_to,
            vat_kind=row.charge.vat_kind,
            vat_rate=row.vat_rate,
            net_fen=row.net_fen,
            vat_fen=row.vat_fen,
        )
        return request_bill_invoice(billed, kind=kind, note=note, by=by, now=now)


NOT_NOW = Text("账单的状态已改变，请重新载入。", "The bill has moved on meanwhile; load it again.")
BY_ANOTHER = Text(
    "退款须由提出退款以外的人办理。",
    "It is given back by somebody other than the one who found that it should be.",
)
