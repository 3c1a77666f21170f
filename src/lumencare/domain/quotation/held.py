"""What a system holds already, and what that changes: renewals, upgrades, options in mid-term."""

from collections.abc import Iterator
from datetime import date

from lumencare.domain.codes import PaymentBasis, PlanCode
from lumencare.domain.edition import Overlap, ResponseOption
from lumencare.domain.holding import HeldResponse, Holding, spans_of, years_of
from lumencare.domain.money import Money
from lumencare.domain.period import Span
from lumencare.domain.pricing import pay
from lumencare.domain.projectyear import year_span
from lumencare.domain.quotation.inquiry import Inquiry
from lumencare.domain.renewal import Continuity, follow_chain
from lumencare.domain.request import PlanChoice
from lumencare.domain.text import Reason, Text, applies


def held_chain(inquiry: Inquiry) -> Continuity | None:
    """Return how the annual plan that is held stands; None where none goes on (PA-3, D-17)."""
    annual = [
        each for each in inquiry.request.held if each.plan is PlanCode.ANNUAL and each.ended is None
    ]
    if not annual:
        return None
    return follow_chain(inquiry.edition, inquiry.system, annual, inquiry.on)


def held_years(inquiry: Inquiry, plan: PlanCode) -> frozenset[int]:
    """Return the project years of a plan that are paid already."""
    held = (each for each in inquiry.request.held if each.plan is plan)
    return frozenset(
        year for each in held for year in years_of(inquiry.edition, inquiry.system, each)
    )


def upgraded_from(inquiry: Inquiry, choice: PlanChoice) -> Overlap | None:
    """Return the rule by which a choice replaces a held plan, at the price difference (D-22).

    One that was cancelled is replaced by nothing: what was paid for it may be given back (D-17).
    """
    for each in inquiry.request.held:
        if each.ended is not None:
            continue
        rule = inquiry.edition.overlap_of.get(frozenset((each.plan, choice.plan)))
        if rule is not None and rule.upgrade and rule.plans == (each.plan, choice.plan):
            return rule
    return None


def upgrade_reason(inquiry: Inquiry, rule: Overlap, dearer: Money) -> tuple[Money, str, Reason]:
    """Return the difference of the two prices, its arithmetic, and why it is charged (D-22)."""
    before = rule.plans[0]
    terms = inquiry.edition.terms[before, inquiry.system.warranty_class]
    paid = pay(terms, None, inquiry.system.bom).net
    name, difference = inquiry.edition.plan_by_code[before].name, dearer - paid
    text = Text(
        f"已持有{name.zh}，只补差价：{dearer.grouped} − {paid.grouped} = "
        f"{difference.grouped} 元，须由工作人员确认。",
        f"The {name.en} is held already, so the difference is charged: {dearer.grouped} − "
        f"{paid.grouped} = {difference.grouped} RMB; staff confirm it.",
    )
    formula = f"{dearer.grouped} − {paid.grouped}"
    return difference, formula, applies(rule.rule, text, difference=difference)


def service_years_held(inquiry: Inquiry) -> Iterator[Span]:
    """Yield what is left of the contract years of held plans to which options may be added."""
    for each in inquiry.request.held:
        if each.plan in inquiry.edition.holders:
            for span in served_spans(inquiry, each):
                if inquiry.on < span.end:
                    yield Span(max(span.start, inquiry.on), span.end)


def served_spans(inquiry: Inquiry, holding: Holding) -> Iterator[Span]:
    """Yield the days of a purchase on which it gives service: it may be sold for more (D-5)."""
    edition, system = inquiry.edition, inquiry.system
    terms = edition.terms[holding.plan, system.warranty_class]
    if terms.plan.payment is not PaymentBasis.PROJECT_YEAR:
        yield from spans_of(edition, system, holding)
        return
    for year in years_of(edition, system, holding):
        if year in terms.labour:
            whole = year_span(system.order_date, year)
            end = whole.end if holding.ended is None else min(whole.end, holding.ended)
            yield Span(max(whole.start, holding.bought), end)


def held_response(inquiry: Inquiry, span: Span) -> HeldResponse | None:
    """Return the response option that is held in a contract year, if any (D-21)."""
    held = (each for each in inquiry.request.held_responses if each.span.overlaps(span))
    return next(held, None)


def response_upgrade(
    inquiry: Inquiry, option: ResponseOption, span: Span
) -> tuple[Money, ResponseOption] | None:
    """Return the difference to the option held in a contract year, and that option (D-21)."""
    held = held_response(inquiry, span)
    if held is None:
        return None
    before = inquiry.edition.response_by_code[held.code]
    return option.net - before.net, before


def next_service_start(inquiry: Inquiry, plan: PlanCode) -> date | None:
    """Return the day after the 12 months that are held end; None where none run (D-6)."""
    ends = [
        span.end
        for each in inquiry.request.held
        if each.plan is plan
        for span in spans_of(inquiry.edition, inquiry.system, each)
        if inquiry.on < span.end
    ]
    return max(ends, default=None)
