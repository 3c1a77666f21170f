"""Lists of contracts: each with its plans, its days and its amount, newest change first."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from django.db.models import Count, Q, QuerySet

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.contracts.models import Contract, ContractLine
from lumencare.contracts.queries.rows import visible_contracts
from lumencare.domain.contract.states import STATE_NAMES, ContractState
from lumencare.domain.money import Money
from lumencare.domain.period import DAY
from lumencare.domain.text import Text
from lumencare.sites.models import SearchEntry
from lumencare.store.pages import DEFAULT_SIZE, Page, cut
from lumencare.store.spelling import fold

Item = TypeVar("Item")
NEWEST_FIRST = ("-changed_at", "-pk")
MOST_OF_SYSTEM = 200
# What somebody has to do something about before it is in force.
UNFINISHED = (ContractState.DRAFT.value, ContractState.SIGNED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractFilters:
    """Which contracts are wanted; what is empty does not matter.

    `plan` is the code of a plan or option in it; `ends_by` the latest last day.
    """

    q: str = ""
    state: str = ""
    plan: str = ""
    ends_by: date | None = None
    site: int | None = None
    system: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractSummary:
    """A contract in a list; amounts None for those who see no prices.

    `waiting` counts the conditions that are not met yet.
    """

    number: str
    state: str
    state_name: Text
    site_pk: int
    site_name: str
    owner: str
    systems: tuple[str, ...]
    plans: tuple[Text, ...]
    purchased_on: date
    signed_on: date | None
    starts_on: date | None
    last_day: date | None
    net: Money | None
    gross: Money | None
    waiting: int
    changed_at: datetime


def list_contracts(
    user: User, filters: ContractFilters, *, cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[ContractSummary]:
    """Return the contracts a person may see, a page at a time."""
    rows = _whole(_filtered(user, filters))
    if filters.state:
        rows = rows.filter(state=filters.state)
    return cut(rows, NEWEST_FIRST, _summary_for(user), cursor=cursor, size=size)


def count_by_state(user: User, filters: ContractFilters) -> Mapping[str, int]:
    """Return how many contracts are in each state, whatever state the filters name."""
    rows = _filtered(user, filters).order_by().values_list("state").annotate(Count("pk"))
    return {state.value: 0 for state in ContractState} | dict(rows)


def contracts_of_system(user: User, system_pk: int) -> tuple[ContractSummary, ...]:
    """Return the contracts of a system that a person may see, newest change first."""
    rows = _whole(_filtered(user, ContractFilters(system=system_pk)))
    return tuple(map(_summary_for(user), rows.order_by(*NEWEST_FIRST)[:MOST_OF_SYSTEM]))


def contracts_of_quote(user: User, number: str) -> tuple[str, ...]:
    """Return the numbers of the contracts that a quote was accepted into."""
    lines = ContractLine.objects.filter(quote_version__quote__number=number)
    rows = visible_contracts(user).filter(pk__in=lines.values("contract"))
    return tuple(rows.order_by("pk").values_list("number", flat=True))


def contracts_waiting(
    user: User, *, cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[ContractSummary]:
    """Return the contracts that are not in force yet, the longest waiting first."""
    rows = _whole(visible_contracts(user).filter(state__in=UNFINISHED))
    return cut(rows, ("purchased_on", "pk"), _summary_for(user), cursor=cursor, size=size)


def _filtered(user: User, filters: ContractFilters) -> QuerySet[Contract]:
    rows = visible_contracts(user)
    if filters.site is not None:
        rows = rows.filter(site=filters.site)
    if filters.ends_by is not None:
        # The last day of the calendar has no day after it.
        rows = rows.filter(ends_on__lte=min(filters.ends_by, date.max - DAY) + DAY)
    if filters.system is not None or filters.plan:
        rows = rows.filter(pk__in=_lines(filters).values("contract"))
    return _with_words(rows, filters.q)


def _lines(filters: ContractFilters) -> QuerySet[ContractLine]:
    """Return the lines by which a contract is wanted: of a system, of a plan, or of both."""
    lines = ContractLine.objects.all()
    if filters.system is not None:
        lines = lines.filter(system=filters.system)
    return lines.filter(code=filters.plan) if filters.plan else lines


def _with_words(rows: QuerySet[Contract], wanted: str) -> QuerySet[Contract]:
    words = fold(wanted).split()
    if not words:
        return rows
    found = (Q(text__contains=word) for word in words)
    entries = SearchEntry.objects.filter(*found, kind="contract")
    return rows.filter(number__in=entries.values("key"))


def _whole(rows: QuerySet[Contract]) -> QuerySet[Contract]:
    """Add what a summary shows, without another query for each row."""
    open_ones = Count("conditions", filter=Q(conditions__met_at=None))
    return (
        rows.select_related("site", "owner")
        .prefetch_related("lines__system")
        .annotate(waiting=open_ones)
    )


def _summary_for(user: User) -> Callable[[Contract], ContractSummary]:
    priced = may(user, Right.SEE_PRICES)

    def summary(row: Contract) -> ContractSummary:
        lines = sorted(row.lines.all(), key=lambda each: each.position)
        net = Money.of_fen(row.net_fen) if priced else None
        return ContractSummary(
            number=row.number,
            state=row.state,
            state_name=STATE_NAMES[ContractState(row.state)],
            site_pk=row.site_id,
            site_name=row.site.name,
            owner=row.owner.name,
            systems=_once(each.system.ref for each in lines),
            plans=_once(Text(each.name_zh, each.name_en) for each in lines),
            purchased_on=row.purchased_on,
            signed_on=row.signed_on,
            starts_on=row.starts_on,
            last_day=None if row.ends_on is None else row.ends_on - DAY,
            net=net,
            gross=None if net is None else net + Money.of_fen(row.vat_fen),
            waiting=getattr(row, "waiting", 0),
            changed_at=row.changed_at,
        )

    return summary


def _once(found: Iterable[Item]) -> tuple[Item, ...]:
    """Return things in their order, each once: the years of a plan are lines of one name."""
    return tuple(dict.fromkeys(found))
