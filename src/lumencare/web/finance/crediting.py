"""What is done about credits: decided, approved by another, paid out."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.actions.crediting import Crediting, credit, decide_credit, refund
from lumencare.contracts.queries import find_contract
from lumencare.contracts.queries.bills import find_credit
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.store import typed as read
from lumencare.web.finance.failures import try_it
from lumencare.web.finance.given import render_credits


@login_required
@require_POST
def give(request: Request) -> HttpResponse:
    """Decide what a cancelled contract gives back."""
    require_right(request.user, Right.CANCEL_CONTRACTS)
    return try_it(
        request,
        lambda: _give(request),
        _("The credit is decided; above zero it waits for somebody else's approval."),
        form="new",
        page="finance-credits",
        show=render_credits,
    )


@login_required
@require_POST
def decide(request: Request, pk: int) -> HttpResponse:
    """Approve a credit that somebody else decided, or decline it."""
    require_right(request.user, Right.KEEP_MONEY)
    row = find_credit(request.user, pk)
    approved, note = request.POST.get("approved") == "yes", request.POST.get("note", "")
    return try_it(
        request,
        lambda: decide_credit(row, approved=approved, note=note, by=request.user, now=request.now),
        _("The credit is approved.") if approved else _("The credit is declined."),
        form=str(pk),
        page="finance-credits",
        show=render_credits,
    )


@login_required
@require_POST
def pay_out(request: Request, pk: int) -> HttpResponse:
    """Record that a credit was paid out."""
    require_right(request.user, Right.KEEP_MONEY)
    row, typed = find_credit(request.user, pk), request.POST.dict()
    return try_it(
        request,
        lambda: refund(row, typed, by=request.user, now=request.now),
        _("The payment to the customer is recorded."),
        form=str(pk),
        page="finance-credits",
        show=render_credits,
    )


def _give(request: Request) -> None:
    found = read.read_all(request.POST, {"ends_on": read.day})
    number = request.POST.get("contract", "").replace("\x00", "").strip()
    try:
        contract = find_contract(request.user, number)
    except Http404:
        raise InputProblems([Problem("contract", number, NO_CONTRACT)]) from None
    decision = Crediting(
        treatment=request.POST.get("treatment", ""),
        ends_on=found["ends_on"],
        why=request.POST.get("why", ""),
        amount=request.POST.get("amount", ""),
    )
    key = request.POST.get("key", "")
    credit(contract, decision, key=key, by=request.user, now=request.now)


NO_CONTRACT = Text("没有此合同。", "There is no such contract.")
