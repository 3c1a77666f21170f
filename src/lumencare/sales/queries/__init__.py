"""Reads of quotes; each takes the person, so that scope is never forgotten."""

from lumencare.sales.making import preview, preview_draft
from lumencare.sales.models import QuoteVersion
from lumencare.sales.queries.facts import ApprovalFacts, LinkFacts, MessageFacts, VersionFacts
from lumencare.sales.queries.lists import (
    QuoteFilters,
    QuoteSummary,
    approvals_waiting,
    count_by_state,
    list_quotes,
    questions_waiting,
    quotes_of_system,
)
from lumencare.sales.queries.offer import Offer, open_offer
from lumencare.sales.queries.page import QuotePage, quote_page
from lumencare.sales.queries.rows import find_link, find_version, visible_versions

__all__ = [
    "ApprovalFacts",
    "LinkFacts",
    "MessageFacts",
    "Offer",
    "QuoteFilters",
    "QuotePage",
    "QuoteSummary",
    "QuoteVersion",
    "VersionFacts",
    "approvals_waiting",
    "count_by_state",
    "find_link",
    "find_version",
    "list_quotes",
    "open_offer",
    "preview",
    "preview_draft",
    "questions_waiting",
    "quote_page",
    "quotes_of_system",
    "visible_versions",
]
