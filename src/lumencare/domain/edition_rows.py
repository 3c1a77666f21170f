"""The rows of an edition: each says one thing of the offer and names the rule it carries."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lumencare.domain.codes import (
    Approach,
    CoverageKind,
    EditionUse,
    OverlapVerdict,
    OverlapWhen,
    PaymentBasis,
    PlanCode,
    StartUp,
    WarrantyClass,
)
from lumencare.domain.money import HUNDRED, ZERO, Money, round_to_fen
from lumencare.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Effective:
    """From when the edition holds, for new sales or for contracts that run already."""

    use: EditionUse
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

    def holds_after(self, start_up: StartUp) -> bool:
        """Tell whether the step holds for a system that was started up so (PC-3)."""
        return self.start_up in {None, start_up}


@dataclass(frozen=True, slots=True, kw_only=True)
class ResponseOption:
    """A response commitment, its price a year and how the site must be reached."""

    code: str
    text: Text
    place: Approach
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
    when: OverlapWhen
    verdict: OverlapVerdict
    rule: str
    upgrade: OverlapVerdict | None = None
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
    """A clause in both languages: one record, so that neither side can stand alone.

    It concerns systems of some `classes`, or of every class where none is named.
    """

    id: str
    text: Text
    plans: tuple[str, ...]
    rules: tuple[str, ...]
    differences: tuple[str, ...]
    classes: tuple[WarrantyClass, ...] = ()
    line: int = 0
