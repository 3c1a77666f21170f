"""What is done to a version: each form asks for one step, and comes back with what stands against.

Every form carries the `version` that its page showed: what somebody else did meanwhile is told.
"""

from collections.abc import Callable
from functools import partial

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from lumencare.accounts.requests import Request
from lumencare.contracts.actions import accept
from lumencare.sales.actions import (
    Acceptance,
    decide,
    issue,
    revise,
    revoke_link,
    send,
    withdraw,
    write_message,
)
from lumencare.sales.actions.steps import conflict_over
from lumencare.sales.queries import QuoteVersion, find_link, find_version
from lumencare.web.sales.quote import render_quote
from lumencare.web.versions import is_stale, read_delivery, try_deed

Deed = Callable[[QuoteVersion], object]


@login_required
@require_POST
def decide_prices(request: Request, number: str, version: int) -> HttpResponse:
    """Approve the prices of a version, or refuse them with a reason (D-20)."""
    approved, note = request.POST.get("approved") == "yes", request.POST.get("note", "")
    return _do(
        request,
        number,
        version,
        lambda row: decide(row, approved=approved, note=note, by=request.user, now=request.now),
    )


@login_required
@require_POST
def give_out(request: Request, number: str, version: int) -> HttpResponse:
    """Send a version by mail, or make a link to hand over."""

    def deliver(row: QuoteVersion) -> object:
        delivery = read_delivery(request.POST)
        return send(row, by=request.user, now=request.now, delivery=delivery)

    return _do(request, number, version, deliver)


@login_required
@require_POST
def take_link_back(request: Request, number: str, version: int, link: int) -> HttpResponse:
    """Let a link work no more."""
    return _do(
        request,
        number,
        version,
        lambda _: revoke_link(
            find_link(request.user, number, link), by=request.user, now=request.now
        ),
    )


@login_required
@require_POST
def take_back(request: Request, number: str, version: int) -> HttpResponse:
    """Withdraw a version, with the reason."""
    why = request.POST.get("why", "")
    return _do(
        request,
        number,
        version,
        lambda row: withdraw(row, why=why, by=request.user, now=request.now),
    )


@login_required
@require_POST
def make_final(request: Request, number: str, version: int) -> HttpResponse:
    """Issue a draft as it stands."""
    return _do(request, number, version, lambda row: issue(row, by=request.user, now=request.now))


@login_required
@require_POST
def make_revision(request: Request, number: str, version: int) -> HttpResponse:
    """Begin the next version."""
    return _do(request, number, version, lambda row: revise(row, by=request.user, now=request.now))


@login_required
@require_POST
def register_acceptance(request: Request, number: str, version: int) -> HttpResponse:
    """Keep that a customer accepted: by whom, on what paper, and which document it was."""
    posted = request.POST
    acceptance = Acceptance(posted.get("name", ""), posted.get("sha256", ""), posted.get("how", ""))
    return _do(
        request,
        number,
        version,
        lambda row: accept(row, acceptance, by=request.user, now=request.now),
    )


@login_required
@require_POST
def answer(request: Request, number: str, version: int) -> HttpResponse:
    """Write to the customer, or as a customer to the office."""
    text = request.POST.get("text", "")
    row = find_version(request.user, number, version)
    return _tell(
        request, row, lambda: write_message(row, text=text, by=request.user, now=request.now)
    )


def _do(request: Request, number: str, version: int, deed: Deed) -> HttpResponse:
    """Do it to the version as the form showed it; one that was changed since is left alone."""
    row = find_version(request.user, number, version)

    def done() -> object:
        if is_stale(request.POST, row.version):
            raise conflict_over(row)
        return deed(row)

    return _tell(request, row, done)


def _tell(request: Request, row: QuoteVersion, done: Callable[[], object]) -> HttpResponse:
    number = row.quote.number
    again = partial(render_quote, request, number, row.number, typed=request.POST)
    return try_deed(done, again, redirect("quote", number))
