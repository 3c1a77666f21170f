"""Which clauses a contract or an amendment prints: the edition's, and the contract's own."""

from dataclasses import dataclass

from lumencare.documents.clause_groups import ClauseGroup, group_by_topic
from lumencare.domain.codes import WarrantyClass
from lumencare.domain.contract.clause import CONTRACT, ContractClause, is_about
from lumencare.domain.edition import Clause, Edition


@dataclass(frozen=True, slots=True, kw_only=True)
class ClauseQuestion:
    """What was sold: topics are plan codes, `response`, `man-day` (`topic_of` gives them).

    `document` is `contract` or `amendment`; `classes` are those of the systems it is about.
    """

    edition: Edition
    ours: tuple[ContractClause, ...]
    topics: frozenset[str]
    classes: frozenset[WarrantyClass]
    document: str = CONTRACT


def choose_contract_clauses(asked: ClauseQuestion) -> tuple[ClauseGroup, ...]:
    """Return the clauses under what they hold for: those of the plans first, the general ones last.

    Clauses that speak of a quotation are left out where a clause of the contract replaces them.
    """
    topics = set(asked.topics)
    chosen = [
        each for each in asked.ours if asked.document in each.documents and is_about(each, topics)
    ]
    replaced = {clause for each in chosen for clause in each.replaces}
    ours = [as_clause(each) for each in chosen]
    theirs = [
        each
        for each in asked.edition.clauses
        if each.id not in replaced
        and is_about(each, topics)
        and (not each.classes or asked.classes.intersection(each.classes))
    ]
    in_order = [
        *(each for each in (*theirs, *ours) if each.plans),
        *(each for each in (*ours, *theirs) if not each.plans),
    ]
    return group_by_topic(asked.edition, in_order, topics)


def as_clause(ours: ContractClause) -> Clause:
    """Return a clause of our own as those of an edition are printed."""
    return Clause(id=ours.id, text=ours.text, plans=ours.plans, rules=ours.rules, differences=())
