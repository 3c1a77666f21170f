"""Contracts and amendments as documents: rows brought into the frozen facts that are printed."""

from lumencare.contracts.papers.amended import amendment_facts
from lumencare.contracts.papers.whole import contract_facts, facts_hash, with_address

__all__ = ["amendment_facts", "contract_facts", "facts_hash", "with_address"]
