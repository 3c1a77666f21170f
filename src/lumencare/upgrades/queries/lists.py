"""Lists of proposals: each with the version that is dealt with now, newest change first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from lumencare.accounts.models import User
from lumencare.accounts.rights import may, require_right
from lumencare.accounts.roles import Right
from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.domain.upgrade.states import STATE_NAMES, ProposalState
from lumencare.sites.models import SearchEntry
from lumencare.store.pages import DEFAULT_SIZE, Page, cut
from lumencare.store.spelling import fold
from lumencare.upgrades.models import ProposalVersion
from lumencare.upgrades.queries.rows import visible_versions

NEWEST_FIRST = ("-changed_at", "-pk")


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalFilters:
    """Which proposals are wanted; what is empty does not matter."""

    q: str = ""
    state: str = ""
    author: int | None = None
    system: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalSummary:
    """A proposal in a list, by its latest version; amounts None while a draft."""

    number: str
    version: int
    state: str
    state_name: Text
    system_pk: int
    system_ref: str
    system_name: str
    site_name: str
    owner: str
    author: str
    options: int
    changed_at: datetime
    valid_until: date | None
    net: Money | None
    gross: Money | None


def list_proposals(
    user: User, filters: ProposalFilters, *, cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[ProposalSummary]:
    """Return the proposals; each stands in the list once, by its latest version."""
    rows = _filtered(user, filters)
    if filters.state:
        rows = rows.filter(state=filters.state)
    return cut(rows, NEWEST_FIRST, summary_of, cursor=cursor, size=size)


def count_by_state(user: User, filters: ProposalFilters) -> Mapping[str, int]:
    """Return how many proposals are in each state, whatever state the filters name."""
    rows = _filtered(user, filters).order_by().values_list("state").annotate(Count("pk"))
    return {each.value: 0 for each in ProposalState} | dict(rows)


def proposals_of_system(user: User, system_pk: int) -> tuple[ProposalSummary, ...]:
    """Return the proposals of a system; none for who may see none."""
    if not may(user, Right.SEE_PROPOSALS):
        return ()
    rows = _filtered(user, ProposalFilters(system=system_pk))
    return tuple(map(summary_of, rows.order_by(*NEWEST_FIRST)[:20]))


def proposals_waiting(
    user: User, *, cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[ProposalSummary]:
    """Return what waits for an approver, the longest waiting first."""
    require_right(user, Right.APPROVE_PROPOSALS)
    rows = visible_versions(user).filter(state=ProposalState.AWAITING_APPROVAL.value)
    return cut(rows, ("changed_at", "pk"), summary_of, cursor=cursor, size=size)


def _filtered(user: User, filters: ProposalFilters) -> QuerySet[ProposalVersion]:
    later = ProposalVersion.objects.filter(
        proposal=OuterRef("proposal"), number__gt=OuterRef("number")
    )
    rows = visible_versions(user).filter(~Exists(later))
    if filters.author is not None:
        rows = rows.filter(author=filters.author)
    if filters.system is not None:
        rows = rows.filter(proposal__system=filters.system)
    words = fold(filters.q).split()
    if not words:
        return rows
    entries = SearchEntry.objects.filter(
        *(Q(text__contains=word) for word in words), kind="proposal"
    )
    return rows.filter(proposal__number__in=entries.values("key"))


def summary_of(row: ProposalVersion) -> ProposalSummary:
    """Return the line of a list for a version."""
    system = row.proposal.system
    return ProposalSummary(
        number=row.proposal.number,
        version=row.number,
        state=row.state,
        state_name=STATE_NAMES[ProposalState(row.state)],
        system_pk=system.pk,
        system_ref=system.ref,
        system_name=system.name,
        site_name=system.site.name,
        owner=system.site.owner.name,
        author=row.author.name,
        options=len(row.content.get("options", ())),
        changed_at=row.changed_at,
        valid_until=row.valid_until,
        net=money(row.net_fen),
        gross=money(row.gross_fen),
    )


def money(fen: int | None) -> Money | None:
    """Return fen of a row as an amount."""
    return None if fen is None else Money.of_fen(fen)
