"""Sites by their readiness: what is missing or old, and whether a plan that needs it is held."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery

from lumencare.accounts.models import User
from lumencare.accounts.rights import is_outsider, require_right
from lumencare.accounts.roles import Right
from lumencare.data.record_rules import record_rules
from lumencare.data.system_catalogue import SystemFamily, find_family
from lumencare.domain.period import months_after
from lumencare.domain.readiness.facts import FromProcessor, HasDatabase, Paper
from lumencare.domain.readiness.judging import Light
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.models import (
    BomSnapshot,
    ProcessorWord,
    Site,
    SiteRecord,
    System,
)
from lumencare.sites.queries.lists import find_words
from lumencare.sites.queries.readiness import (
    SiteReadiness,
    SystemReadiness,
    readiness_of,
    service_held,
)
from lumencare.sites.search import visible_sites
from lumencare.store.pages import DEFAULT_SIZE, Page, cut

ANY = "any"
AGED = "aged"
# The longest month is three days longer than the shortest: so far may the limit of an age lie.
ODD_DAYS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessFilters:
    """Which sites are wanted; what is empty does not matter.

    `lacks` is a kind of record that is missing, `any` of them, or `aged`: one of them is old.
    """

    q: str = ""
    city: str = ""
    lacks: str = ""
    with_plan: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadinessSummary:
    """A site in the list; `plan` tells whether a system of it holds a plan with service."""

    pk: int
    name: str
    city: str
    owner: str
    partner: str
    plan: bool
    found: SiteReadiness

    @property
    def light(self) -> Light:
        """The worst of its systems; every site of the list has one."""
        return self.found.light or Light.GREEN


def list_readiness(
    user: User,
    filters: ReadinessFilters,
    *,
    on: date,
    cursor: str = "",
    size: int = DEFAULT_SIZE,
) -> Page[ReadinessSummary]:
    """Return the sites with a system in use, by name, each with its readiness on a day."""
    require_right(user, Right.SEE_SITES)
    rows = _matching(user, filters, on)
    page = cut(
        rows.select_related("owner", "partner"),
        ("name", "pk"),
        lambda row: row,
        cursor=cursor,
        size=size,
    )
    return Page(tuple(_summaries(page.rows, on)), page.total, page.next_cursor)


def _summaries(sites: tuple[Site, ...], on: date) -> Iterable[ReadinessSummary]:
    systems: dict[int, list[System]] = {}
    in_use = System.objects.filter(site__in=sites, retired_on=None).order_by("ref")
    for each in in_use:
        systems.setdefault(each.site_id, []).append(each)
    found = readiness_of([each for rows in systems.values() for each in rows], on)
    served = set(
        service_held(edition_in_force(on), on)
        .filter(system__site__in=sites)
        .values_list("system__site", flat=True)
    )
    for site in sites:
        checks = tuple(found[each.pk] for each in systems.get(site.pk, ()))
        yield _summary(site, checks, plan=site.pk in served)


def _summary(site: Site, checks: tuple[SystemReadiness, ...], *, plan: bool) -> ReadinessSummary:
    return ReadinessSummary(
        pk=site.pk,
        name=site.name,
        city=site.city,
        owner=site.owner.name,
        partner=site.partner.name if site.partner else "",
        plan=plan,
        found=SiteReadiness(site.pk, site.name, checks),
    )


def _matching(user: User, filters: ReadinessFilters, on: date) -> QuerySet[Site]:
    rows = visible_sites(user)
    if is_outsider(user):
        # What is held is told to them by their contracts alone.
        filters = ReadinessFilters(q=filters.q, city=filters.city, lacks=filters.lacks)
    in_use = System.objects.filter(site=OuterRef("pk"), retired_on=None)
    rows = rows.filter(Exists(in_use))
    if filters.city:
        rows = rows.filter(city=filters.city)
    if filters.with_plan:
        rows = rows.filter(pk__in=service_held(edition_in_force(on), on).values("system__site"))
    if filters.lacks:
        rows = rows.filter(_lacking(filters.lacks, on))
    return find_words(rows, "site", filters.q)


def _lacking(wanted: str, on: date) -> Q:
    if wanted == AGED:
        return Q(_any_of(_aged(each, on) for each in Paper))
    papers = [each for each in Paper if wanted in (ANY, each.value)]
    return Q(_any_of(Exists(_without(each)) for each in papers))


def _any_of(conditions: Iterable[Exists | Q]) -> Q:
    found = Q(pk__in=())
    for each in conditions:
        found |= Q(each)
    return found


def _of_system(paper: Paper) -> QuerySet[SiteRecord]:
    """Return the records of a kind that count for the system of the query around."""
    own = Q(system=None) | Q(system=OuterRef("pk"))
    return SiteRecord.objects.filter(own, kind=paper.value, site=OuterRef("site"))


def _without(paper: Paper) -> QuerySet[System]:
    """Return the systems of the site of the query around that lack a record."""
    rows = System.objects.filter(site=OuterRef("pk"), retired_on=None)
    rows = rows.filter(~Exists(_of_system(paper)))
    return _with_database(rows) if paper is Paper.DATABASE else rows


def _with_database(rows: QuerySet[System]) -> QuerySet[System]:
    """Keep the systems whose database somebody must bring: not without one, not waived (X-10)."""
    none, given = [], []
    for name in System.objects.values_list("system_type", flat=True).distinct():
        family = find_family(name)
        if family is not None and _has_none(family):
            none.append(name)
        if family is not None and family.database_from_processor == FromProcessor.YES:
            given.append(name)
    words = ProcessorWord.objects.filter(system=OuterRef("pk")).order_by("-recorded_at", "-pk")
    rows = rows.exclude(system_type__in=none)
    rows = rows.annotate(word=Subquery(words.values("gives_database")[:1]))
    return rows.filter(Q(word=False) | Q(word=None) & ~Q(system_type__in=given))


def _has_none(family: SystemFamily) -> bool:
    return family.database in {HasDatabase.NO, HasDatabase.HOST}


def _aged(paper: Paper, on: date) -> Exists:
    """Tell whether a system of a site has a record that is old, or older than its hardware."""
    newest = _of_system(paper).order_by("-number").values("dated_on")[:1]
    rows = System.objects.filter(site=OuterRef("pk"), retired_on=None)
    rows = rows.annotate(dated=Subquery(newest))
    earlier = BomSnapshot.objects.filter(
        system=OuterRef("system"), undone_at=None, number__lt=OuterRef("number")
    )
    changed = BomSnapshot.objects.filter(
        Exists(earlier), system=OuterRef("pk"), undone_at=None, taken_on__gt=OuterRef("dated")
    )
    return Exists(rows.filter(Q(dated__lte=_oldest(paper, on)) | Q(Exists(changed))))


def _oldest(paper: Paper, on: date) -> date:
    """Return the last day whose records count as old."""
    months = record_rules().ages[paper].months
    around = months_after(on, -months)
    days = (around + timedelta(each) for each in range(ODD_DAYS, -1, -1))
    return next(each for each in days if months_after(each, months) <= on)
