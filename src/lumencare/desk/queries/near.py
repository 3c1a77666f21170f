"""Open cases near something: at a site, about a system; so that one fault is not taken in twice."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.desk.models import Case
from lumencare.desk.queries.rows import visible_cases
from lumencare.domain.desk.states import LIVE, STATE_NAMES, CaseState
from lumencare.domain.text import Text

MOST = 20


@dataclass(frozen=True, slots=True)
class NearCase:
    """An open case in a few words."""

    number: str
    summary: str
    site: str
    state_name: Text
    urgent: bool
    reporter: str
    reported_at: datetime
    clock: str
    due_at: datetime | None
    assignee: str
    # Why it is shown beside a report that is taken down.
    reasons: tuple[Text, ...] = ()


def open_cases_at(
    user: User, *, site: int | None = None, system: int | None = None, but: int | None = None
) -> tuple[NearCase, ...]:
    """Return the open cases at a site or about a system, newest first; none for who sees none."""
    if (site is None and system is None) or not may(user, Right.SEE_CASES):
        return ()
    wanted = {name: key for name, key in (("site", site), ("system", system)) if key is not None}
    rows = visible_cases(user).filter(state__in=[each.value for each in LIVE], **wanted)
    found = (
        rows.exclude(pk=but or 0).select_related("assignee", "site").order_by("-reported_at", "-pk")
    )
    return tuple(_near(each) for each in found[:MOST])


def cases_by_number(user: User, numbers: list[str]) -> tuple[NearCase, ...]:
    """Return cases in the order of their numbers' list, those that a person may see."""
    rows = visible_cases(user).filter(number__in=numbers).select_related("assignee", "site")
    found = sorted(rows, key=lambda each: numbers.index(each.number))
    return tuple(_near(each) for each in found)


def cases_of(user: User, *, most: int) -> tuple[int, tuple[NearCase, ...]]:
    """Return how many open cases somebody takes care of, and those due first."""
    live = [each.value for each in LIVE]
    rows = visible_cases(user).filter(state__in=live, assignee=user.pk)
    found = rows.select_related("assignee", "site")
    shown = found.order_by(F("due_at").asc(nulls_last=True), "reported_at", "pk")[:most]
    return rows.count(), tuple(_near(each) for each in shown)


def _near(row: Case) -> NearCase:
    return NearCase(
        number=row.number,
        summary=row.summary,
        site=row.site.name if row.site else "",
        state_name=STATE_NAMES[CaseState(row.state)],
        urgent=row.urgent,
        reporter=row.reporter_name,
        reported_at=row.reported_at,
        clock=row.clock,
        due_at=row.due_at,
        assignee=row.assignee.name if row.assignee else "",
    )
