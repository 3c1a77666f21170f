"""Clauses under the plans and options that they speak of, and the mark by which each is frozen."""

from collections.abc import Iterable
from dataclasses import dataclass
from hashlib import sha256

from lumencare.domain.codes import PlanCode
from lumencare.domain.edition import Clause, Edition
from lumencare.domain.quotation.line import LineKind
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


@dataclass(frozen=True, slots=True)
class ClauseMark:
    """A clause that a document prints, and the hash of its two wordings together."""

    id: str
    sha256: str


def topic_of(kind: LineKind, code: str) -> str:
    """Return the word under which the edition files clauses about what a line sells."""
    return TOPIC_OF_KIND.get(kind, code)


def group_by_topic(
    edition: Edition, clauses: Iterable[Clause], topics: set[str]
) -> tuple[ClauseGroup, ...]:
    """Return clauses under what they hold for, so that each can be read alone."""
    groups: dict[tuple[str, ...], list[Clause]] = {}
    for each in clauses:
        about = tuple(topic for topic in each.plans if topic in topics)
        groups.setdefault(about, []).append(each)
    return tuple(
        ClauseGroup(_heading(edition, about), tuple(found)) for about, found in groups.items()
    )


def mark_clauses(groups: Iterable[ClauseGroup]) -> tuple[ClauseMark, ...]:
    """Return the clauses that a document prints, in their order, each with its hash."""
    return tuple(
        ClauseMark(each.id, _hash(each.text)) for group in groups for each in group.clauses
    )


def mark_all(groups: Iterable[ClauseGroup]) -> str:
    """Return one hash of all clauses that a document prints: their ids, wordings and order."""
    lines = (f"{each.id} {each.sha256}\n" for each in mark_clauses(groups))
    return sha256("".join(lines).encode()).hexdigest()


def _hash(text: Text) -> str:
    # A byte that no wording holds keeps the two sides apart.
    return sha256(f"{text.zh}\0{text.en}".encode()).hexdigest()


def _heading(edition: Edition, about: tuple[str, ...]) -> Text:
    if not about:
        return GENERAL
    names = [_name(edition, topic) for topic in about]
    return Text("、".join(each.zh for each in names), ", ".join(each.en for each in names))


def _name(edition: Edition, topic: str) -> Text:
    return OPTION_HEADINGS.get(topic) or edition.plan_by_code[PlanCode(topic)].name
