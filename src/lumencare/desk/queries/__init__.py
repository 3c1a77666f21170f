"""What is read of the service desk; every query takes the person who asks."""

from lumencare.desk.queries.facts import CaseFacts, DecisionFacts, EventFacts, case_facts, facts_of
from lumencare.desk.queries.lists import CaseFilters, CaseSummary, list_cases
from lumencare.desk.queries.replay import ReplayFacts, replay_of
from lumencare.desk.queries.rows import (
    find_case,
    find_charge,
    find_event,
    find_part,
    find_person,
    visible_cases,
)

__all__ = [
    "CaseFacts",
    "CaseFilters",
    "CaseSummary",
    "DecisionFacts",
    "EventFacts",
    "ReplayFacts",
    "case_facts",
    "facts_of",
    "find_case",
    "find_charge",
    "find_event",
    "find_part",
    "find_person",
    "list_cases",
    "replay_of",
    "visible_cases",
]
