"""The worklist of renewals: lines to renew by days left and money at stake (D-15, D-25)."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import BigIntegerField, Count, Q, QuerySet, Sum
from django.db.models.functions import Cast
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import is_outsider, require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.models import ContractLine
from lumencare.contracts.queries.lines import name_of
from lumencare.contracts.queries.offers import Offer, OfferState, offers_of, with_offer
from lumencare.contracts.renewable import last_terms
from lumencare.domain.money import ZERO, Money
from lumencare.domain.text import Text
from lumencare.sites.models import SearchEntry
from lumencare.sites.search import visible_sites
from lumencare.store.pages import DEFAULT_SIZE, Page, cut
from lumencare.store.spelling import fold

# How soon lines are to be renewed, in days from today, nearest first; beyond the last: later.
NEARNESS = (7, 30, 60, 90)
LATER = 0
# As many as one statement names well.
FEW = 400
ORDER = ("renew_by", "-renew_fen", "pk")


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalFilters:
    """Which renewals are wanted; `closes_in` is a group's number of days, 0 the ones later."""

    q: str = ""
    closes_in: int | None = None
    plan: str = ""
    offer: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RenewalSummary:
    """A line to renew: by when, what its next year costs, and how far its offer is."""

    line: int
    contract: str
    system_pk: int
    system_ref: str
    system_name: str
    site: str
    city: str
    owner: str
    plan: str
    plan_name: Text
    renew_by: date
    days_left: int
    net: Money
    last_net: Money
    offer: Offer

    @property
    def difference(self) -> Money:
        """By how much the next year costs more than the last one that was bought."""
        return self.net - self.last_net


@dataclass(frozen=True, slots=True)
class RenewalGroup:
    """How many lines are to be renewed within some days and not earlier, and their money."""

    closes_in: int
    count: int
    value: Money


@dataclass(frozen=True, slots=True)
class RenewalList:
    """The worklist: its groups over all that match, one page of rows, and the next day of all."""

    groups: tuple[RenewalGroup, ...]
    page: Page[RenewalSummary]
    next_day: date | None

    @property
    def at_stake(self) -> RenewalGroup:
        """What is at stake within the ladder, 90 days."""
        near = [each for each in self.groups if each.closes_in != LATER]
        value = sum((each.value.fen for each in near), ZERO.fen)
        return RenewalGroup(NEARNESS[-1], sum(each.count for each in near), Money.of_fen(value))


def renewal_worklist(
    user: User, filters: RenewalFilters, *, on: date, cursor: str = "", size: int = DEFAULT_SIZE
) -> RenewalList:
    """Return the lines to renew, soonest and dearest first; Right.SEE_WINDOWS is needed."""
    require_right(user, Right.SEE_WINDOWS)
    rows = _matching(lines_to_renew(user, on), filters, on)
    by_day = list(rows.order_by("renew_by").values_list("renew_by").annotate(*_SUMS))
    groups = _groups(by_day, on)
    chosen = [each for each in groups if filters.closes_in in (None, each.closes_in)]
    if filters.closes_in is not None:
        rows = rows.filter(**_closing(filters.closes_in, on))
    found = cut(
        rows.select_related("contract", "system__site__owner"),
        ORDER,
        lambda row: row,
        cursor=cursor,
        size=size,
        total=sum(each.count for each in chosen) if chosen else None,
    )
    shown = tuple(_summaries(found.rows, on))
    page = Page(shown, found.total, found.next_cursor)
    return RenewalList(groups, page, by_day[0][0] if by_day else None)


def renewals_near(user: User, *, on: date, within: int, size: int) -> RenewalList:
    """Return what is due within the ladder, and the first lines of what is due within some days.

    What is due later is not looked at: a page that is opened often waits for nothing.
    """
    require_right(user, Right.SEE_WINDOWS)
    near = lines_to_renew(user, on).filter(renew_by__lte=on + timedelta(NEARNESS[-1]))
    by_day = list(near.order_by("renew_by").values_list("renew_by").annotate(*_SUMS))
    groups = tuple(each for each in _groups(by_day, on) if each.closes_in != LATER)
    soon = near.filter(renew_by__lte=on + timedelta(within)).order_by(*ORDER)
    rows = list(soon.select_related("contract", "system__site__owner")[:size])
    total = sum(each.count for each in groups if each.closes_in <= within)
    page = Page(tuple(_summaries(rows, on)), total, "")
    return RenewalList(groups, page, by_day[0][0] if by_day else None)


def lines_to_renew(user: User, on: date) -> QuerySet[ContractLine]:
    """Return the lines that a person may see and that can still be renewed on a day."""
    rows = ContractLine.objects.filter(state="active", renew_by__gte=on)
    return rows.filter(system__site__in=visible_sites(user)) if is_outsider(user) else rows


def find_line(user: User, pk: int) -> ContractLine:
    """Return a running line of a contract that a person may see; else Http404."""
    return find_lines(user, [pk])[0]


def find_lines(user: User, keys: Sequence[int]) -> list[ContractLine]:
    """Return running lines in the order of their keys; Http404 where one is not to be seen."""
    require_right(user, Right.SEE_CONTRACTS)
    rows = ContractLine.objects.filter(pk__in=keys)
    if is_outsider(user):
        rows = rows.filter(system__site__in=visible_sites(user))
    whole = rows.select_related("contract", "system__site__owner").prefetch_related("terms")
    found = {each.pk: each for each in whole}
    if missing := [each for each in keys if each not in found]:
        raise Http404(f"lines {missing}")
    return [found[each] for each in keys]


_SUMS = (Count("pk"), Sum("renew_fen"))


def _matching(
    rows: QuerySet[ContractLine], filters: RenewalFilters, on: date
) -> QuerySet[ContractLine]:
    if filters.plan:
        rows = rows.filter(code=filters.plan)
    if filters.offer:
        rows = with_offer(rows, OfferState(filters.offer), on)
    for word in fold(filters.q).split():
        rows = rows.filter(_found_by(word))
    return rows


def _found_by(word: str) -> Q:
    """Return what a word finds: lines by their system or contract.

    Few are named one by one, so that the long table of search is read once and not twice.
    """
    entries = SearchEntry.objects.filter(text__contains=word, kind__in=["system", "contract"])
    found = list(entries.values_list("kind", "key")[: FEW + 1])
    if len(found) <= FEW:
        systems = [int(key) for kind, key in found if kind == "system"]
        contracts = [key for kind, key in found if kind == "contract"]
        return Q(system__in=systems) | Q(contract__number__in=contracts)
    numbers = entries.filter(kind="system").values(number=Cast("key", BigIntegerField()))
    return Q(system__in=numbers) | Q(
        contract__number__in=entries.filter(kind="contract").values("key")
    )


def _groups(by_day: Iterable[tuple[date, int, int]], on: date) -> tuple[RenewalGroup, ...]:
    """Add up the days of each group; the days come out of the index alone."""
    count, fen = dict.fromkeys((*NEARNESS, LATER), 0), dict.fromkeys((*NEARNESS, LATER), 0)
    for day, lines, value in by_day:
        group = next((each for each in NEARNESS if (day - on).days <= each), LATER)
        count[group] += lines
        fen[group] += value
    return tuple(RenewalGroup(each, count[each], Money.of_fen(fen[each])) for each in count)


def _closing(closes_in: int, on: date) -> dict[str, date]:
    """Return the days of a group: those within its number and not within an earlier one."""
    if closes_in == LATER:
        return {"renew_by__gt": on + timedelta(NEARNESS[-1])}
    earlier = max((each for each in NEARNESS if each < closes_in), default=-1)
    return {"renew_by__gt": on + timedelta(earlier), "renew_by__lte": on + timedelta(closes_in)}


def _summaries(rows: Sequence[ContractLine], on: date) -> Iterator[RenewalSummary]:
    terms, offers = last_terms(rows), offers_of(rows, on)
    for row in rows:
        if row.renew_by is None:
            continue
        yield RenewalSummary(
            line=row.pk,
            contract=row.contract.number,
            system_pk=row.system_id,
            system_ref=row.system.ref,
            system_name=row.system.name,
            site=row.system.site.name,
            city=row.system.site.city,
            owner=row.system.site.owner.name,
            plan=row.code,
            plan_name=name_of(row),
            renew_by=row.renew_by,
            days_left=(row.renew_by - on).days,
            net=Money.of_fen(row.renew_fen),
            last_net=Money.of_fen(terms[row.pk].net_fen) if row.pk in terms else ZERO,
            offer=offers[row.pk],
        )
