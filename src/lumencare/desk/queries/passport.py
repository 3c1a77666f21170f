"""The coverage passport: what a system has on a day, said to its owner, with reason and clause."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from lumencare.desk.facts import cover_basis, kept_reasons
from lumencare.domain.codes import INITIAL_WARRANTY, NO_COVER, Cause, PlanCode
from lumencare.domain.coverage import CoverageDecision, CoverageFacts, decide
from lumencare.domain.edition import Edition
from lumencare.domain.money import Money
from lumencare.domain.period import DAY
from lumencare.domain.projectyear import project_year, year_span
from lumencare.domain.quotation.cover import YearCover
from lumencare.domain.replaced import system_replaced
from lumencare.domain.system import check_on, require
from lumencare.domain.text import Text
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.covering import cover_years, say_cover
from lumencare.sites.facts import system_of
from lumencare.sites.holdings import covering_rows, days_held
from lumencare.sites.models import HeldPlan, System
from lumencare.sites.replaced import replaced_system
from lumencare.sites.saying import say_to_owner
from lumencare.sites.visitors import Visitor, system_ever_seen, systems_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Then:
    """What comes after the cover of the day: from when, and who pays from then on."""

    on: date
    project_year: int
    headline: Text


@dataclass(frozen=True, slots=True, kw_only=True)
class Passport:
    """What a system has on a day. `other` is said of a fault that the product did not cause (D-12).

    `last_day` is the last day on which the same holds; None where it holds for good.
    """

    system: int
    ref: str
    name: str
    site: int
    site_name: str
    owner: str
    on: date
    project_year: int
    plans: tuple[Text, ...]
    headline: Text
    sentence: Text
    response: Text | None
    other: Text
    visit_price: Money
    last_day: date | None
    then: Then | None
    years: tuple[YearCover, ...]
    because: tuple[dict[str, Any], ...]
    edition: str
    parts_percent: int
    labour_covered: bool

    @property
    def covers_something(self) -> bool:
        """Whether anything is carried on the day."""
        return self.parts_percent > 0 or self.labour_covered


def passport_of(visitor: Visitor, system: int, on: date) -> Passport:
    """Return what a system that the visitor sees has on a day; Http404 else.

    InputProblems for a day before its order.
    """
    row = system_ever_seen(visitor, system)
    require(check_on(row.order_date, on, "on"))
    return make_passport(row, on)


def passports_at(visitor: Visitor, site: int, on: date) -> tuple[Passport, ...]:
    """Return what each system at a site that the visitor sees has on a day, newest order first."""
    rows = systems_of(visitor).filter(site=site, order_date__lte=on)
    found = rows.prefetch_related("held_plans").order_by("-order_date", "pk")[:MOST]
    return tuple(make_passport(each, on) for each in found)


def make_passport(row: System, on: date) -> Passport:
    """Return what a system has on a day that is not before its order."""
    basis = cover_basis(row, on, cause=Cause.PRODUCT)
    edition, decision = basis.edition, decide(basis.edition, basis.facts)
    other = decide(edition, cover_basis(row, on, cause=Cause.OTHER).facts)
    held = covering_rows(row, on)
    after = _next_change(row, on, decision)
    response = edition.response_by_code.get(decision.response)
    gone = basis.facts.replaced if _is_gone(basis.facts) else None
    return Passport(
        system=row.pk,
        ref=row.ref,
        name=row.name,
        site=row.site_id,
        site_name=row.site.name,
        owner=row.site.owner.name,
        on=on,
        project_year=decision.project_year,
        plans=() if gone else _plans(edition, row, held, on),
        headline=REPLACED if gone else say_to_owner(decision),
        sentence=system_replaced(gone).text if gone else say_cover(decision),
        response=response.text if response and decision.response != NO_COVER else None,
        other=say_cover(other),
        visit_price=edition.visit_price,
        last_day=None if after is None else after.on - DAY,
        then=after,
        years=cover_years(edition, system_of(row), on, held),
        because=tuple(kept_reasons(edition, decision.because)),
        edition=edition.code,
        parts_percent=decision.parts_percent,
        labour_covered=decision.labour_covered,
    )


def _plans(edition: Edition, row: System, held: Sequence[HeldPlan], on: date) -> tuple[Text, ...]:
    """Return the names of what runs on a day: plans held, else the warranty, else nothing."""
    codes = [each.code for each in held if (span := days_held(each)) and on in span]
    names = {each: edition.plan_by_code[PlanCode(each)].name for each in codes if each in PLANS}
    year = project_year(row.order_date, on)
    steps = [steps for (klass, _), steps in edition.warranty.items() if klass == row.warranty_class]
    if not names and any(year in each for each in steps):
        return (edition.source_names[INITIAL_WARRANTY],)
    return tuple(names.values())


def _next_change(row: System, on: date, now: CoverageDecision) -> Then | None:
    """Return the first day after which somebody else pays, seen from what is held today."""
    for day in _days_of_change(row, on):
        basis = cover_basis(row, day, cause=Cause.PRODUCT)
        then = decide(basis.edition, basis.facts)
        if _who_pays(then) != _who_pays(now):
            said = REPLACED if _is_gone(basis.facts) else say_to_owner(then)
            return Then(on=day, project_year=then.project_year, headline=said)
    return None


def _days_of_change(row: System, on: date) -> list[date]:
    """Return the days after one on which anything can begin or end: years, and plans held."""
    horizon = edition_in_force(on).horizon_years
    days = {year_span(row.order_date, year).end for year in range(1, horizon + 1)}
    gone = replaced_system(row)
    days |= {gone.on} if gone else set()
    for each in covering_rows(row, on):
        span = days_held(each)
        days |= set() if span is None else {span.start, span.end}
    return sorted(each for each in days if each > on)


def _who_pays(decision: CoverageDecision) -> tuple[int, bool]:
    return decision.parts_percent, decision.labour_covered


def _is_gone(facts: CoverageFacts) -> bool:
    """Tell whether the facts of a decision are of a system that was replaced by its day."""
    return facts.replaced is not None and facts.replaced.holds_on(facts.on)


REPLACED = Text("该系统已随升级更换", "This system was replaced by an upgrade")
PLANS = {each.value for each in PlanCode}
MOST = 24
