"""What is read of the service desk; every query takes the person who asks."""

from lumencare.desk.queries.duplicates import Likeness, Suspect, duplicates_of, find_alike
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
from lumencare.desk.queries.talk import (
    Conversation,
    FileFacts,
    MentionFacts,
    MessageFacts,
    Named,
    OpenedFile,
    conversation,
    find_message,
    notes_naming,
    open_file,
    people_of_desk,
    talk_of,
)

__all__ = [
    "CaseFacts",
    "CaseFilters",
    "CaseSummary",
    "Conversation",
    "DecisionFacts",
    "EventFacts",
    "FileFacts",
    "Likeness",
    "MentionFacts",
    "MessageFacts",
    "Named",
    "OpenedFile",
    "ReplayFacts",
    "Suspect",
    "case_facts",
    "conversation",
    "duplicates_of",
    "facts_of",
    "find_alike",
    "find_case",
    "find_charge",
    "find_event",
    "find_message",
    "find_part",
    "find_person",
    "list_cases",
    "notes_naming",
    "open_file",
    "people_of_desk",
    "replay_of",
    "talk_of",
    "visible_cases",
]
