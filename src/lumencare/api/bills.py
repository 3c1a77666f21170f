"""Invoice requests and credits."""

from io import BytesIO
from typing import Annotated

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from ninja import Path, Query, Router

from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.api.kept_answers import once_by_key
from lumencare.api.lists import Wanted, listed, opened
from lumencare.api.problems import not_found
from lumencare.api.replies import attach, file_described, reply
from lumencare.api.shapes.basic import NO_NUL, Key, Listed, shown, typed
from lumencare.api.shapes.money import (
    CreditShape,
    CreditState,
    DecidingCredit,
    Exported,
    Exporting,
    InvoiceShape,
    InvoiceState,
    Issued,
    NewCredit,
    NewInvoice,
    Red,
    Refunding,
    TakingBack,
)
from lumencare.api.tokens import Call
from lumencare.contracts.actions.crediting import Crediting, credit, decide_credit, refund
from lumencare.contracts.actions.exporting import batch_file, export_invoices
from lumencare.contracts.actions.invoicing import (
    mark_issued,
    mark_red,
    request_invoice,
    withdraw_invoice,
)
from lumencare.contracts.queries import find_contract
from lumencare.contracts.queries.bills import (
    credit_line,
    find_credit,
    find_invoice,
    invoice_line,
    list_credits,
    list_invoices,
)
from lumencare.contracts.queries.money import find_payments

router = Router(tags=["money"])
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
InvoiceKey = Annotated[str, Path(max_length=20, pattern=NO_NUL, examples=["I-2601-001"])]
Batch = Annotated[str, Path(max_length=20, pattern=NO_NUL, examples=["20260115-100000"])]
ContractKey = Annotated[str, Path(max_length=40, pattern=NO_NUL, examples=["C-2601-001"])]


class WantedInvoices(Wanted):
    """Which invoice requests are wanted."""

    state: InvoiceState | None = None


class WantedCredits(Wanted):
    """Which credits are wanted."""

    state: CreditState | None = None


@router.get("/invoice-requests", response=Listed[InvoiceShape])
def invoices(request: Call, wanted: Query[WantedInvoices]) -> HttpResponse:
    """List invoice requests, newest first."""
    page = list_invoices(
        request.user,
        q=wanted.q,
        state=wanted.state or "",
        cursor=opened(wanted.cursor),
        size=wanted.limit,
    )
    return listed(page, lambda each: shown(InvoiceShape, each))


@router.post("/invoice-requests", response={201: InvoiceShape})
@once_by_key
def ask(request: Call, invoice: NewInvoice) -> HttpResponse:
    """Ask for one invoice for payments of one contract."""
    require_right(request.user, Right.KEEP_MONEY)
    rows = find_payments(request.user, invoice.payments)
    made = request_invoice(
        rows, kind=invoice.kind, note=invoice.note, by=request.user, now=request.now
    )
    return _invoice(request, made.number, 201)


@router.post("/invoice-requests/export", response=Exported)
@once_by_key
def export(request: Call, wanted: Exporting) -> HttpResponse:
    """Mark requests as exported in one file, all or none; what is missing is told for each."""
    batch, _ = export_invoices(wanted.numbers or None, by=request.user, now=request.now)
    return reply({"batch": batch})


@router.get(
    "/invoice-requests/files/{batch}", response={200: None}, openapi_extra=file_described(XLSX)
)
def invoice_file(request: Call, batch: Batch) -> HttpResponseBase:
    """Download the file of a batch, in the columns of the tax bureau's import."""
    file = batch_file(request.user, batch)
    if not file:
        raise not_found()
    return attach(BytesIO(file), f"invoices-{batch}.xlsx", XLSX)


@router.get("/invoice-requests/{number}", response=InvoiceShape)
def invoice(request: Call, number: InvoiceKey) -> HttpResponse:
    """Give one invoice request."""
    return _invoice(request, number)


@router.post("/invoice-requests/{number}/issued", response=InvoiceShape)
@once_by_key
def issued(request: Call, number: InvoiceKey, came_back: Issued) -> HttpResponse:
    """Record the number and the day of an invoice that was issued."""
    require_right(request.user, Right.KEEP_MONEY)
    row = find_invoice(request.user, number)
    mark_issued(row, typed(came_back), by=request.user, now=request.now)
    return _invoice(request, number)


@router.post("/invoice-requests/{number}/red", response=InvoiceShape)
@once_by_key
def red(request: Call, number: InvoiceKey, came_back: Red) -> HttpResponse:
    """Record the red-letter invoice that takes one back; its payments can be invoiced anew."""
    require_right(request.user, Right.KEEP_MONEY)
    row = find_invoice(request.user, number)
    mark_red(row, typed(came_back), by=request.user, now=request.now)
    return _invoice(request, number)


@router.post("/invoice-requests/{number}/withdraw", response=InvoiceShape)
@once_by_key
def withdraw(request: Call, number: InvoiceKey, reason: TakingBack) -> HttpResponse:
    """Take back a request that was not issued; its payments can be invoiced anew."""
    require_right(request.user, Right.KEEP_MONEY)
    row = find_invoice(request.user, number)
    withdraw_invoice(row, why=reason.why, by=request.user, now=request.now)
    return _invoice(request, number)


@router.get("/credits", response=Listed[CreditShape])
def credits_given(request: Call, wanted: Query[WantedCredits]) -> HttpResponse:
    """List credits, newest first."""
    page = list_credits(
        request.user,
        q=wanted.q,
        state=wanted.state or "",
        cursor=opened(wanted.cursor),
        size=wanted.limit,
    )
    return listed(page, lambda each: shown(CreditShape, each))


@router.post("/contracts/{number}/credits", response={201: CreditShape})
@once_by_key
def give(request: Call, number: ContractKey, given: NewCredit) -> HttpResponse:
    """Decide what a cancelled contract gives back (D-17); above zero, another approves it."""
    decision = Crediting(given.treatment, given.ends_on, given.why, given.amount or "")
    require_right(request.user, Right.CANCEL_CONTRACTS)
    row = find_contract(request.user, number)
    made = credit(row, decision, key=given.key, by=request.user, now=request.now)
    return _credit(request, made.pk, 201)


@router.post("/credits/{id}/decide", response=CreditShape)
@once_by_key
def decide(request: Call, id: Key, decision: DecidingCredit) -> HttpResponse:  # noqa: A002
    """Approve a credit that somebody else decided, or decline it."""
    require_right(request.user, Right.KEEP_MONEY)
    row = find_credit(request.user, id)
    decide_credit(
        row, approved=decision.approved, note=decision.note, by=request.user, now=request.now
    )
    return _credit(request, id)


@router.post("/credits/{id}/refund", response=CreditShape)
@once_by_key
def pay_out(request: Call, id: Key, payment: Refunding) -> HttpResponse:  # noqa: A002
    """Record that an approved credit was paid out; once."""
    require_right(request.user, Right.KEEP_MONEY)
    row = find_credit(request.user, id)
    refund(row, typed(payment), by=request.user, now=request.now)
    return _credit(request, id)


def _invoice(request: Call, number: str, status: int = 200) -> HttpResponse:
    return reply(shown(InvoiceShape, invoice_line(find_invoice(request.user, number))), status)


def _credit(request: Call, pk: int, status: int = 200) -> HttpResponse:
    return reply(shown(CreditShape, credit_line(find_credit(request.user, pk))), status)
