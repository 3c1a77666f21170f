"""What is read of surveys and proposals, each for somebody."""

from lumencare.upgrades.models import ProposalVersion, Survey
from lumencare.upgrades.queries.lists import (
    ProposalFilters,
    ProposalSummary,
    count_by_state,
    list_proposals,
    proposals_of_system,
    proposals_waiting,
)
from lumencare.upgrades.queries.page import (
    ProposalPage,
    VersionShown,
    differences_of,
    proposal_page,
)
from lumencare.upgrades.queries.rows import find_finding, find_link, find_survey, find_version
from lumencare.upgrades.queries.surveys import (
    SurveyPage,
    count_surveys,
    done_surveys,
    list_surveys,
    survey_page,
    surveys_of_system,
)

__all__ = [
    "ProposalFilters",
    "ProposalPage",
    "ProposalSummary",
    "ProposalVersion",
    "Survey",
    "SurveyPage",
    "VersionShown",
    "count_by_state",
    "count_surveys",
    "differences_of",
    "done_surveys",
    "find_finding",
    "find_link",
    "find_survey",
    "find_version",
    "list_proposals",
    "list_surveys",
    "proposal_page",
    "proposals_of_system",
    "proposals_waiting",
    "survey_page",
    "surveys_of_system",
]
