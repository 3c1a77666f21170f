"""Lists of cases, a page at a time, newest change first."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from lumencare.accounts.models import User
from lumencare.desk.models import Case
from lumencare.desk.queries.rows import visible_cases
from lumencare.domain.desk.states import STATE_NAMES, CaseState
from lumencare.domain.text import Text
from lumencare.sites.models import SearchEntry
from lumencare.store.pages import DEFAULT_SIZE, Page, cut
from lumencare.store.spelling import fold

NEWEST_FIRST = ("-changed_at", "-pk")


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilters:
    """Which cases are wanted; what is empty does not matter. `due_by` is an instant."""

    q: str = ""
    state: str = ""
    clock: str = ""
    site: int | None = None
    system: int | None = None
    assignee: int | None = None
    flag: str = ""
    due_by: datetime | None = None
    reported_since: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseSummary:
    """A case in a list."""

    number: str
    state: str
    state_name: Text
    clock: str
    urgent: bool
    summary: str
    site_pk: int | None
    site_name: str
    system_pk: int | None
    system_name: str
    commitment: str
    due_at: datetime | None
    paused_since: datetime | None
    started_at: datetime | None
    met_in_time: bool | None
    sentence: Text | None
    assignee: str
    flag: str
    reported_at: datetime
    changed_at: datetime


def list_cases(
    user: User, filters: CaseFilters, *, cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[CaseSummary]:
    """Return the cases a person may see, a page at a time."""
    rows = filtered_cases(user, filters)
    whole = rows.select_related("site", "system", "decision", "assignee")
    return cut(whole, NEWEST_FIRST, summary_of, cursor=cursor, size=size)


def filtered_cases(user: User, filters: CaseFilters) -> QuerySet[Case]:
    """Return the rows that filters want among those a person may see."""
    rows = visible_cases(user)
    exact = {name: getattr(filters, name) for name in ("state", "clock", "flag")}
    keys = {name: getattr(filters, name) for name in ("site", "system", "assignee")}
    rows = rows.filter(**{name: value for name, value in exact.items() if value})
    rows = rows.filter(**{name: value for name, value in keys.items() if value is not None})
    if filters.due_by is not None:
        rows = rows.filter(due_at__lte=filters.due_by)
    if filters.reported_since is not None:
        rows = rows.filter(reported_at__gte=filters.reported_since)
    for word in fold(filters.q).split():
        found = SearchEntry.objects.filter(kind="case", text__contains=word)
        rows = rows.filter(number__in=found.values("key"))
    return rows


def summary_of(case: Case) -> CaseSummary:
    """Return a case as it stands in a list; needs its site, system, decision and assignee."""
    decision = case.decision
    return CaseSummary(
        number=case.number,
        state=case.state,
        state_name=STATE_NAMES[CaseState(case.state)],
        clock=case.clock,
        urgent=case.urgent,
        summary=case.summary,
        site_pk=case.site_id,
        site_name=case.site.name if case.site else "",
        system_pk=case.system_id,
        system_name=case.system.name if case.system else "",
        commitment=case.commitment,
        due_at=case.due_at,
        paused_since=case.paused_since,
        started_at=case.started_at,
        met_in_time=case.met_in_time,
        sentence=Text(decision.sentence_zh, decision.sentence_en) if decision else None,
        assignee=case.assignee.name if case.assignee else "",
        flag=case.flag,
        reported_at=case.reported_at,
        changed_at=case.changed_at,
    )
