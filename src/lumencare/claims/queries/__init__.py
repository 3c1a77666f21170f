"""What is read of claims for replacement parts."""

from lumencare.claims.queries.facts import (
    ClaimDecisionFacts,
    ClaimFacts,
    claim_facts,
    decisions_of,
    facts_of,
)
from lumencare.claims.queries.lists import ClaimFilters, claims_of_case, list_claims
from lumencare.claims.queries.report import ClaimFigures, claim_report
from lumencare.claims.queries.rows import find_claim, visible_claims
from lumencare.claims.queries.supply import SupplyChoice, say_supply, supply_choices
from lumencare.claims.queries.waiting import ClaimsWaiting, claims_waiting

__all__ = [
    "ClaimDecisionFacts",
    "ClaimFacts",
    "ClaimFigures",
    "ClaimFilters",
    "ClaimsWaiting",
    "SupplyChoice",
    "claim_facts",
    "claim_report",
    "claims_of_case",
    "claims_waiting",
    "decisions_of",
    "facts_of",
    "find_claim",
    "list_claims",
    "say_supply",
    "supply_choices",
    "visible_claims",
]
