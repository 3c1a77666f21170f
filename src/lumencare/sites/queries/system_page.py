"""Everything one page says of a system: its year, cover, purchase window, hardware list, papers."""

from dataclasses import dataclass
from datetime import date

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.domain.codes import PART_CARE, PlanCode, StartUp
from lumencare.domain.comparison import Comparison, PlanAnswer, compare
from lumencare.domain.edition import Edition
from lumencare.domain.eligibility import judge
from lumencare.domain.money import Money
from lumencare.domain.period import DAY
from lumencare.domain.projectyear import year_span
from lumencare.domain.reach import Reach
from lumencare.domain.request import BomLine
from lumencare.domain.system import System
from lumencare.domain.text import Reason
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.facts import latest_lines, reach_of_site, system_of
from lumencare.sites.queries.history import (
    BomFacts,
    OwnerChangeFacts,
    boms_of,
    owner_changes_of,
)
from lumencare.sites.queries.records import RecordFacts, records_of
from lumencare.sites.queries.rows import find_system
from lumencare.sites.queries.site_page import ContactFacts, contacts_of
from lumencare.sites.queries.summaries import SystemSummary, summary_of_system


@dataclass(frozen=True, slots=True)
class YearOfCover:
    """What replacement parts get in one project year from the initial warranty."""

    project_year: int
    first_day: date
    last_day: date
    parts_percent: int
    by: str
    is_now: bool


@dataclass(frozen=True, slots=True)
class WindowFacts:
    """Until when Part Care can be bought, what each plan costs now, and what stays afterwards."""

    last_day: date | None
    days_left: int | None
    # The Part Care plans of the comparison, with price and reasons; payments are empty for who
    # may not see prices.
    plans: tuple[PlanAnswer, ...]
    # What is said to who missed the window (PW-2).
    afterwards: tuple[Reason, ...]

    @property
    def is_open(self) -> bool:
        """Whether a Part Care plan can be bought today."""
        return self.days_left is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemPage:
    """A system with all that hangs on it; amounts are None for who may not see prices."""

    summary: SystemSummary
    version: int
    start_up: StartUp
    start_up_stated: bool
    list_amount: Money | None
    site_city_known: bool
    edition: Edition
    # None for who may not see prices.
    comparison: Comparison | None
    reach: Reach
    years: tuple[YearOfCover, ...]
    window: WindowFacts
    boms: tuple[BomFacts, ...]
    # Unit prices are in the lines: empty for who may not see prices.
    lines: tuple[BomLine, ...]
    contacts: tuple[ContactFacts, ...]
    records: tuple[RecordFacts, ...]
    owner_changes: tuple[OwnerChangeFacts, ...]


def system_page(user: User, pk: int, on: date) -> SystemPage:
    """Return what a person may know of a system on a day; Http404 where they may not see it."""
    row = find_system(user, pk)
    priced = may(user, Right.SEE_PRICES)
    edition = edition_in_force(on)
    system, reach = system_of(row), reach_of_site(edition, row.site)
    comparison = compare(edition, system, max(on, system.order_date), reach=reach)
    listed = row.list_fen is not None and priced
    return SystemPage(
        summary=summary_of_system(row, on, priced=priced),
        version=row.version,
        start_up=system.start_up,
        start_up_stated=row.start_up_stated,
        list_amount=Money.of_fen(row.list_fen or 0) if listed else None,
        site_city_known=row.site.city_known,
        edition=edition,
        comparison=comparison if priced else None,
        reach=reach,
        years=years_of_cover(edition, system, on),
        window=window_of_comparison(comparison, priced=priced),
        boms=boms_of(row, priced=priced),
        lines=tuple(latest_lines(row)) if priced else (),
        contacts=contacts_of(user, row.site),
        records=records_of(row.site, on),
        owner_changes=owner_changes_of(row.site),
    )


def years_of_cover(edition: Edition, system: System, on: date) -> tuple[YearOfCover, ...]:
    """Return what parts get in each project year before any plan is bought."""
    cover = edition.terms[PlanCode.PLUS, system.warranty_class].cover_without
    found = []
    for each in cover:
        span = year_span(system.order_date, each.project_year)
        found.append(
            YearOfCover(
                each.project_year,
                span.start,
                span.last_day,
                each.parts_percent,
                each.by,
                span.start <= on <= span.last_day,
            )
        )
    return tuple(found)


def window_of_comparison(comparison: Comparison, *, priced: bool) -> WindowFacts:
    """Return the purchase window that a comparison tells of."""
    plans = tuple(each for each in comparison.plans if each.plan.code in PART_CARE)
    days = [each.eligibility.last_day_to_buy for each in plans]
    last_day = max((each for each in days if each is not None), default=None)
    is_open = any(each.eligibility.eligible for each in plans)
    return WindowFacts(
        last_day=last_day,
        days_left=(last_day - comparison.on).days if is_open and last_day else None,
        plans=plans if priced else tuple(_without_prices(each) for each in plans),
        afterwards=_afterwards(comparison, plans, last_day),
    )


def _without_prices(answer: PlanAnswer) -> PlanAnswer:
    return PlanAnswer(answer.plan, answer.eligibility, (), None, answer.coverage)


def _afterwards(
    comparison: Comparison, plans: tuple[PlanAnswer, ...], last_day: date | None
) -> tuple[Reason, ...]:
    """Return what the rules say on the day after the window; nothing where there is none."""
    closing = [each for each in plans if each.eligibility.last_day_to_buy == last_day]
    if last_day is None or not closing:
        return ()
    after = judge(comparison.edition, comparison.system, closing[0].plan.code, last_day + DAY)
    return tuple(each for each in after.because if each.rule == "PW-2")
