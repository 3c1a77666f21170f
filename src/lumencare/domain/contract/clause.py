"""A clause of the contract itself: beside those of its edition, some of which it replaces."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from lumencare.domain.edition import Clause, Edition
from lumencare.domain.text import Text

CONTRACT, AMENDMENT = "contract", "amendment"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractClause:
    """One clause in both languages.

    It stands in the place of the edition's clauses in `replaces`, which speak of a quotation, and
    concerns holders of some `plans`, or everybody where none is named. `assumed`: not published.
    `documents` are those that print it: the contract, or its amendments.
    """

    id: str
    text: Text
    rules: tuple[str, ...]
    replaces: tuple[str, ...]
    assumed: bool
    plans: tuple[str, ...] = ()
    documents: tuple[str, ...] = (CONTRACT,)
    line: int = 0


@dataclass(frozen=True, slots=True)
class ClauseProblem:
    """One thing wrong between the contract's clauses and an edition's clauses."""

    line: int
    given: str
    allowed: Text


TWICE = Text("编号已被使用，请换一个。", "This id is taken by another clause; choose another.")
NO_SUCH_CLAUSE = Text("计划版本中没有这个条款。", "The edition has no such clause.")
NO_SUCH_DOCUMENT = Text(f"可用：{CONTRACT}、{AMENDMENT}。", f"Allowed: {CONTRACT}, {AMENDMENT}.")


def check_clauses(ours: Iterable[ContractClause], edition: Edition) -> Iterator[ClauseProblem]:
    """Yield ids that are used twice, and clauses to be replaced that the edition does not have."""
    clauses = {each.id for each in edition.clauses}
    seen = set(clauses)
    for clause in ours:
        if clause.id in seen:
            yield ClauseProblem(clause.line, clause.id, TWICE)
        seen.add(clause.id)
        for replaced in set(clause.replaces) - clauses:
            yield ClauseProblem(clause.line, replaced, NO_SUCH_CLAUSE)
        for document in set(clause.documents) - {CONTRACT, AMENDMENT}:
            yield ClauseProblem(clause.line, document, NO_SUCH_DOCUMENT)


def is_about(each: Clause | ContractClause, topics: set[str]) -> bool:
    """Tell whether a clause concerns one of some plans and options, or everybody."""
    return not each.plans or bool(topics.intersection(each.plans))
