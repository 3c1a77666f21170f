"""Reads of remote service; each takes the person, or the link by which a signer comes."""

from lumencare.remote.queries.gate import Gate, gate_of_case, gate_of_system
from lumencare.remote.queries.lists import (
    AgreementFacts,
    AgreementFilters,
    SessionFacts,
    SessionFilters,
    count_agreements,
    list_agreements,
    list_sessions,
)
from lumencare.remote.queries.pages import AgreementPage, SessionPage, agreement_page, session_page
from lumencare.remote.queries.rows import find_agreement, find_session, link_of

__all__ = [
    "AgreementFacts",
    "AgreementFilters",
    "AgreementPage",
    "Gate",
    "SessionFacts",
    "SessionFilters",
    "SessionPage",
    "agreement_page",
    "count_agreements",
    "find_agreement",
    "find_session",
    "gate_of_case",
    "gate_of_system",
    "link_of",
    "list_agreements",
    "list_sessions",
    "session_page",
]
