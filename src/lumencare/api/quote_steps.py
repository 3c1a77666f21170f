"""The steps of a quote: issued, approved, sent, accepted, revised, withdrawn, talked about."""

from django.http import HttpResponse
from ninja import Router

from lumencare.api.kept_answers import once_by_key
from lumencare.api.quotes import Number, expect_quote, show_quote
from lumencare.api.shapes.quotes import (
    Accepting,
    Approving,
    Message,
    QuoteShape,
    Refusing,
    Sending,
    Withdrawing,
)
from lumencare.api.tokens import Call
from lumencare.api.versions import IfMatch
from lumencare.contracts import actions as contracts
from lumencare.sales import actions
from lumencare.sales.queries import find_version, quote_page

router = Router(tags=["quotes"])


@router.post("/quotes/{number}/issue", response=QuoteShape)
@once_by_key
def issue(request: Call, number: Number, if_match: IfMatch = None) -> HttpResponse:
    """Fix a draft for ever, with its facts, lines, reasons and PDF."""
    row = expect_quote(request, number, if_match)
    actions.issue(row, by=request.user, now=request.now)
    return show_quote(request, number)


@router.post("/quotes/{number}/approve", response=QuoteShape)
@once_by_key
def approve(
    request: Call, number: Number, approval: Approving, if_match: IfMatch = None
) -> HttpResponse:
    """Approve the prices of a version that somebody else wrote (D-20)."""
    row = expect_quote(request, number, if_match)
    actions.decide(row, approved=True, note=approval.note, by=request.user, now=request.now)
    return show_quote(request, number)


@router.post("/quotes/{number}/refuse", response=QuoteShape)
@once_by_key
def refuse(
    request: Call, number: Number, refusal: Refusing, if_match: IfMatch = None
) -> HttpResponse:
    """Refuse the prices of a version that somebody else wrote, with a reason (D-20)."""
    row = expect_quote(request, number, if_match)
    actions.decide(row, approved=False, note=refusal.note, by=request.user, now=request.now)
    return show_quote(request, number)


@router.post("/quotes/{number}/send", response=QuoteShape)
@once_by_key
def send(
    request: Call, number: Number, delivery: Sending, if_match: IfMatch = None
) -> HttpResponse:
    """Give a version to the customer: by mail, or as a link to hand over."""
    row = expect_quote(request, number, if_match)
    way = actions.Delivery(delivery.to, delivery.words)
    actions.send(row, by=request.user, now=request.now, delivery=way)
    return show_quote(request, number)


@router.post("/quotes/{number}/withdraw", response=QuoteShape)
@once_by_key
def withdraw(
    request: Call, number: Number, withdrawal: Withdrawing, if_match: IfMatch = None
) -> HttpResponse:
    """Take a version back."""
    row = expect_quote(request, number, if_match)
    actions.withdraw(row, why=withdrawal.why, by=request.user, now=request.now)
    return show_quote(request, number)


@router.post("/quotes/{number}/revise", response={201: QuoteShape})
@once_by_key
def revise(request: Call, number: Number, if_match: IfMatch = None) -> HttpResponse:
    """Begin the next version with the choices of the last one."""
    row = expect_quote(request, number, if_match)
    actions.revise(row, by=request.user, now=request.now)
    return show_quote(request, number, 201)


@router.post("/quotes/{number}/accept", response=QuoteShape)
@once_by_key
def accept(request: Call, number: Number, acceptance: Accepting) -> HttpResponse:
    """Accept the version whose document has the hash, by name; while it is valid, and once."""
    row = find_version(request.user, number, _holding(request, number, acceptance.sha256))
    given = actions.Acceptance(acceptance.name, acceptance.sha256, acceptance.how)
    contracts.accept(row, given, by=request.user, now=request.now)
    return show_quote(request, number)


@router.post("/quotes/{number}/messages", response={201: QuoteShape})
@once_by_key
def write_message(request: Call, number: Number, message: Message) -> HttpResponse:
    """Ask about the latest version as a customer, or answer as staff."""
    row = find_version(request.user, number)
    actions.write_message(row, text=message.text, by=request.user, now=request.now)
    return show_quote(request, number, 201)


def _holding(request: Call, number: str, sha256: str) -> int | None:
    """Return the version with a document: a revision that was begun is the latest, not the one
    that the customer holds."""
    versions = quote_page(request.user, number, request.now).versions
    return next((each.number for each in versions if each.pdf_sha256 == sha256), None)
