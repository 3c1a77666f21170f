"""Bills of accepted upgrades: listed, paid, invoiced."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Path, Query, Router

from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import WantedPage, listed, opened
from lumencare.api.replies import reply
from lumencare.api.shapes.basic import Key, Listed, shown, typed
from lumencare.api.shapes.case_charges import InvoicingBill, Transferring
from lumencare.api.shapes.money import InvoiceShape
from lumencare.api.shapes.upgrades import UpgradeBillShape, UpgradeBillState
from lumencare.api.tokens import Call
from lumencare.contracts.queries.bills import find_invoice, invoice_line
from lumencare.handovers import actions
from lumencare.handovers.queries.page import bill_facts, find_bill, list_bills

router = Router(tags=["money"])
Id = Annotated[Key, Path()]


class WantedUpgradeBills(WantedPage):
    """Which bills are wanted."""

    state: UpgradeBillState | None = None


@router.get("/upgrade-bills", response=Listed[UpgradeBillShape])
def upgrade_bills(request: Call, wanted: Query[WantedUpgradeBills]) -> HttpResponse:
    """List the bills of accepted upgrades, those due longest first."""
    page = list_bills(
        request.user,
        state=wanted.state or "",
        cursor=opened(wanted.cursor),
        size=wanted.limit,
    )
    return listed(page, lambda each: shown(UpgradeBillShape, each))


@router.post("/upgrade-bills/{id}/paid", response=UpgradeBillShape)
@once_by_key
def pay(request: Call, id: Id, transfer: Transferring) -> HttpResponse:  # noqa: A002
    """Record that a bill was paid in full; once."""
    require_right(request.user, Right.KEEP_MONEY)
    row = find_bill(request.user, id)
    actions.pay_upgrade_bill(row, typed(transfer), by=request.user, now=request.now)
    return reply(shown(UpgradeBillShape, bill_facts(find_bill(request.user, id))))


@router.post("/upgrade-bills/{id}/invoice", response={201: InvoiceShape})
@once_by_key
def ask_invoice(request: Call, id: Id, asking: InvoicingBill) -> HttpResponse:  # noqa: A002
    """Ask for the invoice of a bill; it goes the way of those of payments."""
    require_right(request.user, Right.KEEP_MONEY)
    row, kind, note = find_bill(request.user, id), asking.kind, asking.note
    made = actions.invoice_upgrade_bill(row, kind=kind, note=note, by=request.user, now=request.now)
    found = invoice_line(find_invoice(request.user, made.number))
    return reply(shown(InvoiceShape, found), 201)
