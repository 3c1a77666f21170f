"""What follows a running plan: its next year, by when it is renewed, what it costs (D-6, D-15)."""

from dataclasses import dataclass
from datetime import date, timedelta

from lumencare.domain.codes import PaymentBasis, PlanCode
from lumencare.domain.edition import Edition
from lumencare.domain.holding import horizon_end
from lumencare.domain.money import Money
from lumencare.domain.period import DAY, Span, twelve_months_from
from lumencare.domain.pricing import pay
from lumencare.domain.projectyear import year_span
from lumencare.domain.renewal import last_day_to_renew
from lumencare.domain.system import System


@dataclass(frozen=True, slots=True)
class NextYear:
    """The year after the last one that was bought; `net` is its price, VAT excluded."""

    project_year: int | None
    span: Span
    renew_by: date
    net: Money


def next_year_of(
    edition: Edition, system: System, plan: PlanCode, last: Span, last_year: int | None
) -> NextYear | None:
    """Return what follows a term; None where nothing does (G-4, one-payment plans).

    A year of 0.00 that follows belongs to the plan already and is passed over (D-15, D-5).
    """
    basis = edition.plan_by_code[plan].payment
    if basis is PaymentBasis.PROJECT_YEAR and last_year is not None:
        return _next_project_year(edition, system, plan, last_year + 1)
    if basis is not PaymentBasis.SERVICE_YEAR or last.end > horizon_end(edition, system):
        return None
    end = min(twelve_months_from(last.end).end, horizon_end(edition, system) + DAY)
    net = pay(edition.terms[plan, system.warranty_class], None, system.bom).net
    return NextYear(None, Span(last.end, end), last.last_day, net)


def _next_project_year(
    edition: Edition, system: System, plan: PlanCode, year: int
) -> NextYear | None:
    terms = edition.terms[plan, system.warranty_class]
    while year in terms.free_years:
        year += 1
    if year not in terms.years or year > edition.horizon_years:
        return None
    by = last_day_to_renew(edition, system, year)
    span, net = year_span(system.order_date, year), pay(terms, year, system.bom).net
    # Years of the support plan may leave a gap: the day before is good manners, not the end (D-5).
    return NextYear(year, span, by if plan is PlanCode.ANNUAL else span.start - DAY, net)


def lapse_day(edition: Edition, last: Span) -> date:
    """Return the first day on which an annual plan that was not renewed is over (PA-3, D-15)."""
    return last.end + timedelta(days=int(edition.setting_by_name["grace_days"].value))
