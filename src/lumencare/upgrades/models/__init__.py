"""What is kept of System Care: surveys with their findings, proposals with their versions."""

from lumencare.upgrades.models.proposals import (
    ProposalApproval,
    ProposalNumber,
    ProposalVersion,
    UpgradeProposal,
)
from lumencare.upgrades.models.sending import ProposalLink, ProposalMail
from lumencare.upgrades.models.surveys import Finding, Survey, SurveyNumber, SurveyVisit

__all__ = [
    "Finding",
    "ProposalApproval",
    "ProposalLink",
    "ProposalMail",
    "ProposalNumber",
    "ProposalVersion",
    "Survey",
    "SurveyNumber",
    "SurveyVisit",
    "UpgradeProposal",
]
