"""What a plan costs: payments by project year, totals, averages, and the proof of each figure."""

from dataclasses import dataclass
from datetime import date

from lumencare.domain.codes import PaymentBasis, PlanCode
from lumencare.domain.edition import Edition, PlanTerms, RateRow
from lumencare.domain.money import Money, round_to_fen, total
from lumencare.domain.projectyear import project_year
from lumencare.domain.system import System
from lumencare.domain.text import Text


@dataclass(frozen=True, slots=True)
class Payment:
    """One payment of a plan and the rate row that it follows from."""

    project_year: int | None
    net: Money
    row: RateRow

    @property
    def from_price(self) -> bool:
        """Whether the price is a floor that the manufacturer confirms (D-20)."""
        return self.row.from_price


def pay(terms: PlanTerms, year: int | None, bom: Money) -> Payment:
    """Return the payment of a project year, or of a plan that has one price (`year` None)."""
    for row in terms.rates[year]:
        if row.holds_for(bom):
            return Payment(year, row.price(bom), row)
    raise LookupError(f"{terms.plan.code} has no price for {bom} in year {year}")


def payments(edition: Edition, system: System, plan: PlanCode, on: date) -> tuple[Payment, ...]:
    """Return what an eligible plan costs when it is bought on `on` (D-5, D-6).

    Plans by project year: one payment for each remaining year from the current one, years that
    cost nothing included. Service Care: the price of one year. System Care: none, by proposal.
    """
    terms = edition.terms[plan, system.warranty_class]
    if terms.plan.payment is PaymentBasis.PROPOSAL:
        return ()
    if terms.plan.payment is not PaymentBasis.PROJECT_YEAR:
        return (pay(terms, None, system.bom),)
    current = project_year(system.order_date, on)
    return tuple(pay(terms, year, system.bom) for year in terms.years if year >= current)


def total_net(due: tuple[Payment, ...]) -> Money:
    """Add up payments; each is whole fen already (D-2)."""
    return total(each.net for each in due)


def average_net(due: tuple[Payment, ...]) -> Money | None:
    """Return the average over the years that cost something, or None where none does."""
    charged = [each.net for each in due if each.net]
    if not charged:
        return None
    return round_to_fen(total(charged).amount / len(charged))


def formula(payment: Payment, bom: Money) -> str:
    """Return the arithmetic of a payment as one line: `15,000.00 + 500,000.00 × 1.3%`."""
    row = payment.row
    share = f"{bom.grouped} × {row.percent.normalize():f}%"
    if not row.percent:
        return row.base.grouped
    return f"{row.base.grouped} + {share}" if row.base else share


def rate_words(row: RateRow) -> Text:
    """Return a rate row's price in words, without the amount it is applied to."""
    share = f"{row.percent.normalize():f}%"
    if not row.percent:
        plain = row.base.grouped
        return Text(f"{plain}{' 起' * row.from_price}", f"{'from ' * row.from_price}{plain}")
    base = f"{row.base.grouped} + " if row.base else ""
    return Text(
        f"{base}清单 × {share}{' 起' * row.from_price}",
        f"{'from ' * row.from_price}{base}{share} of the list",
    )
