"""Sending: the customer gets a link to a version, by mail or from a colleague's hand."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.domain.upgrade.states import ProposalState, ProposalStep, require_step
from lumencare.lifecycle.actions.following import lead_to_proposal
from lumencare.sales.actions.sending import BY_HAND, Delivery, read_delivery
from lumencare.upgrades.actions.steps import lock_proposal, take_step
from lumencare.upgrades.links import add_link
from lumencare.upgrades.models import ProposalLink, ProposalMail, ProposalVersion
from lumencare.upgrades.told import tell_sent
from lumencare.upgrades.validity import require_valid


def send(
    version: ProposalVersion, *, by: User, now: datetime, delivery: Delivery = BY_HAND
) -> ProposalLink:
    """Make a link to a version and give it to the customer; one already sent gets another link.

    The version that was sent before it is superseded in the same moment. The mail is written with
    the decision and delivered by `deliver_mails`, so that neither is kept without the other.
    """
    require_right(by, Right.MAKE_PROPOSALS)
    if version.state != ProposalState.SENT:
        require_step(ProposalStep.SEND, version.state)
    to, words = read_delivery(delivery)
    require_valid(version, now)
    with transaction.atomic():
        lock_proposal(version)
        if version.state == ProposalState.SENT:
            _require_still_sent(version)
        else:
            _give_out(version, to, by=by, now=now)
        link = add_link(version, by=by, now=now)
        if to:
            ProposalMail.objects.create(link=link, to=to, words=words, queued_at=now, try_after=now)
        changes = {"sent_to": (None, to or None), "expires_at": (None, link.expires_at)}
        record(version, action="add-link", by=by, now=now, changes=changes)
    return link


def revoke_link(link: ProposalLink, *, by: User, now: datetime) -> ProposalLink:
    """Take a link back at once; the version itself stays as it is."""
    require_right(by, Right.MAKE_PROPOSALS)
    with transaction.atomic():
        if ProposalLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=now):
            record(link.proposal_version, action="revoke-link", by=by, now=now)
            link.revoked_at = now
    return link


def _give_out(version: ProposalVersion, to: str, *, by: User, now: datetime) -> None:
    earlier = ProposalVersion.objects.select_related("proposal").filter(
        proposal=version.proposal_id, state=ProposalState.SENT.value
    )
    for each in earlier:
        take_step(each, ProposalStep.SUPERSEDE, by=by, now=now, fields={"ended_at": now})
    take_step(version, ProposalStep.SEND, by=by, now=now, fields={"sent_at": now, "sent_to": to})
    tell_sent(version, now)
    proposal = version.proposal
    lead_to_proposal(proposal.system, why=proposal.number, by=by, now=now)


def _require_still_sent(version: ProposalVersion) -> None:
    """Raise Refused where a version was ended since it was read."""
    state = ProposalVersion.objects.values_list("state", flat=True).get(pk=version.pk)
    if state != ProposalState.SENT:
        require_step(ProposalStep.SEND, state)
