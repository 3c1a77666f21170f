"""What a system has on a day, as a sentence to say aloud and year by year."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from lumencare.domain.codes import PlanCode
from lumencare.domain.coverage import CoverageDecision, CoverageFacts, decide
from lumencare.domain.edition import Edition
from lumencare.domain.quotation.cover import CoverQuestion, Held, YearCover, cover_by_year
from lumencare.domain.quotation.finding import say_amount
from lumencare.domain.system import System
from lumencare.domain.text import Text
from lumencare.sites.holdings import PLANS, days_held, holdings_of, response_on
from lumencare.sites.models import HeldPlan


@dataclass(frozen=True, slots=True)
class CoverToday:
    """The decision of a day in words, and what each project year gives with the plans held."""

    on: date
    sentence: Text
    decision: CoverageDecision
    years: tuple[YearCover, ...]


def cover_today(
    edition: Edition, system: System, on: date, held: Sequence[HeldPlan] = ()
) -> CoverToday:
    """Decide what a system has on a day that is not before its order: warranty and plans held."""
    facts = CoverageFacts(
        warranty_class=system.warranty_class,
        order_date=system.order_date,
        on=on,
        start_up=system.start_up,
        holdings=holdings_of(held),
        response=response_on(held, on),
        replaced=system.replaced,
    )
    decision = decide(edition, facts)
    return CoverToday(on, say_cover(decision), decision, cover_years(edition, system, on, held))


def cover_years(
    edition: Edition, system: System, on: date, held: Sequence[HeldPlan]
) -> tuple[YearCover, ...]:
    """Return what each project year gives with the plans held."""
    plans = tuple(
        Held(PlanCode(each.code), span)
        for each in held
        if each.code in PLANS and (span := days_held(each)) is not None
    )
    return cover_by_year(CoverQuestion(edition, system, on, plans))


def say_cover(decision: CoverageDecision) -> Text:
    """Say who pays for parts and for the engineer's work, in one sentence."""
    parts, labour = _say_parts(decision.parts_percent), _say_labour(decision)
    return Text(
        f"第 {decision.project_year} 年，{parts.zh}，{labour.zh}。",
        f"Year {decision.project_year}: {parts.en}, {labour.en}.",
    )


def _say_parts(percent: int) -> Text:
    if percent == 100:
        return Text("更换件免费", "replacement parts are free")
    if percent == 0:
        return Text("更换件由客户付费", "the customer pays for replacement parts")
    return Text(f"更换件减免 {percent}%", f"replacement parts cost {percent}% less")


def _say_labour(decision: CoverageDecision) -> Text:
    if decision.labour_covered:
        return Text("诊断人工免费", "diagnostic labour is free")
    charge = say_amount(decision.visit_charge)
    return Text(f"上门诊断收费 {charge}", f"a diagnostic visit costs {charge}")
