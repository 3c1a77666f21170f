"""What plans cover in each of the eight project years: parts in percent, labour, what is paid."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lumencare.domain.codes import CoverageKind, PaymentBasis, PlanCode
from lumencare.domain.edition import Edition
from lumencare.domain.money import Money
from lumencare.domain.period import Span
from lumencare.domain.projectyear import project_year, year_span
from lumencare.domain.quotation.line import QuotationLine
from lumencare.domain.quotation.ways import Way
from lumencare.domain.system import System


class Labour(StrEnum):
    """How much of a project year has diagnostic labour covered."""

    FULL = "full"
    PART = "part"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class YearCover:
    """One project year: what is covered in what is left of it; `past` years are over."""

    project_year: int
    span: Span
    parts_percent: int
    labour: Labour
    past: bool


@dataclass(frozen=True, slots=True)
class Held:
    """Days on which a plan would be held."""

    plan: PlanCode
    span: Span


@dataclass(frozen=True, slots=True)
class CoverQuestion:
    """A system on a day, with the plans that it would hold."""

    edition: Edition
    system: System
    on: date
    held: tuple[Held, ...]


def held_by_way(edition: Edition, system: System, way: Way, on: date) -> tuple[Held, ...]:
    """Return the days on which the plans of a way are held, bought on the day `on`."""
    end = year_span(system.order_date, edition.horizon_years).end
    spans = [year_span(system.order_date, year) for year in way.years]
    held: list[Held] = []
    for plan in way.plans:
        is_once = edition.plan_by_code[plan].payment is PaymentBasis.ONCE
        held.extend(Held(plan, each) for each in ([Span(on, end)] if is_once else spans))
    return tuple(held)


def held_by_lines(lines: Iterable[QuotationLine]) -> tuple[Held, ...]:
    """Return the days on which the plans of quoted lines are held."""
    codes = {each.value for each in PlanCode}
    return tuple(
        Held(PlanCode(each.code), each.span)
        for each in lines
        if each.code in codes and each.span is not None
    )


def cover_by_year(question: CoverQuestion) -> tuple[YearCover, ...]:
    """Return what the initial warranty and the plans held cover in each project year (D-11)."""
    years = range(1, question.edition.horizon_years + 1)
    return tuple(_cover_year(question, year) for year in years)


def paid_in(way: Way, year: int, current: int) -> Money:
    """Return what is paid in a project year; what is paid once falls in the current one."""
    return way.in_year(year) + way.at_purchase if year == current else way.in_year(year)


def _cover_year(question: CoverQuestion, year: int) -> YearCover:
    system, warranty_class = question.system, question.system.warranty_class
    whole = year_span(system.order_date, year)
    past = year < project_year(system.order_date, question.on)
    left = Span(max(whole.start, question.on), whole.end)
    if system.replaced is not None and system.replaced.holds_on(left.start):
        return YearCover(year, whole, 0, Labour.NONE, past)
    running = [each for each in question.held if not past and each.span.overlaps(left)]
    steps = [
        question.edition.warranty[warranty_class, CoverageKind.PARTS].get(year),
        *(question.edition.terms[each.plan, warranty_class].parts.get(year) for each in running),
    ]
    return YearCover(
        project_year=year,
        span=whole,
        parts_percent=max((each.percent for each in steps if each), default=0),
        labour=_labour(question, year, left),
        past=past,
    )


def _labour(question: CoverQuestion, year: int, left: Span) -> Labour:
    warranty_class = question.system.warranty_class
    warranty = question.edition.warranty[warranty_class, CoverageKind.LABOUR].get(year)
    if warranty is not None and warranty.holds_after(question.system.start_up):
        return Labour.FULL
    spans = [
        each.span
        for each in question.held
        if year in question.edition.terms[each.plan, warranty_class].labour
        and each.span.overlaps(left)
    ]
    if any(each.start <= left.start and left.end <= each.end for each in spans):
        return Labour.FULL
    return Labour.PART if spans else Labour.NONE
