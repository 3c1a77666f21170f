"""The lead of a system is won with the acceptance of its proposal."""

from datetime import datetime

from lumencare.accounts.models import User
from lumencare.domain.lifecycle.kinds import LeadState
from lumencare.lifecycle.actions.following import end_lead_with_proposal
from lumencare.upgrades.models import ProposalVersion


def win_lead(version: ProposalVersion, *, by: User | None, now: datetime) -> None:
    """Close the lead that a system has as won; nothing where it has none."""
    end_lead_with_proposal(
        version.proposal.system,
        LeadState.WON,
        why=version.proposal.number,
        by=by or version.accepted_name,
        now=now,
    )
