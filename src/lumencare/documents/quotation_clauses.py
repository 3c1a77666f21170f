"""Which clauses a quotation prints, each under the plans that it speaks of."""

from lumencare.documents.clause_groups import (
    MAN_DAY,
    RESPONSE,
    ClauseGroup,
    group_by_topic,
    topic_of,
)
from lumencare.domain.edition import Clause
from lumencare.domain.quotation.making import Quotation


def group_clauses(quotation: Quotation) -> tuple[ClauseGroup, ...]:
    """Return the clauses under the plans they hold for, so that each can be read alone."""
    return group_by_topic(quotation.edition, choose_clauses(quotation), _topics(quotation))


def choose_clauses(quotation: Quotation) -> tuple[Clause, ...]:
    """Return the clauses for the system's class, in the edition's order.

    They are those of what is chosen, or of all that is offered; those without a topic always.
    """
    topics, warranty_class = _topics(quotation), quotation.request.system.warranty_class
    return tuple(
        each
        for each in quotation.edition.clauses
        if (not each.plans or topics.intersection(each.plans))
        and (not each.classes or warranty_class in each.classes)
    )


def _topics(quotation: Quotation) -> set[str]:
    return _chosen_topics(quotation) or _offered_topics(quotation)


def _chosen_topics(quotation: Quotation) -> set[str]:
    return {topic_of(each.kind, each.code) for each in quotation.lines}


def _offered_topics(quotation: Quotation) -> set[str]:
    offered = {
        each.plan.code.value for each in quotation.comparison.plans if each.eligibility.eligible
    }
    holders = {each.value for each in quotation.edition.holders}
    return offered | ({RESPONSE, MAN_DAY} if offered & holders else set())
