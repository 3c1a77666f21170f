"""The steps of a proposal: issued, approved, sent, revised, lost; its links (SY-3, D-20)."""

from typing import Annotated

from django.http import HttpResponse
from ninja import Path, Router

from lumencare.accounts.roles import Right
from lumencare.api.kept_answers import once_by_key
from lumencare.api.proposals import Number, expect_proposal, show_proposal
from lumencare.api.shapes.basic import Key
from lumencare.api.shapes.proposals import LosingProposal, ProposalShape
from lumencare.api.shapes.quotes import Approving, Refusing, Sending
from lumencare.api.tokens import Call
from lumencare.api.versions import IfMatch
from lumencare.upgrades import actions
from lumencare.upgrades.queries import find_link

router = Router(tags=["proposals"])


@router.post("/proposals/{proposal}/issue", response=ProposalShape)
@once_by_key
def issue(request: Call, proposal: Number, if_match: IfMatch = None) -> HttpResponse:
    """Fix a draft for ever, with its amounts, cover, reasons and PDF."""
    row = expect_proposal(request, proposal, if_match)
    actions.issue(row, by=request.user, now=request.now)
    return show_proposal(request, proposal)


@router.post("/proposals/{proposal}/approve", response=ProposalShape)
@once_by_key
def approve(
    request: Call, proposal: Number, approval: Approving, if_match: IfMatch = None
) -> HttpResponse:
    """Approve the prices of a version that somebody else wrote (D-20)."""
    row = expect_proposal(request, proposal, if_match, Right.APPROVE_PROPOSALS)
    actions.decide(row, approved=True, note=approval.note, by=request.user, now=request.now)
    return show_proposal(request, proposal)


@router.post("/proposals/{proposal}/refuse", response=ProposalShape)
@once_by_key
def refuse(
    request: Call, proposal: Number, refusal: Refusing, if_match: IfMatch = None
) -> HttpResponse:
    """Send a version back to its author as a draft, with a reason (D-20)."""
    row = expect_proposal(request, proposal, if_match, Right.APPROVE_PROPOSALS)
    actions.decide(row, approved=False, note=refusal.note, by=request.user, now=request.now)
    return show_proposal(request, proposal)


@router.post("/proposals/{proposal}/send", response=ProposalShape)
@once_by_key
def send(
    request: Call, proposal: Number, delivery: Sending, if_match: IfMatch = None
) -> HttpResponse:
    """Give a version to the customer: by mail, or as a link to hand over."""
    row = expect_proposal(request, proposal, if_match)
    way = actions.Delivery(delivery.to, delivery.words)
    actions.send(row, by=request.user, now=request.now, delivery=way)
    return show_proposal(request, proposal)


@router.post("/proposals/{proposal}/links/{id}/revoke", response=ProposalShape)
@once_by_key
def revoke_link(request: Call, proposal: Number, id: Annotated[Key, Path()]) -> HttpResponse:  # noqa: A002
    """Let a link work no more; the version itself stays as it is."""
    row = find_link(request.user, proposal, id)
    actions.revoke_link(row, by=request.user, now=request.now)
    return show_proposal(request, proposal)


@router.post("/proposals/{proposal}/revise", response={201: ProposalShape})
@once_by_key
def revise(request: Call, proposal: Number, if_match: IfMatch = None) -> HttpResponse:
    """Begin the next version with the content of the last one."""
    row = expect_proposal(request, proposal, if_match)
    actions.revise(row, by=request.user, now=request.now)
    return show_proposal(request, proposal, 201)


@router.post("/proposals/{proposal}/lose", response=ProposalShape)
@once_by_key
def lose(
    request: Call, proposal: Number, losing: LosingProposal, if_match: IfMatch = None
) -> HttpResponse:
    """Close a proposal as lost, with the reason; the lead of its system is lost with it."""
    row = expect_proposal(request, proposal, if_match)
    loss = actions.Loss(losing.reason, losing.words)
    actions.lose(row, loss, by=request.user, now=request.now)
    return show_proposal(request, proposal)
