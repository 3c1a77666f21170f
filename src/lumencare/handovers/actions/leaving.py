"""Contracts of a replaced system that were left open by the handover: ended later by staff."""

from datetime import datetime

from lumencare.accounts.models import User
from lumencare.contracts.actions import end_for_replaced
from lumencare.contracts.models import Contract
from lumencare.handovers.models import Handover


def end_contract(
    handover: Handover, contract: Contract, *, why: str, by: User, now: datetime
) -> Contract:
    """End what a contract has for the system that the handover replaced as a whole (D-17)."""
    system = handover.proposal_version.proposal.system
    return end_for_replaced(contract, system, why=why, by=by, now=now)
