"""Reads of contracts; each takes the person, so that scope is never forgotten."""

from lumencare.contracts.models import ContractLine
from lumencare.contracts.queries.chain import Chain
from lumencare.contracts.queries.checking import IssuedDocument, check_document
from lumencare.contracts.queries.facts import (
    AllowanceFacts,
    ConditionFacts,
    LineFacts,
    PaymentFacts,
    TermFacts,
)
from lumencare.contracts.queries.lists import (
    ContractFilters,
    ContractSummary,
    contracts_of_quote,
    contracts_of_system,
    contracts_waiting,
    count_by_state,
    list_contracts,
)
from lumencare.contracts.queries.page import ContractPage, contract_page, tag_of
from lumencare.contracts.queries.rows import (
    find_allowance,
    find_allowance_by_key,
    find_condition,
    find_contract,
    find_draw,
    visible_contracts,
)

__all__ = [
    "AllowanceFacts",
    "Chain",
    "ConditionFacts",
    "ContractFilters",
    "ContractLine",
    "ContractPage",
    "ContractSummary",
    "IssuedDocument",
    "LineFacts",
    "PaymentFacts",
    "TermFacts",
    "check_document",
    "contract_page",
    "contracts_of_quote",
    "contracts_of_system",
    "contracts_waiting",
    "count_by_state",
    "find_allowance",
    "find_allowance_by_key",
    "find_condition",
    "find_contract",
    "find_draw",
    "list_contracts",
    "tag_of",
    "visible_contracts",
]
