"""The upgrade proposal as PDF and as page pictures, both from one template."""

from datetime import datetime

from lumencare.documents.contract_checks import BOTH_SIDES, typeset_or_name
from lumencare.documents.contract_context import list_values
from lumencare.documents.proposal_context import ProposalContext
from lumencare.documents.proposal_data import write_proposal
from lumencare.documents.typesetting import picture_pages
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text

TEMPLATE = "proposal"


def render_proposal(context: ProposalContext, moment: datetime) -> bytes:
    """Return the proposal as PDF/A-2a and PDF/UA-1: the same bytes for the same facts and moment.

    Raises InputProblems for a text that lacks a language (G-2) and for characters that the font
    cannot show.
    """
    problems = [
        Problem(where, value.zh or value.en, BOTH_SIDES)
        for where, value in list_values(context)
        if isinstance(value, Text) and bool(value.zh.strip()) != bool(value.en.strip())
    ]
    if problems:
        raise InputProblems(problems)
    return typeset_or_name(TEMPLATE, context, write_proposal(context), moment)


def picture_proposal(context: ProposalContext) -> list[bytes]:
    """Return the proposal's pages as PNG pictures."""
    return picture_pages(TEMPLATE, write_proposal(context))
