"""What a quotation is asked for: the edition, the request, the day and the reach of the site."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lumencare.domain.codes import PaymentBasis, PlanCode
from lumencare.domain.edition import Edition, ManDay
from lumencare.domain.holding import Holding, spans_of, years_of
from lumencare.domain.period import Span
from lumencare.domain.projectyear import project_year, year_span
from lumencare.domain.reach import Reach
from lumencare.domain.request import PlanChoice, QuotationRequest
from lumencare.domain.system import System


@dataclass(frozen=True, slots=True)
class Inquiry:
    """The question that a quotation answers; `reach` None: nothing is known of the site (D-19)."""

    edition: Edition
    request: QuotationRequest
    on: date
    reach: Reach | None

    @property
    def system(self) -> System:
        """The system that is asked about."""
        return self.request.system


def holding_of(inquiry: Inquiry, choice: PlanChoice) -> Holding:
    """Return a choice as the purchase that it would be on the day asked about.

    The annual plan runs without a gap from the current year (PA-3), so years before those that
    were named belong to it; they cost 0.00, or the choice is refused.
    """
    sold = inquiry.edition.terms[choice.plan, inquiry.system.warranty_class].years
    years = tuple(year for year in sold if year in choice.years)
    if choice.plan is PlanCode.ANNUAL and years:
        current = project_year(inquiry.system.order_date, inquiry.on)
        years = tuple(year for year in sold if current <= year <= years[-1])
    return Holding(choice.plan, inquiry.on, years)


def year_left(inquiry: Inquiry, year: int) -> Span:
    """Return what is left of a project year: nothing runs before its purchase (D-6, D-16)."""
    whole = year_span(inquiry.system.order_date, year)
    return Span(max(whole.start, inquiry.on), whole.end)


def man_days(edition: Edition) -> dict[str, ManDay]:
    """Return what is sold by the man-day, by its code (AV-1, NB-1)."""
    return {each.code: each for each in (*edition.hours, *edition.added_value)}


def contract_years(inquiry: Inquiry) -> tuple[Span, ...]:
    """Return the contract years, earliest first, to which options can be added (RO-1)."""
    holders = (each for each in inquiry.request.plans if each.plan in inquiry.edition.holders)
    return tuple(sorted(span for each in holders for span in _served(inquiry, each)))


def _served(inquiry: Inquiry, choice: PlanChoice) -> Iterator[Span]:
    """Yield the years in which a plan gives service: it may be sold for more of them (D-5)."""
    edition, system = inquiry.edition, inquiry.system
    terms = edition.terms[choice.plan, system.warranty_class]
    holding = holding_of(inquiry, choice)
    if terms.plan.payment is not PaymentBasis.PROJECT_YEAR:
        yield from spans_of(edition, system, holding)
        return
    for year in years_of(edition, system, holding):
        if year in terms.labour:
            yield year_left(inquiry, year)
