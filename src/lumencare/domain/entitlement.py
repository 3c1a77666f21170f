"""What a plan in force gives besides parts and labour in its contract year (SC-5..SC-7)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from lumencare.domain.edition import Edition, Included
from lumencare.domain.holding import Holding, spans_of
from lumencare.domain.period import Span
from lumencare.domain.projectyear import project_year
from lumencare.domain.system import Order

# Allowances and man-days are counted in tenths of their unit.
TENTHS = 10


@dataclass(frozen=True, slots=True)
class Entitlement:
    """One service of a plan in its contract year; `remind_on` are the days of D-23."""

    service: Included
    contract_year: Span
    remind_on: tuple[date, ...]

    @property
    def is_allowance(self) -> bool:
        """Whether it is counted, and what is left of it ends with its contract year (D-23)."""
        return self.service.per_year is not None


def entitlements_on(
    edition: Edition, order: Order, holdings: Sequence[Holding], on: date
) -> tuple[Entitlement, ...]:
    """Return what the holdings give on a day; a contract year is a project year or 12 months."""
    return tuple(
        Entitlement(service, span, _reminders(edition, span) if service.per_year else ())
        for holding in holdings
        if (span := _contract_year(edition, order, holding, on)) is not None
        for service in edition.included
        if service.plan == holding.plan
    )


def say_tenths(tenths: int) -> str:
    """Say tenths as people write them: 5 is 0.5, 10 is 1."""
    whole, part = divmod(abs(tenths), TENTHS)
    sign = "−" if tenths < 0 else ""
    return f"{sign}{whole}.{part}" if part else f"{sign}{whole}"


def _contract_year(edition: Edition, order: Order, holding: Holding, on: date) -> Span | None:
    year = project_year(order.order_date, on)
    if year not in edition.terms[holding.plan, order.warranty_class].labour:
        # Services begin with the first year that has labour: year 3 for `2Y` support (D-5).
        return None
    return next((each for each in spans_of(edition, order, holding) if on in each), None)


def _reminders(edition: Edition, span: Span) -> tuple[date, ...]:
    days = next((each.days for each in edition.reminders if each.of == "allowance"), ())
    return tuple(span.last_day - timedelta(days=each) for each in days)
