"""The queue of the desk: tabs and groups with their counts, rows with what their clocks need."""

import base64
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Prefetch, Q, QuerySet

from lumencare.accounts.models import User
from lumencare.desk.clocks import counted_from, that_hold
from lumencare.desk.frame import Frame
from lumencare.desk.models import Case, ClockEvent
from lumencare.desk.queries.rows import visible_cases
from lumencare.desk.queries.tabs import (
    LIVE_GROUPS,
    Group,
    Tab,
    group_at,
    in_group,
    in_tab,
    live,
    placed,
)
from lumencare.domain.desk.clock import ClockEventKind, ClockState, is_soon
from lumencare.domain.desk.states import STATE_NAMES, CaseState
from lumencare.domain.quotation.cover import YearCover
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.sites.covering import cover_years
from lumencare.sites.facts import system_of
from lumencare.sites.holdings import covering_rows
from lumencare.store.pages import Page, cut

SIZE = 40
MOST = 200
NEWEST_FIRST = ("-changed_at", "-pk")


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockFacts:
    """A clock as a row shows it; `days_left` for promises in business days that end later on.

    `share` is how much of the time is used, in percent; `waits_for` says why it stands.
    """

    state: str
    due_at: datetime | None
    late: bool
    soon: bool
    share: int
    days_left: int | None
    waits_for: str
    met_in_time: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueRow:
    """A case in the queue."""

    pk: int
    number: str
    version: int
    state: str
    state_name: Text
    group: Group
    urgent: bool
    summary: str
    site: str
    city: str
    system_type: str
    reported_at: datetime
    clock: ClockFacts
    commitment: str
    years: tuple[YearCover, ...]
    project_year: int
    parts_percent: int | None
    labour_covered: bool
    assignee: str
    to_quote: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How many cases stand under each tab and in each group, and how the month went so far."""

    tabs: dict[Tab, int]
    groups: dict[Group, int]
    promised: int
    on_time: int


def count_cases(user: User, now: datetime) -> Counts:
    """Count the cases that a person may see: three statements, however many there are."""
    rows = visible_cases(user)
    tabs = {f"tab_{each.name}": in_tab(each, user) for each in Tab if each is not Tab.DONE}
    groups = {f"group_{each.name}": in_group(each, now) for each in LIVE_GROUPS}
    asked = {name: Count("pk", filter=wanted) for name, wanted in (tabs | groups).items()}
    found = rows.filter(live()).aggregate(**asked)
    done = rows.filter(in_tab(Tab.DONE, user)).count()
    month = in_shanghai(now).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    # What started this month was changed this month, which the index knows.
    ended = Q(changed_at__gte=month, started_at__gte=month, met_in_time__isnull=False)
    missed = Q(clock=ClockState.RUNNING.value, due_at__gte=month, due_at__lt=now)
    told = rows.filter(ended | missed).aggregate(
        promised=Count("pk"), on_time=Count("pk", filter=Q(met_in_time=True))
    )
    return Counts(
        tabs={each: found.get(f"tab_{each.name}", done) for each in Tab},
        groups={each: found[f"group_{each.name}"] for each in LIVE_GROUPS},
        promised=told["promised"],
        on_time=told["on_time"],
    )


def count_by_assignee(user: User) -> dict[int, int]:
    """Count the open cases that people take care of, by the key of each."""
    rows = visible_cases(user).filter(live(), assignee__isnull=False)
    counted = rows.order_by().values_list("assignee").annotate(count=Count("pk"))
    return {key: count for key, count in counted if key is not None}


def queue_page(
    user: User, tab: Tab, frame: Frame, *, cursor: str = "", size: int = SIZE
) -> Page[QueueRow]:
    """Return one page of a tab, most pressing first; of what is done, newest first.

    `total` of the page is left to `count_cases`.
    """
    rows = with_clocks(visible_cases(user).filter(in_tab(tab, user)))
    if tab is Tab.DONE:
        return cut(
            rows,
            NEWEST_FIRST,
            lambda each: row_of(each, Group.DONE, frame),
            cursor=cursor,
            size=size,
            total=0,
        )
    size = max(1, min(size, MOST))
    found = list(_after(placed(rows, frame.now), cursor)[: size + 1])
    shown = found[:size]
    return Page(
        tuple(row_of(each, group_at(_place(each)), frame) for each in shown),
        0,
        _write(shown[-1]) if len(found) > size else "",
    )


def with_clocks(rows: QuerySet[Case]) -> QuerySet[Case]:
    """Load all that a row shows in a number of statements that does not grow."""
    kinds = [ClockEventKind.PAUSED.value, ClockEventKind.REOPENED.value]
    moments = ClockEvent.objects.filter(that_hold(), kind__in=kinds)
    return rows.select_related("site", "system", "decision", "assignee").prefetch_related(
        Prefetch("clock_events", moments.order_by("at", "pk"), to_attr="moments"),
        "system__held_plans",
    )


def row_of(case: Case, group: Group, frame: Frame) -> QueueRow:
    """Return a case as the queue shows it; needs what `with_clocks` loads."""
    decision, system, site = case.decision, case.system, case.site
    return QueueRow(
        pk=case.pk,
        number=case.number,
        version=case.version,
        state=case.state,
        state_name=STATE_NAMES[CaseState(case.state)],
        group=group,
        urgent=case.urgent,
        summary=case.summary,
        site=site.name if site else "",
        city=site.city if site else "",
        system_type=system.system_type if system else "",
        reported_at=case.reported_at,
        clock=clock_facts(case, frame),
        commitment=case.commitment,
        years=years_of_case(case, frame),
        project_year=decision.project_year if decision else 0,
        parts_percent=decision.parts_percent if decision else None,
        labour_covered=bool(decision and decision.labour_covered),
        assignee=case.assignee.name if case.assignee else "",
        to_quote=bool(decision and decision.visit_fen > 0),
    )


def years_of_case(case: Case, frame: Frame) -> tuple[YearCover, ...]:
    """Return what the system has year by year, as its plans stood on the day of the report."""
    if case.system is None or case.decision is None:
        return ()
    on = in_shanghai(case.reported_at).date()
    held = covering_rows(case.system, on)
    edition = frame.edition(case.decision.edition)
    return cover_years(edition, system_of(case.system), on, held)


def clock_facts(case: Case, frame: Frame) -> ClockFacts:
    """Return the clock of a case as a row shows it; needs its `moments`."""
    moments: Iterable[ClockEvent] = case.moments  # type: ignore[attr-defined]
    started = counted_from(case, moments)
    pause = next((each for each in reversed(list(moments)) if each.kind == "paused"), None)
    running, now = case.clock == ClockState.RUNNING.value, frame.now
    due = case.due_at if running else None
    return ClockFacts(
        state=case.clock,
        due_at=case.due_at,
        late=due is not None and due < now,
        soon=due is not None and is_soon(started, due, now),
        share=_share(started, due, now),
        days_left=_days_left(case, due, frame),
        waits_for=pause.reason if pause and case.clock == ClockState.PAUSED.value else "",
        met_in_time=case.met_in_time,
    )


def _share(start: datetime, due: datetime | None, now: datetime) -> int:
    """Return how much of the time is used, in percent."""
    if due is None:
        return 0
    if due <= now or due <= start:
        return 100
    return max(0, min(100, 100 * (now - start) // (due - start)))


def _days_left(case: Case, due: datetime | None, frame: Frame) -> int | None:
    """Count the business days from tomorrow to the due day of a promise given in such days."""
    today = in_shanghai(frame.now).date()
    if due is None or case.business_days is None or in_shanghai(due).date() <= today:
        return None
    count, last = 0, in_shanghai(due).date()
    while today < last:
        today = frame.calendar.next_business_day(today)
        count += today <= last
    return count


def _place(case: Case) -> int:
    return int(case.place)  # type: ignore[attr-defined]


def _write(case: Case) -> str:
    values = [_place(case), case.stands_at.isoformat(), case.pk]  # type: ignore[attr-defined]
    return base64.urlsafe_b64encode(json.dumps(values).encode()).decode().rstrip("=")


def _after(rows: QuerySet[Case], cursor: str) -> QuerySet[Case]:
    """Return what lies beyond a cursor; one that is made up begins from the start."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        place, text, pk = json.loads(base64.urlsafe_b64decode(padded.encode()))
        moment = datetime.fromisoformat(text)
        known: list[Any] = [isinstance(place, int), isinstance(pk, int), moment.tzinfo is not None]
    except (RecursionError, TypeError, ValueError):
        return rows
    if not all(known) or not 0 <= pk < 2**63 or not 0 <= place < MOST:
        return rows
    beyond = Q(place__gt=place) | Q(place=place, stands_at__gt=moment)
    return rows.filter(beyond | Q(place=place, stands_at=moment, pk__gt=pk))
