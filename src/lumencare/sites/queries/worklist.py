"""The purchase windows that are open, by days left and money at stake (PW-1)."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Aggregate, Count, Q, QuerySet, Sum

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.money import Money
from lumencare.sites.models import System
from lumencare.sites.queries.lists import find_words
from lumencare.sites.queries.rows import visible_systems
from lumencare.sites.queries.summaries import SystemSummary, summary_of_system
from lumencare.store.pages import DEFAULT_SIZE, Page, cut

# How soon windows close, in days from today, nearest first; beyond the last: later.
NEARNESS = (7, 30, 60, 90)
LATER = 0
ORDER = ("window_ends_on", "-window_value_fen", "pk")


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowFilters:
    """Which windows are wanted; `closes_in` is a group's number of days, 0 the ones later."""

    q: str = ""
    closes_in: int | None = None
    warranty_class: str = ""
    city: str = ""
    partner: int | None = None


@dataclass(frozen=True, slots=True)
class WindowGroup:
    """How many windows close within some days and not earlier, and what is at stake in them."""

    closes_in: int
    count: int
    value: Money


@dataclass(frozen=True, slots=True)
class WindowList:
    """The worklist: its groups over all that match, and one page of rows, soonest first."""

    groups: tuple[WindowGroup, ...]
    page: Page[SystemSummary]

    @property
    def value(self) -> Money:
        """What is at stake in all groups together."""
        return Money.of_fen(sum(each.value.fen for each in self.groups))


def window_worklist(
    user: User, filters: WindowFilters, *, on: date, cursor: str = "", size: int = DEFAULT_SIZE
) -> WindowList:
    """Return the open purchase windows of every system in use that holds no Part Care plan yet.

    Right.SEE_WINDOWS is needed.
    """
    require_right(user, Right.SEE_WINDOWS)
    rows = _open(user, filters, on)
    groups = _groups(rows, on)
    chosen = [each for each in groups if filters.closes_in in (None, each.closes_in)]
    if filters.closes_in is not None:
        rows = rows.filter(_closing(filters.closes_in, on))
    page = cut(
        rows.select_related("site__owner"),
        ORDER,
        lambda row: summary_of_system(row, on, priced=True),
        cursor=cursor,
        size=size,
        total=sum(each.count for each in chosen) if chosen else None,
    )
    return WindowList(groups, page)


def _open(user: User, filters: WindowFilters, on: date) -> QuerySet[System]:
    rows = visible_systems(user).filter(
        window_ends_on__gte=on, retired_on=None, part_care_held=False
    )
    wanted = {
        "warranty_class": filters.warranty_class,
        "site__city": filters.city,
        "site__partner": filters.partner,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    return find_words(rows, "system", filters.q)


def _groups(rows: QuerySet[System], on: date) -> tuple[WindowGroup, ...]:
    """Add up each group, all in one query."""
    wanted: dict[str, Aggregate] = {}
    for closes_in in (*NEARNESS, LATER):
        closing = _closing(closes_in, on)
        wanted[f"count_{closes_in}"] = Count("pk", filter=closing)
        wanted[f"value_{closes_in}"] = Sum("window_value_fen", filter=closing)
    found = rows.aggregate(**wanted)
    return tuple(
        WindowGroup(each, found[f"count_{each}"], Money.of_fen(found[f"value_{each}"] or 0))
        for each in (*NEARNESS, LATER)
    )


def _closing(closes_in: int, on: date) -> Q:
    """Return what closes within some days, and not within the days of an earlier group."""
    if closes_in == LATER:
        return Q(window_ends_on__gt=on + timedelta(NEARNESS[-1]))
    earlier = max((each for each in NEARNESS if each < closes_in), default=-1)
    return Q(
        window_ends_on__gt=on + timedelta(earlier), window_ends_on__lte=on + timedelta(closes_in)
    )
