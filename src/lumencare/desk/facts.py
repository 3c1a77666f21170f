"""From rows to the facts that a decision of cover rests on, and how they are kept with it."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from lumencare.desk.models import PartLine
from lumencare.domain.answers import plain_value
from lumencare.domain.codes import Cause, StartUp, WarrantyClass
from lumencare.domain.coverage import CoverageFacts
from lumencare.domain.edition import Edition
from lumencare.domain.money import Money
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Reason
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.fitted import PartCover, PartInPlace, cover_of_part
from lumencare.sites.holdings import covering_rows, holdings_of, response_on
from lumencare.sites.models import HeldPlan, System
from lumencare.sites.replaced import replaced_system


@dataclass(frozen=True, slots=True)
class CoverBasis:
    """What a decision is made from: the edition, the facts, the contracts they come from."""

    edition: Edition
    facts: CoverageFacts
    sources: tuple[str, ...]


def cover_basis(
    system: System, on: date, *, cause: Cause, part_price: Money | None = None
) -> CoverBasis:
    """Gather what a system has on a day, as the contracts of that day say."""
    held = covering_rows(system, on)
    facts = CoverageFacts(
        warranty_class=WarrantyClass(system.warranty_class),
        order_date=system.order_date,
        on=on,
        start_up=StartUp(system.start_up),
        holdings=holdings_of(_bought_by(held, on)),
        cause=cause,
        part_price=part_price,
        response=response_on(held, on),
        replaced=replaced_system(system),
    )
    sources = sorted({each.source for each in held if each.starts_on <= on < each.ends_on})
    return CoverBasis(edition_in_force(on), facts, tuple(sources))


def _bought_by(held: list[HeldPlan], on: date) -> list[HeldPlan]:
    """Leave out what was bought after the day: nothing helps backwards (D-16)."""
    return [each for each in held if each.bought_on <= on]


def kept_facts(basis: CoverBasis) -> dict[str, Any]:
    """Return the facts of a decision as they are stored with it."""
    facts = basis.facts
    return {
        "class": facts.warranty_class.value,
        "order_date": facts.order_date.isoformat(),
        "on": facts.on.isoformat(),
        "start_up": facts.start_up.value,
        "cause": facts.cause.value,
        "part_price": None if facts.part_price is None else str(facts.part_price),
        "response": facts.response,
        "holdings": [
            {"plan": each.plan.value, "bought": each.bought.isoformat(), "years": each.years}
            for each in facts.holdings
        ],
        "contracts": list(basis.sources),
        "replaced_on": facts.replaced.on.isoformat() if facts.replaced else None,
    }


def kept_reasons(edition: Edition, because: tuple[Reason, ...]) -> list[dict[str, Any]]:
    """Return reasons as they are stored, each with the clause that carries its rule, if one does.

    A clause is an edition's pair of wordings: the first that names the rule.
    """
    clauses = {rule: each for each in reversed(edition.clauses) for rule in each.rules}
    kept = []
    for each in because:
        clause = clauses.get(each.rule)
        kept.append(
            {
                "rule": each.rule,
                "applies": each.applies,
                "zh": each.text.zh,
                "en": each.text.en,
                "facts": {name: plain_value(value) for name, value in each.facts.items()},
                "clause": clause.id if clause else "",
                "clause_zh": clause.text.zh if clause else "",
                "clause_en": clause.text.en if clause else "",
            }
        )
    return kept


def part_cover(system: System, line: PartLine) -> PartCover:
    """Return what decides the cover of a part line: whether it is listed, when it was fitted."""
    return cover_of_part(system, PartInPlace(line.part_number, line.serial))


def report_day(case_reported_at: Any) -> date:
    """Return the day of Shanghai on which a case was reported: the day that counts (0029)."""
    return in_shanghai(case_reported_at).date()
