"""The amendments on the page of a contract, and the changes that a person may make there."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.contracts.queries import find_contract
from lumencare.contracts.queries.amendments import amendments_of
from lumencare.contracts.queries.papers import papers_of_amendments
from lumencare.domain.contract.states import OPEN, ContractState, ContractStep, may_take

# Address, words, the right it needs, and the states in which it can be done.
CHANGES = (
    ("contracts-add-system", _("Add a system"), Right.KEEP_CONTRACTS, ContractStep.AMEND),
    ("contracts-suspend", _("Suspend"), Right.KEEP_CONTRACTS, ContractStep.SUSPEND),
    ("contracts-resume", _("Resume"), Right.KEEP_CONTRACTS, ContractStep.RESUME),
    ("contracts-bill-to", _("Change who pays"), Right.KEEP_CONTRACTS, None),
    ("contracts-purchase", _("Correct the day"), Right.KEEP_CONTRACTS, ContractStep.AMEND),
    ("contracts-cancel", _("Cancel the contract"), Right.CANCEL_CONTRACTS, ContractStep.CANCEL),
)


def amending_context(user: User, number: str, state: str) -> dict[str, Any]:
    """Return what the page shows of amendments."""
    papers = papers_of_amendments(user, find_contract(user, number))
    return {
        "amendments": [(each, papers.get(each.number)) for each in amendments_of(user, number)],
        "changes": [
            (reverse(name, args=[number]), words)
            for name, words, right, step in CHANGES
            if may(user, right) and _can(step, ContractState(state))
        ],
    }


def _can(step: ContractStep | None, state: ContractState) -> bool:
    return state in OPEN if step is None else may_take(step, state)
