"""What is done to invoice requests: the file for the tax bureau, and what came back."""

from io import BytesIO

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.actions.exporting import batch_file, export_invoices
from lumencare.contracts.actions.invoicing import mark_issued, mark_red, withdraw_invoice
from lumencare.contracts.queries.bills import find_invoice
from lumencare.web.downloads import attach
from lumencare.web.finance.bills import render_invoices
from lumencare.web.finance.failures import try_it


@login_required
@require_POST
def make_file(request: Request) -> HttpResponse:
    """Mark all that wait as exported; the page that follows offers their file."""
    require_right(request.user, Right.KEEP_MONEY)
    made: list[str] = []
    answer = try_it(
        request,
        lambda: made.append(export_invoices(by=request.user, now=request.now)[0]),
        _("The file is ready to be downloaded."),
        form="file",
        page="finance-invoices",
        show=render_invoices,
    )
    return redirect(reverse("finance-invoices") + f"?file={made[0]}") if made else answer


@login_required
@require_safe
def download(request: Request, batch: str) -> HttpResponseBase:
    """Hand out the file of a batch, as often as it is asked for."""
    file = batch_file(request.user, batch)
    if not file:
        raise Http404(f"batch {batch}")
    return attach(BytesIO(file), f"invoices-{batch}.xlsx")


@login_required
@require_POST
def issued(request: Request, number: str) -> HttpResponse:
    """Record the number and the day of an invoice that was issued."""
    require_right(request.user, Right.KEEP_MONEY)
    row = find_invoice(request.user, number)
    typed = request.POST.dict()
    return try_it(
        request,
        lambda: mark_issued(row, typed, by=request.user, now=request.now),
        _("The invoice is recorded."),
        form=number,
        page="finance-invoices",
        show=render_invoices,
    )


@login_required
@require_POST
def red(request: Request, number: str) -> HttpResponse:
    """Record the red-letter invoice that takes one back."""
    require_right(request.user, Right.KEEP_MONEY)
    row = find_invoice(request.user, number)
    typed = request.POST.dict()
    return try_it(
        request,
        lambda: mark_red(row, typed, by=request.user, now=request.now),
        _("The red-letter invoice is recorded; its payments can be invoiced anew."),
        form=number,
        page="finance-invoices",
        show=render_invoices,
    )


@login_required
@require_POST
def withdrawn(request: Request, number: str) -> HttpResponse:
    """Take back a request that was not issued."""
    require_right(request.user, Right.KEEP_MONEY)
    row, why = find_invoice(request.user, number), request.POST.get("why", "")
    return try_it(
        request,
        lambda: withdraw_invoice(row, why=why, by=request.user, now=request.now),
        _("The request is withdrawn; its payments can be invoiced anew."),
        form=number,
        page="finance-invoices",
        show=render_invoices,
    )
