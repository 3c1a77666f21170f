"""A plan that a system holds: when it was bought, for which years, which days it runs."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lumencare.domain.codes import PaymentBasis, PlanCode
from lumencare.domain.edition import Edition, Plan
from lumencare.domain.period import DAY, Span, twelve_months_from
from lumencare.domain.projectyear import anniversary, project_year, year_span
from lumencare.domain.system import Order
from lumencare.domain.text import Reason, Text, does_not_apply


@dataclass(frozen=True, slots=True)
class Holding:
    """One purchase of a plan; `years` are the project years it was bought for.

    No years: for plans by project year, the year of the purchase (D-6), or the first year in
    which the plan gives anything where that comes later (D-5). `ended` is the first day on which
    it holds no more because staff ended it (D-17).
    """

    plan: PlanCode
    bought: date
    years: tuple[int, ...] = ()
    ended: date | None = None


@dataclass(frozen=True, slots=True)
class HeldResponse:
    """A response option that a system has in one contract year (D-21)."""

    code: str
    span: Span


# Why a payment of this kind has no project years of its own to choose.
RULE_WITHOUT_YEARS = {
    PaymentBasis.ONCE: "D-16",
    PaymentBasis.SERVICE_YEAR: "D-6",
    PaymentBasis.PROPOSAL: "SY-3",
}


def refuse_years(plan: Plan) -> Reason:
    """Return why no project years belong to a plan that is not sold by them."""
    text = Text(
        f"{plan.name.zh}不按项目年度出售，不需要写年度。",
        f"The {plan.name.en} is not sold by project year; leave the years away.",
    )
    return does_not_apply(RULE_WITHOUT_YEARS[plan.payment], text)


def years_of(edition: Edition, order: Order, holding: Holding) -> tuple[int, ...]:
    """Return the project years that a purchase pays for, ascending.

    Years of the annual plan that cost nothing need no purchase of their own (D-15).
    """
    bought_in = project_year(order.order_date, holding.bought)
    terms = edition.terms[holding.plan, order.warranty_class]
    # Enrolment in the annual plan is at once, though it costs and gives nothing yet (D-15).
    is_annual = holding.plan is PlanCode.ANNUAL
    years = set(holding.years or [bought_in if is_annual else max(bought_in, terms.first_served)])
    if is_annual:
        years.update(each for each in terms.free_years if each >= bought_in)
    return tuple(sorted(years))


def spans_of(edition: Edition, order: Order, holding: Holding) -> tuple[Span, ...]:
    """Return the days on which a purchase runs (D-6, D-16), within the horizon (G-4)."""
    if edition.plan_by_code[holding.plan].payment is not PaymentBasis.PROJECT_YEAR:
        whole = Span(holding.bought, _own_end(edition, order, holding) + DAY)
        return tuple(_held_days(holding, [whole]))
    spans = [year_span(order.order_date, year) for year in years_of(edition, order, holding)]
    return tuple(_held_days(holding, spans))


def _held_days(holding: Holding, spans: Iterable[Span]) -> Iterator[Span]:
    """Yield what of some days lies between the purchase and the day on which staff ended it."""
    for each in spans:
        end = each.end if holding.ended is None else min(each.end, holding.ended)
        if holding.bought < end and each.start < end:
            yield Span(max(each.start, holding.bought), end)


def runs_until(
    edition: Edition, order: Order, holding: Holding, on: date, year: int
) -> date | None:
    """Return the last day of the period of a purchase that runs on a day, None where none does.

    `year` is the project year of `on`, which must not lie before the purchase.
    """
    if edition.plan_by_code[holding.plan].payment is PaymentBasis.PROJECT_YEAR:
        if year not in years_of(edition, order, holding):
            return None
        last = anniversary(order.order_date, year)
    else:
        last = _own_end(edition, order, holding)
    if holding.ended is not None:
        last = min(last, holding.ended - DAY)
    return last if on <= last else None


def _own_end(edition: Edition, order: Order, holding: Holding) -> date:
    """Return the last day of a purchase that does not run by project years (D-6, D-16, G-4)."""
    horizon = horizon_end(edition, order)
    if edition.plan_by_code[holding.plan].payment is not PaymentBasis.SERVICE_YEAR:
        return horizon
    return min(horizon, twelve_months_from(holding.bought).last_day)


def horizon_end(edition: Edition, order: Order) -> date:
    """Return the last day on which any plan can run (G-4)."""
    return anniversary(order.order_date, edition.horizon_years)
