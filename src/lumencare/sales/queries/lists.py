"""Lists of quotes: each with the version that is dealt with now, newest change first."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from lumencare.accounts.models import User
from lumencare.accounts.rights import is_outsider, require_right
from lumencare.accounts.roles import Right
from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.sales.models import QuoteMessage, QuoteState, QuoteVersion
from lumencare.sales.queries.rows import visible_versions
from lumencare.sales.states import STATE_NAMES
from lumencare.sites.models import SearchEntry
from lumencare.store.pages import DEFAULT_SIZE, Page, cut
from lumencare.store.spelling import fold

NEWEST_FIRST = ("-changed_at", "-pk")
MOST_OF_SYSTEM = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteFilters:
    """Which quotes are wanted; what is empty does not matter."""

    q: str = ""
    state: str = ""
    author: int | None = None
    system: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteSummary:
    """A quote in a list, by its latest version; amounts None while a draft or by proposal."""

    number: str
    version: int
    state: str
    state_name: Text
    system_pk: int
    system_ref: str
    system_name: str
    site_pk: int
    site_name: str
    owner: str
    author: str
    author_pk: int
    changed_at: datetime
    quoted_on: date | None
    valid_until: date | None
    net: Money | None
    gross: Money | None
    needs_approval: bool
    unanswered: bool


def list_quotes(
    user: User, filters: QuoteFilters, *, cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[QuoteSummary]:
    """Return the quotes a person may see; each stands in the list once, by its latest version."""
    rows = _whole(_filtered(user, filters))
    if filters.state:
        rows = rows.filter(state=filters.state)
    return cut(rows, NEWEST_FIRST, summary_of_quote, cursor=cursor, size=size)


def count_by_state(user: User, filters: QuoteFilters) -> Mapping[str, int]:
    """Return how many quotes are in each state, whatever state the filters name."""
    rows = _filtered(user, filters).order_by().values_list("state").annotate(Count("pk"))
    return {state.value: 0 for state in QuoteState} | dict(rows)


def quotes_of_system(user: User, system_pk: int) -> tuple[QuoteSummary, ...]:
    """Return the quotes of a system that a person may see, newest change first."""
    rows = _whole(_filtered(user, QuoteFilters(system=system_pk)))
    return tuple(map(summary_of_quote, rows.order_by(*NEWEST_FIRST)[:MOST_OF_SYSTEM]))


def approvals_waiting(
    user: User, *, cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[QuoteSummary]:
    """Return what waits for an approver, the longest waiting first."""
    require_right(user, Right.APPROVE_QUOTES)
    rows = _whole(QuoteVersion.objects.filter(state=QuoteState.AWAITING_APPROVAL))
    return cut(rows, ("changed_at", "pk"), summary_of_quote, cursor=cursor, size=size)


def questions_waiting(
    user: User, *, cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[QuoteSummary]:
    """Return the quotes with a question of a customer that nobody has answered yet."""
    require_right(user, Right.SEND_QUOTES)
    rows = _filtered(user, QuoteFilters()).alias(asked=_unanswered()).filter(asked=True)
    return cut(_whole(rows), NEWEST_FIRST, summary_of_quote, cursor=cursor, size=size)


def _filtered(user: User, filters: QuoteFilters) -> QuerySet[QuoteVersion]:
    """Return the latest version of each quote that a person may see and the filters want."""
    visible = visible_versions(user)
    later = QuoteVersion.objects.filter(quote=OuterRef("quote"), number__gt=OuterRef("number"))
    if is_outsider(user):
        later = later.filter(sent_at__isnull=False)
    rows = visible.filter(~Exists(later))
    if filters.author is not None:
        rows = rows.filter(author=filters.author)
    if filters.system is not None:
        rows = rows.filter(quote__system=filters.system)
    return _with_words(rows, filters.q)


def _with_words(rows: QuerySet[QuoteVersion], wanted: str) -> QuerySet[QuoteVersion]:
    words = fold(wanted).split()
    if not words:
        return rows
    entries = SearchEntry.objects.filter(*(Q(text__contains=word) for word in words), kind="quote")
    return rows.filter(quote__number__in=entries.values("key"))


def _whole(rows: QuerySet[QuoteVersion]) -> QuerySet[QuoteVersion]:
    """Add what a summary shows, without another query for each row."""
    return rows.select_related("quote__system__site__owner", "author").annotate(
        unanswered=_unanswered()
    )


def _unanswered() -> Subquery:
    """Tell whether the last that was written about a quote is a customer's."""
    last = QuoteMessage.objects.filter(quote_version__quote=OuterRef("quote")).order_by("-pk")
    return Subquery(last.values("from_customer")[:1])


def summary_of_quote(row: QuoteVersion) -> QuoteSummary:
    """Return the line of a list for a version."""
    system = row.quote.system
    return QuoteSummary(
        number=row.quote.number,
        version=row.number,
        state=row.state,
        state_name=STATE_NAMES[row.state],
        system_pk=system.pk,
        system_ref=system.ref,
        system_name=system.name,
        site_pk=system.site_id,
        site_name=system.site.name,
        owner=system.site.owner.name,
        author=row.author.name,
        author_pk=row.author_id,
        changed_at=row.changed_at,
        quoted_on=row.quoted_on,
        valid_until=row.valid_until,
        net=money(row.net_fen),
        gross=money(row.gross_fen),
        needs_approval=row.needs_approval,
        unanswered=bool(getattr(row, "unanswered", False)),
    )


def money(fen: int | None) -> Money | None:
    """Return fen of a row as an amount."""
    return None if fen is None else Money.of_fen(fen)
