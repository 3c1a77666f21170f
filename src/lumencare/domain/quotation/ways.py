"""Ways to cover a system over its remaining years: which plans, what is paid and when."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lumencare.domain.codes import CoverageKind, PaymentBasis, PlanCode
from lumencare.domain.edition import Edition
from lumencare.domain.eligibility import judge
from lumencare.domain.money import ZERO, Money, total
from lumencare.domain.pricing import Payment, pay
from lumencare.domain.projectyear import project_year
from lumencare.domain.system import System
from lumencare.domain.text import Text

# Parts and labour together, in the order in which they are shown (D-22 lets no others stand).
FULL_COVER = (
    (PlanCode.PLUS, PlanCode.SERVICE_CARE),
    (PlanCode.ANNUAL, PlanCode.SERVICE_CARE),
    (PlanCode.TECHNOLOGY_SUPPORT,),
)


@dataclass(frozen=True, slots=True)
class Instalment:
    """A payment of a way: at purchase (`project_year` None) or for a project year."""

    plan: PlanCode
    project_year: int | None
    payment: Payment

    @property
    def net(self) -> Money:
        """The amount, VAT excluded."""
        return self.payment.net


@dataclass(frozen=True, slots=True)
class Way:
    """One or two plans held together over some project years, and what they cost."""

    plans: tuple[PlanCode, ...]
    name: Text
    short_name: Text
    years: tuple[int, ...]
    instalments: tuple[Instalment, ...]

    @property
    def total(self) -> Money:
        """What all instalments come to, VAT excluded."""
        return total(each.net for each in self.instalments)

    @property
    def at_purchase(self) -> Money:
        """What is paid once, at purchase."""
        return total(each.net for each in self.instalments if each.project_year is None)

    @property
    def first_twelve_months(self) -> Money:
        """What is paid at purchase and for the first year of the cover."""
        return self.at_purchase + (self.in_year(self.years[0]) if self.years else ZERO)

    @property
    def from_price(self) -> bool:
        """Whether a part of it is a floor price (D-20)."""
        return any(each.payment.from_price for each in self.instalments)

    def in_year(self, year: int) -> Money:
        """Return what is paid for one project year."""
        return total(each.net for each in self.instalments if each.project_year == year)


def years_to_cover(edition: Edition, system: System, on: date) -> tuple[int, ...]:
    """Return the project years left in which the initial warranty does not give parts in full."""
    warranty = edition.warranty[system.warranty_class, CoverageKind.PARTS]
    current = project_year(system.order_date, on)
    return tuple(
        year
        for year in range(current, edition.horizon_years + 1)
        if year not in warranty or warranty[year].percent < 100
    )


def full_cover_ways(edition: Edition, system: System, on: date) -> tuple[Way, ...]:
    """Return the ways to parts and labour that may be bought on the day `on`."""
    return tuple(
        plan_way(edition, system, plans, on)
        for plans in FULL_COVER
        if all(judge(edition, system, plan, on).eligible for plan in plans)
    )


def plan_way(edition: Edition, system: System, plans: tuple[PlanCode, ...], on: date) -> Way:
    """Return what some plans cost together over the years that are left to cover.

    Service Care, priced by its own 12 months (D-6), is counted once for each of those years.
    """
    years = years_to_cover(edition, system, on)
    rows = [edition.plan_by_code[each] for each in plans]
    return Way(
        plans=plans,
        name=_joined([each.name for each in rows], "和", " and the "),
        short_name=_joined([each.short_name for each in rows], " 和", " & "),
        years=years,
        instalments=tuple(
            each for plan in plans for each in _instalments(edition, system, plan, years)
        ),
    )


def _joined(names: list[Text], zh: str, en: str) -> Text:
    return Text(zh.join(each.zh for each in names), en.join(each.en for each in names))


def _instalments(
    edition: Edition, system: System, plan: PlanCode, years: tuple[int, ...]
) -> Iterator[Instalment]:
    terms = edition.terms[plan, system.warranty_class]
    if terms.plan.payment is PaymentBasis.ONCE:
        yield Instalment(plan, None, pay(terms, None, system.bom))
        return
    for year in years:
        priced = year if terms.plan.payment is PaymentBasis.PROJECT_YEAR else None
        yield Instalment(plan, year, pay(terms, priced, system.bom))
