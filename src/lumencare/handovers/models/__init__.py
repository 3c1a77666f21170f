"""What is kept of accepted proposals: how they were signed, their bills, work and handovers."""

from lumencare.handovers.models.accepted import ProposalSignature, UpgradeBill, UpgradeVisit
from lumencare.handovers.models.handovers import Handover

__all__ = ["Handover", "ProposalSignature", "UpgradeBill", "UpgradeVisit"]
