"""The purchase window as a visitor sees it: days left, prices of now, what is lost afterwards."""

from dataclasses import dataclass
from datetime import date, timedelta

from lumencare.domain.codes import PART_CARE
from lumencare.domain.comparison import PlanAnswer, compare
from lumencare.domain.money import Money
from lumencare.domain.text import Reason, Text
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.facts import reach_of_site, system_of
from lumencare.sites.models import System
from lumencare.sites.queries.system_page import window_of_comparison
from lumencare.sites.visitors import Visitor, system_seen, systems_of

SOON = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenWindow:
    """A system for which Part Care can still be bought; `share_gone` is that of its last year."""

    system: int
    system_name: str
    site: int
    site_name: str
    last_day: date
    days_left: int
    share_gone: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanOnOffer:
    """A plan that can be bought today, with what is due on buying it; None is by proposal.

    Where the first payment is nothing, `then` is the first one that is not, in its `then_year`.
    """

    code: str
    name: Text
    net: Money | None
    from_price: bool
    then: Money | None
    then_year: int | None
    last_day: date | None
    because: tuple[Reason, ...]
    eligible: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Offering:
    """All that can be bought for a system today, and what will be gone after the window."""

    system: int
    system_name: str
    site: int
    site_name: str
    window: OpenWindow | None
    plans: tuple[PlanOnOffer, ...]
    afterwards: tuple[Reason, ...]


def open_windows(visitor: Visitor, on: date, site: int | None = None) -> tuple[OpenWindow, ...]:
    """Return the systems whose purchase window closes within a year, the first to close on top."""
    rows = systems_of(visitor).filter(
        part_care_held=False, window_ends_on__gte=on, window_ends_on__lte=on + SOON
    )
    rows = rows if site is None else rows.filter(site=site)
    return tuple(_window(each, on) for each in rows.order_by("window_ends_on", "pk"))


def offering_of(visitor: Visitor, system: int, on: date) -> Offering:
    """Return what can be bought for a system that the visitor sees; Http404 else."""
    row = system_seen(visitor, system)
    edition, facts = edition_in_force(on), system_of(row)
    reach = reach_of_site(edition, row.site)
    comparison = compare(edition, facts, max(on, row.order_date), reach=reach)
    window = window_of_comparison(comparison, priced=True)
    is_open = window.is_open and not row.part_care_held and row.window_ends_on is not None
    return Offering(
        system=row.pk,
        system_name=row.name,
        site=row.site_id,
        site_name=row.site.name,
        window=_window(row, on) if is_open else None,
        plans=tuple(
            _plan(each)
            for each in comparison.plans
            if not (row.part_care_held and each.plan.code in PART_CARE)
        ),
        afterwards=window.afterwards if is_open else (),
    )


def _window(row: System, on: date) -> OpenWindow:
    last = row.window_ends_on or on
    whole = SOON.days
    left = (last - on).days
    return OpenWindow(
        system=row.pk,
        system_name=row.name,
        site=row.site_id,
        site_name=row.site.name,
        last_day=last,
        days_left=left,
        share_gone=max(0, min(100, 100 - 100 * left // whole)),
    )


def _plan(answer: PlanAnswer) -> PlanOnOffer:
    due = answer.payments[0] if answer.payments else None
    costs = next((each for each in answer.payments if each.net), None)
    later = None if due is None or due.net else costs
    return PlanOnOffer(
        code=answer.plan.code.value,
        name=answer.plan.name,
        net=due.net if due else None,
        from_price=bool(due and due.from_price),
        then=later.net if later else None,
        then_year=later.project_year if later else None,
        last_day=answer.eligibility.last_day_to_buy,
        because=answer.eligibility.because,
        eligible=answer.eligibility.eligible,
    )
