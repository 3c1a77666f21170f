"""What is covered on a day: each element takes the best that is in force (D-11), with reasons."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lumencare.domain.codes import (
    INITIAL_WARRANTY,
    NO_COVER,
    Cause,
    CoverageKind,
    StartUp,
    WarrantyClass,
)
from lumencare.domain.coverage_reasons import (
    best_labour,
    best_parts,
    in_force,
    not_started_up,
    not_the_product,
    nothing_covers,
    over,
    response_reason,
    set_aside,
    several,
    visit_charged,
    warranty_reason,
)
from lumencare.domain.edition import CoverageStep, Edition
from lumencare.domain.holding import Holding
from lumencare.domain.money import HUNDRED, ZERO, Money, round_to_fen
from lumencare.domain.overlap import find_overlaps
from lumencare.domain.projectyear import project_year
from lumencare.domain.replaced import Replaced, system_replaced
from lumencare.domain.text import Reason


@dataclass(frozen=True, slots=True)
class CoverageFacts:
    """The facts that one coverage decision rests on."""

    warranty_class: WarrantyClass
    order_date: date
    on: date
    start_up: StartUp = StartUp.PARTNER
    holdings: tuple[Holding, ...] = ()
    cause: Cause = Cause.PRODUCT
    part_price: Money | None = None
    response: str | None = None
    # That the whole system was replaced: from that day on nothing covers it.
    replaced: Replaced | None = None


@dataclass(frozen=True, slots=True)
class CoverageDecision:
    """What parts, labour and response a system has on a day, and why."""

    project_year: int
    parts_percent: int
    part_price: Money | None
    customer_pays: Money | None
    labour_covered: bool
    visit_charge: Money
    response: str
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Candidate:
    """One coverage that was considered: its steps for this year where it is in force."""

    by: str
    parts: CoverageStep | None
    labour: CoverageStep | None
    reason: Reason
    gives_response: bool = False
    running: Holding | None = None


def decide(edition: Edition, facts: CoverageFacts) -> CoverageDecision:
    """Decide what is covered; the purchases are taken as possible (see `check_purchases`)."""
    year = project_year(facts.order_date, facts.on)
    if facts.replaced is not None and facts.replaced.holds_on(facts.on):
        return _gone(edition, facts, facts.replaced, year)
    candidates = [
        _from_warranty(edition, facts, year),
        *(_from_holding(edition, facts, each, year) for each in facts.holdings),
    ]
    parts = _best([each.parts for each in candidates])
    labour = _best([each.labour for each in candidates])
    by_product = facts.cause is Cause.PRODUCT
    percent = parts.percent if parts and by_product else 0
    covered = labour is not None and by_product
    charge = ZERO if covered else edition.visit_price
    response, for_response = _respond(edition, facts, candidates)
    return CoverageDecision(
        project_year=year,
        parts_percent=percent,
        part_price=facts.part_price,
        customer_pays=None if facts.part_price is None else _pays(facts.part_price, percent),
        labour_covered=covered,
        visit_charge=charge,
        response=response,
        because=(
            *_decisive(edition, facts, year, (parts, labour), charge),
            for_response,
            *_considered(edition, facts, year, candidates),
        ),
    )


def _gone(
    edition: Edition, facts: CoverageFacts, replaced: Replaced, year: int
) -> CoverageDecision:
    """Decide a system that is not there any more: neither its warranty nor a plan is of use."""
    charge = edition.visit_price
    return CoverageDecision(
        project_year=year,
        parts_percent=0,
        part_price=facts.part_price,
        customer_pays=facts.part_price,
        labour_covered=False,
        visit_charge=charge,
        response=NO_COVER,
        because=(system_replaced(replaced), visit_charged(charge)),
    )


def _from_warranty(edition: Edition, facts: CoverageFacts, year: int) -> Candidate:
    key = facts.warranty_class
    parts = edition.warranty[key, CoverageKind.PARTS].get(year)
    labour = edition.warranty[key, CoverageKind.LABOUR].get(year)
    if labour and not labour.holds_after(facts.start_up):
        labour = None
    reason = warranty_reason(edition, facts.warranty_class, year, parts)
    return Candidate(INITIAL_WARRANTY, parts, labour, reason)


def _from_holding(edition: Edition, facts: CoverageFacts, holding: Holding, year: int) -> Candidate:
    runs, reason = in_force(edition, facts, holding, facts.on, year)
    if not runs:
        return Candidate(holding.plan.value, None, None, reason)
    terms = edition.terms[holding.plan, facts.warranty_class]
    labour = terms.labour.get(year)
    return Candidate(
        by=holding.plan.value,
        parts=terms.parts.get(year),
        labour=labour,
        reason=reason,
        gives_response=holding.plan in edition.holders and labour is not None,
        running=holding,
    )


def _best(steps: list[CoverageStep | None]) -> CoverageStep | None:
    """Return the step with the highest percent; the earlier candidate wins a tie."""
    best: CoverageStep | None = None
    for step in steps:
        if step is not None and (best is None or step.percent > best.percent):
            best = step
    return best


def _pays(price: Money, percent: int) -> Money:
    """Return what is left of a part's price after the reduction (X-7), rounded once (D-2)."""
    return round_to_fen(price.amount * Decimal(100 - percent) / HUNDRED)


def _respond(
    edition: Edition, facts: CoverageFacts, candidates: list[Candidate]
) -> tuple[str, Reason]:
    holder = next((each for each in candidates if each.gives_response), None)
    response = (facts.response or "standard") if holder else "none"
    by = holder.by if holder else None
    return response, response_reason(edition, by, facts.response, response)


def _decisive(
    edition: Edition,
    facts: CoverageFacts,
    year: int,
    best: tuple[CoverageStep | None, CoverageStep | None],
    charge: Money,
) -> list[Reason]:
    """The sentences that answer the question, before all that was considered."""
    parts, labour = best
    if facts.cause is Cause.OTHER:
        return [not_the_product(charge), visit_charged(charge)]
    reasons = []
    if year > edition.horizon_years:
        reasons.append(over(edition, facts))
    reasons.append(best_parts(edition, parts, year) if parts else nothing_covers(year))
    reasons.append(best_labour(edition, labour, year) if labour else visit_charged(charge))
    return reasons


def _considered(
    edition: Edition, facts: CoverageFacts, year: int, candidates: list[Candidate]
) -> list[Reason]:
    is_other = facts.cause is Cause.OTHER
    reasons = [set_aside(each.reason) if is_other else each.reason for each in candidates]
    own_labour = edition.warranty[facts.warranty_class, CoverageKind.LABOUR].get(year)
    if own_labour and not own_labour.holds_after(facts.start_up):
        reasons.append(not_started_up(own_labour))
    running = [each.running for each in candidates if each.running]
    if len(running) > 1:
        reasons.extend(find_overlaps(edition, facts, running))
    if sum(each.parts is not None for each in candidates) > 1:
        reasons.append(several())
    return reasons
