"""What a system's initial warranty covers on a day, as a sentence to say aloud and year by year."""

from dataclasses import dataclass
from datetime import date

from lumencare.domain.coverage import CoverageDecision, CoverageFacts, decide
from lumencare.domain.edition import Edition
from lumencare.domain.quotation.cover import CoverQuestion, YearCover, cover_by_year
from lumencare.domain.quotation.finding import say_amount
from lumencare.domain.system import System
from lumencare.domain.text import Text


@dataclass(frozen=True, slots=True)
class CoverToday:
    """The decision of a day in words, and what each project year gives without any plan."""

    on: date
    sentence: Text
    decision: CoverageDecision
    years: tuple[YearCover, ...]


def cover_today(edition: Edition, system: System, on: date) -> CoverToday:
    """Decide what the initial warranty covers on a day that is not before the order."""
    facts = CoverageFacts(system.warranty_class, system.order_date, on, system.start_up)
    decision = decide(edition, facts)
    years = cover_by_year(CoverQuestion(edition, system, on, ()))
    return CoverToday(on, say_cover(decision), decision, years)


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
