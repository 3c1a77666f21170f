"""What is done to payments: money received, taken back, and an invoice asked for."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.actions.invoicing import request_invoice
from lumencare.contracts.actions.paying import record_receipt, reverse_receipt
from lumencare.contracts.queries.money import find_payment, find_payments, find_receipt
from lumencare.domain.reading import read_whole
from lumencare.web.finance.failures import try_it
from lumencare.web.finance.payments import render_payments, render_receipts

MOST_PAYMENTS = 200


@login_required
@require_POST
def receive(request: Request, pk: int) -> HttpResponse:
    """Record money received for a payment."""
    require_right(request.user, Right.KEEP_MONEY)
    payment = find_payment(request.user, pk)
    key = request.POST.get("key", "")
    return try_it(
        request,
        lambda: record_receipt(
            payment, request.POST.dict(), key=key, by=request.user, now=request.now
        ),
        _("The receipt is recorded."),
        form=str(pk),
        page="finance",
        show=render_payments,
    )


@login_required
@require_POST
def take_back(request: Request, pk: int) -> HttpResponse:
    """Reverse a receipt, with the reason."""
    require_right(request.user, Right.KEEP_MONEY)
    receipt, why = find_receipt(request.user, pk), request.POST.get("why", "")
    return try_it(
        request,
        lambda: reverse_receipt(receipt, why=why, by=request.user, now=request.now),
        _("The receipt is reversed."),
        form=str(pk),
        page="finance-receipts",
        show=render_receipts,
    )


@login_required
@require_POST
def ask_invoice(request: Request) -> HttpResponse:
    """Ask for one invoice for the payments that were ticked."""
    require_right(request.user, Right.KEEP_MONEY)
    given = request.POST.getlist("payment")[:MOST_PAYMENTS]
    keys = [key for key in map(read_whole, given) if key is not None]
    payments, kind = find_payments(request.user, keys), request.POST.get("kind", "")
    return try_it(
        request,
        lambda: request_invoice(payments, kind=kind, by=request.user, now=request.now),
        _("The invoice is requested; export it under Invoices."),
        form="invoice",
        page="finance",
        show=render_payments,
    )
