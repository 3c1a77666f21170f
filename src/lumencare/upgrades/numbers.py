"""Numbers of proposals and surveys: U-2601-001, SV-2601-001."""

from datetime import date

from lumencare.store.numbering import next_number
from lumencare.upgrades.models import ProposalNumber, SurveyNumber


def next_proposal_number(on: date) -> str:
    """Return the next number of a proposal, in the transaction that uses it."""
    return next_number(ProposalNumber.objects, "U", on)


def next_survey_number(on: date) -> str:
    """Return the next number of a survey, in the transaction that uses it."""
    return next_number(SurveyNumber.objects, "SV", on)
