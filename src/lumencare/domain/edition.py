"""One edition of the offer: its rows, and what they say of each plan for each class."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from lumencare.domain.codes import (
    INITIAL_WARRANTY,
    CoverageKind,
    EditionUse,
    PlanCode,
    WarrantyClass,
)
from lumencare.domain.edition_rows import (
    CaseFigure,
    Clause,
    CoverageStep,
    Effective,
    Included,
    ManDay,
    Named,
    Offer,
    OptionHolder,
    Overlap,
    Plan,
    RateRow,
    Reminder,
    ResponseOption,
    Setting,
    VatRate,
    Window,
)
from lumencare.domain.money import Money
from lumencare.domain.plan_terms import (
    PlanTerms,
    Steps,
    cover_years,
    free_years,
    group_rates,
    priced_years,
    steps_by_year,
)
from lumencare.domain.text import Text

# Collecting site records on site: sold by the man-day in every edition (SC-9).
COLLECTION = "record-collection"
COLLECTING = Text("现场收集资料", "On-site Collection of Site Records")
# A survey that is not free (SY-2): sold by the man-day as well.
SURVEY = "system-survey"
SURVEYING = Text("系统现场勘察", "On-site Survey of a System")

__all__ = [
    "COLLECTION",
    "SURVEY",
    "CaseFigure",
    "Clause",
    "CoverageStep",
    "Edition",
    "Effective",
    "Included",
    "ManDay",
    "Named",
    "Offer",
    "OptionHolder",
    "Overlap",
    "Plan",
    "PlanTerms",
    "RateRow",
    "Reminder",
    "ResponseOption",
    "Setting",
    "VatRate",
    "Window",
]


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

    def since(self, use: EditionUse) -> date:
        """Return the first day on which the edition holds for new sales or running contracts."""
        return next(each.since for each in self.effective if each.use is use)

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
    def source_names(self) -> dict[str, Text]:
        """What can cover something, by its code: the initial warranty and the plans."""
        names = {each.code.value: each.name for each in self.plans}
        return names | {INITIAL_WARRANTY: Text("原质保", "initial warranty")}

    @cached_property
    def visit_price(self) -> Money:
        """What a chargeable visit costs (D-12)."""
        return Money.of(str(self.setting_by_name["chargeable_visit"].value))

    @cached_property
    def services(self) -> tuple[ManDay, ...]:
        """What is sold by the man-day: added-value services, and collecting site records (SC-9).

        Collecting has no published figure: as a chargeable visit (D-12), a day of it costs one
        man-day on site, unless an edition names a price of its own.
        """
        return self._with_own(COLLECTION, COLLECTING, "SC-9", self.added_value)

    @cached_property
    def visit_services(self) -> tuple[ManDay, ...]:
        """What a visit may be priced as: what is sold, and a survey that is not free (SY-2)."""
        return self._with_own(SURVEY, SURVEYING, "SY-2", self.services)

    def _with_own(
        self, code: str, text: Text, rule: str, services: tuple[ManDay, ...]
    ) -> tuple[ManDay, ...]:
        if any(each.code == code for each in services):
            return services
        own = ManDay(code=code, text=text, net=self.visit_price, rule=rule, where="site")
        return (*services, own)

    @cached_property
    def overlap_of(self) -> dict[frozenset[PlanCode], Overlap]:
        """The rule for each pair of plans that may not stand together (D-22)."""
        return {frozenset(each.plans): each for each in self.overlaps}

    @cached_property
    def warranty(self) -> dict[tuple[WarrantyClass, CoverageKind], Steps]:
        """The initial warranty's steps by class, kind and project year."""
        return {
            (each, kind): steps_by_year(self.coverage, INITIAL_WARRANTY, each, kind)
            for each in WarrantyClass
            for kind in CoverageKind
        }

    @cached_property
    def terms(self) -> dict[tuple[PlanCode, WarrantyClass], PlanTerms]:
        """What is said of each plan for each class."""
        return {(offer.plan, offer.warranty_class): _terms(self, offer) for offer in self.offers}


def in_force(editions: Iterable[Edition], on: date, use: EditionUse) -> Edition:
    """Return the edition that holds on a day; before the first of all took effect, the first.

    The latest to take effect counts; where two do on one day, the higher number.
    """
    ordered = sorted(editions, key=lambda each: (each.since(use), each.number))
    begun = [each for each in ordered if each.since(use) <= on]
    return begun[-1] if begun else ordered[0]


def _terms(edition: Edition, offer: Offer) -> PlanTerms:
    plan, of_class = offer.plan, offer.warranty_class
    windows = [
        each for each in edition.windows if (each.plan, each.warranty_class) == (plan, of_class)
    ]
    rates = group_rates(edition.rates, offer)
    parts = steps_by_year(edition.coverage, plan, of_class, CoverageKind.PARTS)
    labour = steps_by_year(edition.coverage, plan, of_class, CoverageKind.LABOUR)
    own = edition.warranty[of_class, CoverageKind.PARTS]
    return PlanTerms(
        plan=edition.plan_by_code[plan],
        offer=offer,
        window=windows[0] if windows else None,
        rates=rates,
        parts=parts,
        labour=labour,
        years=priced_years(rates),
        free_years=free_years(rates),
        first_served=min((*parts, *labour), default=0),
        cover_without=cover_years(own, {}, plan, edition.horizon_years),
        cover_with=cover_years(own, parts, plan, edition.horizon_years),
    )
