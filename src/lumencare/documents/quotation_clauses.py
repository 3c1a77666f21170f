"""Which clauses a quotation prints: those of what is chosen, or of all that is offered."""

from lumencare.domain.edition import Clause
from lumencare.domain.quotation.line import LineKind
from lumencare.domain.quotation.making import Quotation

# The words under which the edition files the clauses of options.
RESPONSE, MAN_DAY = "response", "man-day"
TOPIC_OF_KIND = {
    LineKind.RESPONSE: RESPONSE,
    LineKind.HOURS: MAN_DAY,
    LineKind.ADDED_VALUE: MAN_DAY,
}


def choose_clauses(quotation: Quotation) -> tuple[Clause, ...]:
    """Return the clauses in the order of the edition; those without a topic always."""
    topics = _chosen_topics(quotation) or _offered_topics(quotation)
    return tuple(
        each
        for each in quotation.edition.clauses
        if not each.plans or topics.intersection(each.plans)
    )


def _chosen_topics(quotation: Quotation) -> set[str]:
    return {TOPIC_OF_KIND.get(each.kind, each.code) for each in quotation.lines}


def _offered_topics(quotation: Quotation) -> set[str]:
    offered = {
        each.plan.code.value for each in quotation.comparison.plans if each.eligibility.eligible
    }
    holders = {each.value for each in quotation.edition.holders}
    return offered | ({RESPONSE, MAN_DAY} if offered & holders else set())
