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
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import conflict_about
from lumencare.upgrades.actions import (
    Loss,
    decide,
    issue,
    lose,
    revise,
    revoke_link,
    send,
)
from lumencare.upgrades.queries import ProposalVersion, find_link, find_version
from lumencare.web.upgrades.proposal import render_proposal
from lumencare.web.versions import is_stale, read_delivery, try_deed

Deed = Callable[[ProposalVersion], object]


@login_required
@require_POST
def make_final(request: Request, number: str, version: int) -> HttpResponse:
    """Issue a draft as it stands."""
    return _do(request, number, version, lambda row: issue(row, by=request.user, now=request.now))


@login_required
@require_POST
def decide_prices(request: Request, number: str, version: int) -> HttpResponse:
    """Approve a version, or send it back with a reason (D-20)."""
    approved, note = request.POST.get("approved") == "yes", request.POST.get("note", "")
    return _do(
        request,
        number,
        version,
        lambda row: decide(row, approved=approved, note=note, by=request.user, now=request.now),
        Right.APPROVE_PROPOSALS,
    )


@login_required
@require_POST
def give_out(request: Request, number: str, version: int) -> HttpResponse:
    """Send a version by mail, or make a link to hand over."""

    def deliver(row: ProposalVersion) -> object:
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
def make_revision(request: Request, number: str, version: int) -> HttpResponse:
    """Begin the next version."""
    return _do(request, number, version, lambda row: revise(row, by=request.user, now=request.now))


@login_required
@require_POST
def close_as_lost(request: Request, number: str, version: int) -> HttpResponse:
    """Close a proposal as lost, with the reason and words."""
    loss = Loss(request.POST.get("reason", ""), request.POST.get("lost_words", ""))

    def close(row: ProposalVersion) -> object:
        return lose(row, loss, by=request.user, now=request.now)

    return _do(request, number, version, close)


def _do(
    request: Request,
    number: str,
    version: int,
    deed: Deed,
    right: Right = Right.MAKE_PROPOSALS,
) -> HttpResponse:
    """Do it to the version as the form showed it; one that was changed since is left alone."""
    require_right(request.user, right)
    row = find_version(request.user, number, version)

    def done() -> object:
        if is_stale(request.POST, row.version):
            raise conflict_about(row)
        return deed(row)

    again = partial(render_proposal, request, number, version, typed=request.POST)
    return try_deed(done, again, redirect("proposal", number))
