"""Which clauses a quotation prints, each under the plans that it speaks of."""

from dataclasses import dataclass

from lumencare.domain.codes import PlanCode
from lumencare.domain.edition import Clause
from lumencare.domain.quotation.line import LineKind
from lumencare.domain.quotation.making import Quotation
from lumencare.domain.text import Text

# The words under which the edition files the clauses of options.
RESPONSE, MAN_DAY = "response", "man-day"
TOPIC_OF_KIND = {
    LineKind.RESPONSE: RESPONSE,
    LineKind.HOURS: MAN_DAY,
    LineKind.ADDED_VALUE: MAN_DAY,
}
OPTION_HEADINGS = {
    RESPONSE: Text("快速响应", "Response options"),
    MAN_DAY: Text("按人天计价的服务", "Services by the man-day"),
}
GENERAL = Text("通用条款", "General terms")


@dataclass(frozen=True, slots=True)
class ClauseGroup:
    """Clauses about the same plans, under their names."""

    heading: Text
    clauses: tuple[Clause, ...]


def group_clauses(quotation: Quotation) -> tuple[ClauseGroup, ...]:
    """Return the clauses under the plans they hold for, so that each can be read alone."""
    topics = _topics(quotation)
    groups: dict[tuple[str, ...], list[Clause]] = {}
    for each in choose_clauses(quotation):
        about = tuple(topic for topic in each.plans if topic in topics)
        groups.setdefault(about, []).append(each)
    return tuple(
        ClauseGroup(_heading(quotation, about), tuple(found)) for about, found in groups.items()
    )


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


def _heading(quotation: Quotation, about: tuple[str, ...]) -> Text:
    if not about:
        return GENERAL
    names = [_name(quotation, topic) for topic in about]
    return Text("、".join(each.zh for each in names), ", ".join(each.en for each in names))


def _name(quotation: Quotation, topic: str) -> Text:
    named = OPTION_HEADINGS.get(topic)
    return named or quotation.edition.plan_by_code[PlanCode(topic)].name


def _chosen_topics(quotation: Quotation) -> set[str]:
    return {TOPIC_OF_KIND.get(each.kind, each.code) for each in quotation.lines}


def _offered_topics(quotation: Quotation) -> set[str]:
    offered = {
        each.plan.code.value for each in quotation.comparison.plans if each.eligibility.eligible
    }
    holders = {each.value for each in quotation.edition.holders}
    return offered | ({RESPONSE, MAN_DAY} if offered & holders else set())
