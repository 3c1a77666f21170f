"""Visits as programs read them: in lists, and one with its price and its times."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lumencare.accounts.models import User
from lumencare.domain.dispatch.states import KIND_NAMES, STATE_NAMES, VisitKind, VisitState
from lumencare.domain.entitlement import say_tenths
from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.field.models import Visit
from lumencare.field.queries.rows import find_visit, visible_visits
from lumencare.store.pages import DEFAULT_SIZE, Page, cut


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFilters:
    """Which visits are wanted; what is empty does not matter."""

    state: str = ""
    engineer: int | None = None
    site: int | None = None
    case: str = ""
    since: datetime | None = None
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class VisitFacts:
    """A visit; `net` is what it costs as it was priced when it was booked."""

    number: str
    version: int
    kind: str
    kind_name: Text
    service: str
    state: str
    state_name: Text
    case: str
    site_pk: int
    site_name: str
    system_pk: int | None
    summary: str
    remote: bool
    man_days: str
    engineer_pk: int | None
    engineer: str
    starts_at: datetime | None
    ends_at: datetime | None
    records_ground: str
    set_out_at: datetime | None
    arrived_at: datetime | None
    finished_at: datetime | None
    ended_why: str
    net: Money
    price_lines: tuple[dict[str, Any], ...]
    changed_at: datetime


def list_visits(
    user: User, filters: VisitFilters, *, cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[VisitFacts]:
    """Return the visits a person may see, newest first, a page at a time."""
    wanted = {
        "state": filters.state,
        "engineer": filters.engineer,
        "site": filters.site,
        "case__number": filters.case,
        "starts_at__gte": filters.since,
        "starts_at__lt": filters.until,
    }
    given = {name: value for name, value in wanted.items() if value not in ("", None)}
    return cut(visible_visits(user).filter(**given), ("-pk",), facts_of, cursor=cursor, size=size)


def visit_facts(user: User, number: str) -> VisitFacts:
    """Return one visit for whoever may see it; Http404 else."""
    return facts_of(find_visit(user, number))


def facts_of(row: Visit) -> VisitFacts:
    """Return a visit as it stands; needs its site, case and engineer."""
    engineer = row.engineer
    same = {name: getattr(row, name) for name in SAME}
    return VisitFacts(
        **same,
        kind_name=KIND_NAMES[VisitKind(row.kind)],
        state_name=STATE_NAMES[VisitState(row.state)],
        case=row.case.number if row.case else "",
        site_pk=row.site_id,
        site_name=row.site.name,
        system_pk=row.system_id,
        man_days=say_tenths(row.tenths),
        engineer_pk=row.engineer_id,
        engineer=engineer.person.name if engineer else "",
        net=Money.of_fen(row.net_fen),
        price_lines=tuple(row.price_lines),
    )


# What a visit says as its row does.
SAME = (
    "number", "version", "kind", "service", "state", "summary", "remote", "starts_at", "ends_at",
    "records_ground", "set_out_at", "arrived_at", "finished_at", "ended_why", "changed_at",
)  # fmt: skip
