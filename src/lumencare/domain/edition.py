"""The offer as types: one edition is a set of rows, each with the rule it carries."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cached_property

from lumencare.domain.codes import CoverageKind, PaymentBasis, PlanCode, StartUp, WarrantyClass
from lumencare.domain.money import HUNDRED, ZERO, Money, round_to_fen
from lumencare.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Effective:
    """From when the edition holds, for new sales or for contracts that run already."""

    use: str
    since: date
    rule: str
    assumed: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Named:
    """A row that is mostly its name: class, document, contact, remote mode."""

    code: str
    text: Text
    rule: str
    value: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A plan and how it is paid."""

    code: PlanCode
    name: Text
    short_name: Text
    payment: PaymentBasis
    vat: str
    rule: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """Whether a warranty class may have a plan at all."""

    plan: PlanCode
    warranty_class: WarrantyClass
    offered: bool
    rule: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """The last project year in which a class can buy a plan (PW-1, G-4)."""

    plan: PlanCode
    warranty_class: WarrantyClass
    last_year: int
    rule: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRow:
    """A price: `base` plus `percent` of the hardware list, for a range of its amount."""

    plan: PlanCode
    classes: tuple[WarrantyClass, ...]
    rule: str
    year: int | None = None
    at_least: Money = ZERO
    below: Money | None = None
    base: Money = ZERO
    percent: Decimal = Decimal(0)
    from_price: bool = False
    line: int = 0

    def holds_for(self, bom: Money) -> bool:
        """Tell whether the hardware list amount lies in this row's range."""
        return self.at_least <= bom and (self.below is None or bom < self.below)

    def price(self, bom: Money) -> Money:
        """Return the price for a hardware list amount, rounded to the fen (D-2)."""
        return round_to_fen(self.base.amount + bom.amount * self.percent / HUNDRED)


@dataclass(frozen=True, slots=True, kw_only=True)
class CoverageStep:
    """What the initial warranty or a plan covers in some project years, in percent."""

    by: str
    warranty_class: WarrantyClass
    first_year: int
    last_year: int
    kind: CoverageKind
    percent: int
    rule: str
    start_up: StartUp | None = None
    assumed: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseOption:
    """A response commitment, its price a year and how the site must be reached."""

    code: str
    text: Text
    place: str
    price_rule: str
    place_rule: str
    hours: int | None = None
    business_days: int | None = None
    net: Money = ZERO
    from_price: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ManDay:
    """A price per man-day: added-value work, or the addition for hours outside business."""

    code: str
    text: Text
    net: Money
    rule: str
    where: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Included:
    """A service that a plan holds besides parts and labour."""

    plan: PlanCode
    code: str
    text: Text
    rule: str
    per_year: int | None = None
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reminder:
    """The days before an end on which people are reminded (D-23, D-25)."""

    of: str
    days: tuple[int, ...]
    rule: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OptionHolder:
    """A plan whose holders may add response options, hours and man-days."""

    plan: PlanCode
    rule: str
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Overlap:
    """Two plans that may not stand together (D-22).

    `upgrade` is the verdict where the second plan is bought later, inside its window.
    """

    plans: tuple[PlanCode, PlanCode]
    when: str
    verdict: str
    rule: str
    upgrade: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class VatRate:
    """The VAT rate of a kind of line, in percent (D-3)."""

    kind: str
    percent: Decimal
    rule: str
    assumed: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """A decision that is one value."""

    name: str
    value: str | int
    rule: str
    assumed: bool = False
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFigure:
    """A published case figure, to be reconciled with the tables."""

    case: str
    plan: PlanCode
    warranty_class: WarrantyClass
    bom: Money
    basis: str
    published: Money
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A clause in both languages: one record, so that neither side can stand alone."""

    id: str
    text: Text
    plans: tuple[str, ...]
    rules: tuple[str, ...]
    differences: tuple[str, ...]
    line: int = 0


@dataclass(frozen=True, slots=True)
class PlanTerms:
    """Everything the edition says of one plan for one class, ready for looking up."""

    plan: Plan
    offer: Offer
    window: Window | None
    rates: dict[int | None, tuple[RateRow, ...]]
    parts: dict[int, CoverageStep]
    labour: dict[int, CoverageStep]

    @property
    def years(self) -> tuple[int, ...]:
        """The project years that have a price of their own, ascending."""
        return tuple(sorted(year for year in self.rates if year is not None))

    @property
    def free_years(self) -> tuple[int, ...]:
        """The project years whose price is nothing, whatever the hardware list."""
        return tuple(
            year
            for year in self.years
            if not any(each.percent or each.base for each in self.rates[year])
        )


@dataclass(frozen=True, kw_only=True)
class Edition:
    """One edition of the offer; never changed once in force."""

    code: str
    series: str
    number: int
    name: Text
    territory: Text
    governing_language: str
    currency: str
    horizon_years: int
    effective: tuple[Effective, ...]
    classes: tuple[Named, ...]
    plans: tuple[Plan, ...]
    offers: tuple[Offer, ...]
    windows: tuple[Window, ...]
    rates: tuple[RateRow, ...]
    coverage: tuple[CoverageStep, ...]
    responses: tuple[ResponseOption, ...]
    option_holders: tuple[OptionHolder, ...]
    hours: tuple[ManDay, ...]
    added_value: tuple[ManDay, ...]
    included: tuple[Included, ...]
    documents: tuple[Named, ...]
    remote_modes: tuple[Named, ...]
    contacts: tuple[Named, ...]
    reminders: tuple[Reminder, ...]
    overlaps: tuple[Overlap, ...]
    vat: tuple[VatRate, ...]
    settings: tuple[Setting, ...]
    cases: tuple[CaseFigure, ...]
    clauses: tuple[Clause, ...]
    source: str = field(default="", compare=False)

    @cached_property
    def plan_by_code(self) -> dict[PlanCode, Plan]:
        """The plans by their code."""
        return {each.code: each for each in self.plans}

    @cached_property
    def class_by_code(self) -> dict[str, Named]:
        """The warranty classes by their code."""
        return {each.code: each for each in self.classes}

    @cached_property
    def response_by_code(self) -> dict[str, ResponseOption]:
        """The response commitments by their code."""
        return {each.code: each for each in self.responses}

    @cached_property
    def setting_by_name(self) -> dict[str, Setting]:
        """The single-value decisions by their name."""
        return {each.name: each for each in self.settings}

    @cached_property
    def vat_by_kind(self) -> dict[str, VatRate]:
        """The VAT rates by kind of line."""
        return {each.kind: each for each in self.vat}

    @cached_property
    def holders(self) -> dict[PlanCode, OptionHolder]:
        """The plans whose holders may add options."""
        return {each.plan: each for each in self.option_holders}

    @cached_property
    def warranty(self) -> dict[tuple[WarrantyClass, CoverageKind], dict[int, CoverageStep]]:
        """The initial warranty's steps by class, kind and project year."""
        return {
            (each, kind): _steps_by_year(self, "initial-warranty", each, kind)
            for each in WarrantyClass
            for kind in CoverageKind
        }

    @cached_property
    def terms(self) -> dict[tuple[PlanCode, WarrantyClass], PlanTerms]:
        """What is said of each plan for each class."""
        return {(offer.plan, offer.warranty_class): _terms(self, offer) for offer in self.offers}


def _terms(edition: Edition, offer: Offer) -> PlanTerms:
    plan, warranty_class = offer.plan, offer.warranty_class
    windows = [w for w in edition.windows if (w.plan, w.warranty_class) == (plan, warranty_class)]
    rates: dict[int | None, tuple[RateRow, ...]] = {}
    for row in edition.rates:
        if row.plan == plan and warranty_class in row.classes:
            rates[row.year] = (*rates.get(row.year, ()), row)
    return PlanTerms(
        plan=edition.plan_by_code[plan],
        offer=offer,
        window=windows[0] if windows else None,
        rates=rates,
        parts=_steps_by_year(edition, plan, warranty_class, CoverageKind.PARTS),
        labour=_steps_by_year(edition, plan, warranty_class, CoverageKind.LABOUR),
    )


def _steps_by_year(
    edition: Edition, by: str, warranty_class: WarrantyClass, kind: CoverageKind
) -> dict[int, CoverageStep]:
    return {
        year: step
        for step in edition.coverage
        if (step.by, step.warranty_class, step.kind) == (by, warranty_class, kind)
        for year in range(step.first_year, step.last_year + 1)
    }
