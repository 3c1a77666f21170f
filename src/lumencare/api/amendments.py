"""Amendments: read, and the changes that need no quote: suspended, resumed, cancelled, added to."""

from collections.abc import Callable

from django.http import HttpResponse
from ninja import Router

from lumencare.api.contracts import Number, expect_contract, show_contract
from lumencare.api.kept_answers import once_by_key
from lumencare.api.replies import reply
from lumencare.api.shapes.amendments import (
    AddingSystem,
    Amending,
    AmendmentShape,
    Cancelling,
    ChangingBillTo,
    CorrectingPurchase,
)
from lumencare.api.shapes.basic import shown
from lumencare.api.shapes.contracts import ContractShape
from lumencare.api.tokens import Call
from lumencare.api.versions import IfMatch
from lumencare.contracts import actions, cancelling
from lumencare.contracts.queries.amendments import amendments_of
from lumencare.domain.contract.credit import Treatment
from lumencare.domain.money import Money
from lumencare.sales.queries import find_version
from lumencare.sites.queries import find_organization

router = Router(tags=["contracts"])


@router.get("/contracts/{number}/amendments", response=list[AmendmentShape])
def amendments(request: Call, number: Number) -> HttpResponse:
    """List what changed in a contract, newest first: what was, what is, from when and why."""
    return reply([shown(AmendmentShape, each) for each in amendments_of(request.user, number)])


@router.post("/contracts/{number}/suspend", response=ContractShape)
@once_by_key
def suspend(
    request: Call, number: Number, asked: Amending, if_match: IfMatch = None
) -> HttpResponse:
    """Suspend a contract in force: it covers nothing meanwhile, and its days go on."""
    return _amend(request, number, if_match, actions.suspend, asked.why)


@router.post("/contracts/{number}/resume", response=ContractShape)
@once_by_key
def resume(
    request: Call, number: Number, asked: Amending, if_match: IfMatch = None
) -> HttpResponse:
    """Let a suspended contract cover again."""
    return _amend(request, number, if_match, actions.resume, asked.why)


@router.post("/contracts/{number}/cancel", response=ContractShape)
@once_by_key
def cancel(
    request: Call, number: Number, asked: Cancelling, if_match: IfMatch = None
) -> HttpResponse:
    """Cancel a contract by decision, with one of four treatments of what was paid (D-17)."""
    row = expect_contract(request, number, if_match)
    amount = None if asked.amount is None else Money.of(asked.amount)
    decided = cancelling.Cancelling(
        on=asked.on, treatment=Treatment(asked.treatment), why=asked.why, amount=amount
    )
    actions.cancel(row, decided, by=request.user, now=request.now)
    return show_contract(request, number)


@router.post("/contracts/{number}/systems", response={201: ContractShape})
@once_by_key
def add_system(
    request: Call, number: Number, asked: AddingSystem, if_match: IfMatch = None
) -> HttpResponse:
    """Bring what an accepted quote sold for another system into a running contract (D-13)."""
    row = expect_contract(request, number, if_match)
    version = find_version(request.user, asked.quote)
    actions.add_system(row, version, by=request.user, now=request.now)
    return show_contract(request, number, 201)


@router.post("/contracts/{number}/bill-to", response=ContractShape)
@once_by_key
def change_bill_to(
    request: Call, number: Number, asked: ChangingBillTo, if_match: IfMatch = None
) -> HttpResponse:
    """Let another organization pay what is not invoiced yet (D-18)."""
    row = expect_contract(request, number, if_match)
    to = find_organization(request.user, asked.to)
    actions.change_bill_to(row, to, why=asked.why, by=request.user, now=request.now)
    return show_contract(request, number)


@router.post("/contracts/{number}/purchase", response=ContractShape)
@once_by_key
def correct_purchase(
    request: Call, number: Number, asked: CorrectingPurchase, if_match: IfMatch = None
) -> HttpResponse:
    """Put the right day of the purchase on record; nothing that was issued follows (D-17)."""
    row = expect_contract(request, number, if_match)
    day = asked.purchased_on
    actions.correct_purchase(row, day, why=asked.why, by=request.user, now=request.now)
    return show_contract(request, number)


def _amend(
    request: Call, number: str, if_match: str | None, act: Callable[..., object], why: str
) -> HttpResponse:
    act(expect_contract(request, number, if_match), why=why, by=request.user, now=request.now)
    return show_contract(request, number)
