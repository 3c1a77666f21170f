"""A place where the two languages of the offer differ, and what follows from it (G-2)."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lumencare.domain.edition import Clause, Edition
from lumencare.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """What each language says in substance, and what the product does because Chinese governs."""

    id: str
    rules: tuple[str, ...]
    english: Text
    chinese: Text
    outcome: Text
    line: int = 0


@dataclass(frozen=True, slots=True)
class DifferenceProblem:
    """One thing wrong between the register, the rules and an edition's clauses."""

    line: int
    given: str
    allowed: Text


def clauses_on(edition: Edition, difference: str) -> tuple[Clause, ...]:
    """Return the clauses of an edition that a difference concerns."""
    return tuple(each for each in edition.clauses if difference in each.differences)


def check_differences(
    differences: Iterable[Difference], edition: Edition, rules: Mapping[str, str]
) -> Iterator[DifferenceProblem]:
    """Yield what does not fit together; `rules` gives the kind of each known rule id."""
    listed: set[str] = set()
    for each in differences:
        if each.id in listed:
            yield DifferenceProblem(each.line, each.id, ONCE)
        listed.add(each.id)
        yield from _check_one(each, edition, rules)
    cited = {each for clause in edition.clauses for each in clause.differences}
    known = {rule for rule, kind in rules.items() if kind == "difference"}
    for missing in sorted((cited | known) - listed):
        yield DifferenceProblem(1, missing, LISTED)


def _check_one(
    difference: Difference, edition: Edition, rules: Mapping[str, str]
) -> Iterator[DifferenceProblem]:
    if rules.get(difference.id) != "difference":
        yield DifferenceProblem(difference.line, difference.id, KNOWN)
    wrong = [each for each in difference.rules if rules.get(each, "difference") == "difference"]
    for each in wrong if difference.rules else [difference.id]:
        yield DifferenceProblem(difference.line, each, CONCERNED)
    if not clauses_on(edition, difference.id):
        yield DifferenceProblem(difference.line, difference.id, TIED)


ONCE = Text("每项差异只能登记一次。", "A difference is registered once.")
KNOWN = Text("应为规则目录中的差异编号。", "A difference of the catalogue of rules is expected.")
CONCERNED = Text(
    "应列出所涉及的规则编号。", "The ids of the offer's rules that it concerns are expected."
)
TIED = Text("本版计划中没有条款引用此差异。", "No clause of the edition names this difference.")
LISTED = Text(
    "条款或规则目录引用了此差异，但未登记。",
    "A clause or the catalogue of rules names this difference, and it is not registered.",
)
