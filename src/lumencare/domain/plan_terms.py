"""What an edition says of one plan for one warranty class, gathered from its rows."""

from collections.abc import Iterable
from dataclasses import dataclass

from lumencare.domain.codes import INITIAL_WARRANTY, NO_COVER, CoverageKind, WarrantyClass
from lumencare.domain.edition_rows import CoverageStep, Offer, Plan, RateRow, Window

Steps = dict[int, CoverageStep]
# No offer runs longer; a step that says so is wrong, and would only fill the memory.
LONGEST_HORIZON = 50


@dataclass(frozen=True, slots=True)
class CoverYear:
    """What replacement parts get in one project year, and from whom."""

    project_year: int
    parts_percent: int
    by: str


@dataclass(frozen=True, slots=True)
class PlanTerms:
    """Everything the edition says of one plan for one class."""

    plan: Plan
    offer: Offer
    window: Window | None
    rates: dict[int | None, tuple[RateRow, ...]]
    parts: Steps
    labour: Steps
    # The project years that have a price of their own, ascending, and those that cost nothing.
    years: tuple[int, ...]
    free_years: tuple[int, ...]
    # The first project year in which the plan gives anything; 0 where it never does.
    first_served: int
    # Cover by project year from year 1 on: while the plan is not held, and while it is.
    cover_without: tuple[CoverYear, ...]
    cover_with: tuple[CoverYear, ...]


def steps_by_year(
    coverage: Iterable[CoverageStep], by: str, warranty_class: WarrantyClass, kind: CoverageKind
) -> Steps:
    """Return the coverage steps of one source, class and kind by project year."""
    return {
        year: step
        for step in coverage
        if (step.by, step.warranty_class, step.kind) == (by, warranty_class, kind)
        for year in range(max(step.first_year, 1), min(step.last_year, LONGEST_HORIZON) + 1)
    }


def group_rates(rows: Iterable[RateRow], offer: Offer) -> dict[int | None, tuple[RateRow, ...]]:
    """Return the rate rows of an offer by project year; None for a price without a year."""
    rates: dict[int | None, tuple[RateRow, ...]] = {}
    for row in rows:
        if row.plan == offer.plan and offer.warranty_class in row.classes:
            rates[row.year] = (*rates.get(row.year, ()), row)
    return rates


def priced_years(rates: dict[int | None, tuple[RateRow, ...]]) -> tuple[int, ...]:
    """Return the project years that have a price of their own, ascending."""
    return tuple(sorted(year for year in rates if year is not None))


def free_years(rates: dict[int | None, tuple[RateRow, ...]]) -> tuple[int, ...]:
    """Return the project years that cost nothing, whatever the hardware list."""
    return tuple(
        year
        for year in priced_years(rates)
        if not any(each.percent or each.base for each in rates[year])
    )


def cover_years(warranty: Steps, parts: Steps, plan: str, horizon: int) -> tuple[CoverYear, ...]:
    """Return what parts get in each year; where both give the same, the initial warranty's."""
    years = []
    for year in range(1, horizon + 1):
        own = warranty[year].percent if year in warranty else 0
        more = parts[year].percent if year in parts else 0
        by = plan if more > own else INITIAL_WARRANTY if own else NO_COVER
        years.append(CoverYear(year, max(own, more), by))
    return tuple(years)
