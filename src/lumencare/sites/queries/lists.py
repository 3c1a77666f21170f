"""Lists of sites, systems and organizations, filtered and cut into pages."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db.models import BigIntegerField, Count, Model, Q, QuerySet
from django.db.models.functions import Cast

from lumencare.accounts.models import User
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.domain.projectyear import year_span
from lumencare.sites.models import Organization, SearchEntry, Site, System
from lumencare.sites.queries.rows import visible_organizations, visible_systems
from lumencare.sites.queries.summaries import (
    OrganizationSummary,
    SiteSummary,
    SystemSummary,
    summary_of_organization,
    summary_of_site,
    summary_of_system,
)
from lumencare.sites.search import visible_sites
from lumencare.store.pages import DEFAULT_SIZE, Page, cut
from lumencare.store.spelling import fold

Row = TypeVar("Row", bound=Model)

# What a list of systems may be sorted by, each with what tells equals apart.
SYSTEM_ORDERS: dict[str, tuple[str, ...]] = {
    "ref": ("ref", "pk"),
    "-order-date": ("-order_date", "-pk"),
    "order-date": ("order_date", "pk"),
    "-bom": ("-bom_fen", "-pk"),
    "bom": ("bom_fen", "pk"),
}
OPEN, CLOSED = "open", "closed"


@dataclass(frozen=True, slots=True, kw_only=True)
class SiteFilters:
    """Which sites are wanted; what is empty does not matter."""

    q: str = ""
    city: str = ""
    owner: int | None = None
    partner: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SystemFilters:
    """Which systems are wanted; what is empty does not matter. `window` is `open` or `closed`."""

    q: str = ""
    warranty_class: str = ""
    system_type: str = ""
    city: str = ""
    site: int | None = None
    owner: int | None = None
    project_year: int | None = None
    window: str = ""
    with_retired: bool = False
    order: str = "ref"


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationFilters:
    """Which organizations are wanted; what is empty does not matter."""

    q: str = ""
    kind: str = ""


def list_sites(
    user: User, filters: SiteFilters, *, cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[SiteSummary]:
    """Return the sites a person may see, by name."""
    require_right(user, Right.SEE_SITES)
    wanted = _given(city=filters.city, owner=filters.owner, partner=filters.partner)
    rows = find_words(visible_sites(user).filter(**wanted), "site", filters.q)
    page = cut(
        rows.select_related("owner", "partner"),
        ("name", "pk"),
        lambda row: row,
        cursor=cursor,
        size=size,
    )
    counted = _count_systems(page.rows)
    shown = tuple(summary_of_site(each, counted.get(each.pk, 0)) for each in page.rows)
    return Page(shown, page.total, page.next_cursor)


def list_systems(
    user: User, filters: SystemFilters, *, on: date, cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[SystemSummary]:
    """Return the systems a person may see, by their reference or another order."""
    require_right(user, Right.SEE_SITES)
    priced = may(user, Right.SEE_PRICES)
    if filters.order.endswith("bom"):
        # Who comes first, and where a page ended, would tell the amounts.
        require_right(user, Right.SEE_PRICES)
    rows = find_words(visible_systems(user), "system", filters.q).filter(_matching(filters, on))
    order = SYSTEM_ORDERS.get(filters.order, SYSTEM_ORDERS["ref"])
    return cut(
        rows.select_related("site__owner"),
        order,
        lambda row: summary_of_system(row, on, priced=priced),
        cursor=cursor,
        size=size,
    )


def list_organizations(
    user: User, filters: OrganizationFilters, *, cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[OrganizationSummary]:
    """Return the organizations a person may see, by name."""
    require_right(user, Right.SEE_SITES)
    rows = visible_organizations(user).filter(**_given(kind=filters.kind))
    rows = find_words(rows, "organization", filters.q)
    page = cut(rows, ("name", "pk"), lambda row: row, cursor=cursor, size=size)
    counted = _count_sites(user, page.rows)
    shown = tuple(summary_of_organization(each, counted.get(each.pk, 0)) for each in page.rows)
    return Page(shown, page.total, page.next_cursor)


def _given(**fields: object) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value not in (None, "")}


def find_words(rows: QuerySet[Row], kind: str, wanted: str) -> QuerySet[Row]:
    """Keep the rows that search would find by the words."""
    words = fold(wanted).split()
    if not words:
        return rows
    entries = SearchEntry.objects.filter(*(Q(text__contains=word) for word in words), kind=kind)
    return rows.filter(pk__in=entries.values(number=Cast("key", BigIntegerField())))


def _matching(filters: SystemFilters, on: date) -> Q:
    wanted = Q(
        **_given(
            warranty_class=filters.warranty_class,
            system_type=filters.system_type,
            site=filters.site,
            site__city=filters.city,
            site__owner=filters.owner,
        )
    )
    if not filters.with_retired:
        wanted &= Q(retired_on=None)
    if filters.project_year:
        wanted &= _ordered_for_year(filters.project_year, on)
    if filters.window == OPEN:
        wanted &= Q(window_ends_on__gte=on, part_care_held=False)
    if filters.window == CLOSED:
        wanted &= Q(window_ends_on__lt=on)
    return wanted


def _ordered_for_year(year: int, on: date) -> Q:
    """Return which order dates put a day into a project year (D-1).

    Years are counted forward from the order, so both ends are looked for among the days around
    the same day of an earlier year: 29 February makes them lie a day farther than arithmetic says.
    """
    first = _first_order(year, on)
    if year == 1:
        return Q(order_date__gte=first, order_date__lte=on)
    return Q(order_date__gte=first, order_date__lt=_first_order(year - 1, on))


def _first_order(year: int, on: date) -> date:
    """Return the earliest order date whose project year `year` has not ended before a day."""
    near = date(on.year - year, on.month, min(on.day, 28)).toordinal()
    days = (date.fromordinal(near + offset) for offset in range(-2, 6))
    return next(each for each in days if year_span(each, year).last_day >= on)


def _count_systems(sites: tuple[Site, ...]) -> dict[int, int]:
    rows = System.objects.filter(site__in=sites, retired_on=None).values("site")
    return {each["site"]: each["found"] for each in rows.annotate(found=Count("pk"))}


def _count_sites(user: User, organizations: tuple[Organization, ...]) -> dict[int, int]:
    counted: dict[int, int] = {}
    for side in ("owner", "partner"):
        rows = visible_sites(user).filter(**{f"{side}__in": organizations}).values(side)
        for each in rows.annotate(found=Count("pk")):
            counted[each[side]] = counted.get(each[side], 0) + each["found"]
    return counted
