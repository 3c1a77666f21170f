"""What a choice would buy on the day asked about: its years, its days, what options can join."""

from lumencare.domain.codes import PaymentBasis, PlanCode
from lumencare.domain.holding import Holding
from lumencare.domain.period import Span
from lumencare.domain.projectyear import project_year, year_span
from lumencare.domain.quotation.held import (
    held_chain,
    held_years,
    next_service_start,
    served_spans,
    service_years_held,
)
from lumencare.domain.quotation.inquiry import Inquiry
from lumencare.domain.request import PlanChoice


def holding_of(inquiry: Inquiry, choice: PlanChoice) -> Holding:
    """Return a choice as the purchase that it would be on the day asked about.

    The annual plan runs without a gap from the current year, or from the year to be renewed
    (PA-3), so years before those that were named belong to it; they cost 0.00, or the choice is
    refused. Service Care that runs already goes on from its end (D-6).
    """
    plan = inquiry.edition.plan_by_code[choice.plan]
    if plan.payment is PaymentBasis.SERVICE_YEAR:
        return Holding(choice.plan, next_service_start(inquiry, choice.plan) or inquiry.on)
    sold = inquiry.edition.terms[choice.plan, inquiry.system.warranty_class].years
    years = tuple(year for year in sold if year in choice.years)
    if choice.plan is PlanCode.ANNUAL:
        first = first_annual_year(inquiry)
        if years or held_chain(inquiry) is not None:
            last = years[-1] if years else first
            years = tuple(year for year in sold if first <= year <= last)
    return Holding(choice.plan, inquiry.on, years)


def first_annual_year(inquiry: Inquiry) -> int:
    """Return the year with which the annual plan goes on, or begins where it is not held."""
    chain = held_chain(inquiry)
    if chain is not None and chain.next_year is not None:
        return chain.next_year
    return project_year(inquiry.system.order_date, inquiry.on)


def years_to_pay(inquiry: Inquiry, choice: PlanChoice, years: tuple[int, ...]) -> tuple[int, ...]:
    """Return the years of a purchase that are not held already: a free year is not told twice."""
    held = held_years(inquiry, choice.plan)
    return tuple(year for year in years if year not in held or year in choice.years)


def year_left(inquiry: Inquiry, year: int) -> Span:
    """Return what is left of a project year: nothing runs before its purchase (D-6, D-16)."""
    whole = year_span(inquiry.system.order_date, year)
    return Span(max(whole.start, inquiry.on), whole.end)


def contract_years(inquiry: Inquiry) -> tuple[Span, ...]:
    """Return the contract years, earliest first, to which options can be added (RO-1).

    Those of the plans that are chosen; where none of them gives service, those that are held.
    """
    chosen = (each for each in inquiry.request.plans if each.plan in inquiry.edition.holders)
    bought = (span for each in chosen for span in served_spans(inquiry, holding_of(inquiry, each)))
    return tuple(sorted(set(bought) or set(service_years_held(inquiry))))
