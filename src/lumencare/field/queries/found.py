"""Preventive visits that may have found a fault: its day is then that of the visit (0033)."""

from dataclasses import dataclass
from datetime import date

from lumencare.accounts.models import User
from lumencare.desk.models import Case
from lumencare.domain.dispatch.states import VisitKind, VisitState
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.field.models import Visit
from lumencare.field.queries.rows import visible_visits

MOST_OFFERED = 12
ARRIVED = (VisitState.ON_SITE.value, VisitState.DONE.value)


@dataclass(frozen=True, slots=True)
class FindingVisit:
    """A preventive visit that took place, and its day."""

    number: str
    on: date


def visits_that_may_find(user: User, case: Case) -> tuple[FindingVisit, ...]:
    """Return the preventive visits at the site of a case until its report, newest first."""
    rows = visible_visits(user).filter(
        kind=VisitKind.PREVENTIVE.value,
        site=case.site_id,
        state__in=ARRIVED,
        arrived_at__lte=case.reported_at,
    )
    return tuple(_finding(each) for each in rows.order_by("-arrived_at")[:MOST_OFFERED])


def visit_that_found(user: User, case: Case, number: str) -> FindingVisit | None:
    """Return the visit of a number; InputProblems where it cannot have found the fault."""
    if not number:
        return None
    row = visible_visits(user).filter(number=number).first()
    can = (
        row is not None
        and row.kind == VisitKind.PREVENTIVE
        and row.site_id == case.site_id
        and row.state in ARRIVED
    )
    if row is None or not can:
        raise InputProblems([Problem("found_at", number, NO_SUCH_VISIT)])
    return _finding(row)


def _finding(row: Visit) -> FindingVisit:
    return FindingVisit(row.number, in_shanghai(row.arrived_at or row.created_at).date())


NO_SUCH_VISIT = Text(
    "应为该项目地点已到场的巡检。", "A preventive visit to this site that took place is expected."
)
