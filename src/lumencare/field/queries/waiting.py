"""What waits for somebody to come: visits that are proposed, and cases that nobody is sent to."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.desk.models import Case
from lumencare.domain.desk.states import LIVE
from lumencare.domain.dispatch.states import HOLDING, KIND_NAMES, VisitKind, VisitState
from lumencare.domain.text import Text
from lumencare.field.actions.proposing import HALF_DAY
from lumencare.field.facts import due_of
from lumencare.field.models import Visit
from lumencare.field.queries.rows import find_visit, visible_visits

MOST = 60


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something to be assigned, by the number of its visit or of its case."""

    number: str
    summary: str
    site: str
    city: str
    kind: Text
    commitment: str
    tenths: int
    due_at: datetime | None
    is_paused: bool


def waiting_for(user: User, now: datetime) -> list[Waiting]:
    """Return what is to be assigned, what is due first on top; what has no due time last."""
    found = [_of_visit(each) for each in visible_visits(user).filter(state=VisitState.PROPOSED)]
    found += [_of_case(each) for each in _cases_without_visit(user)]
    return sorted(found, key=lambda each: (each.due_at is None, each.due_at or now, each.number))[
        :MOST
    ]


def _cases_without_visit(user: User) -> QuerySet[Case]:
    require_right(user, Right.SEE_VISITS)
    served = Visit.objects.filter(
        case__isnull=False, state__in=[VisitState.PROPOSED, *HOLDING]
    ).values("case")
    rows = Case.objects.filter(state__in=list(LIVE), started_at=None, site__isnull=False)
    return (
        rows.exclude(pk__in=served).select_related("site", "system").order_by("due_at", "pk")[:MOST]
    )


def wanted_visit(user: User, number: str) -> Visit:
    """Return the visit of a number, or a visit that a case would get; it is not kept yet."""
    case = None
    if not number.startswith("V-"):
        case = next((each for each in _cases_without_visit(user) if each.number == number), None)
    if case is None or case.site is None:
        return find_visit(user, number)
    return Visit(
        kind=VisitKind.CORRECTIVE.value,
        case=case,
        site=case.site,
        system=case.system,
        summary=case.summary,
        tenths=HALF_DAY,
    )


def _of_visit(visit: Visit) -> Waiting:
    return Waiting(
        number=visit.number,
        summary=visit.summary,
        site=visit.site.name,
        city=visit.site.city,
        kind=KIND_NAMES[VisitKind(visit.kind)],
        commitment="" if visit.case is None else visit.case.commitment,
        tenths=visit.tenths,
        due_at=due_of(visit, visit.case),
        is_paused=visit.case is not None and visit.case.clock == "paused",
    )


def _of_case(case: Case) -> Waiting:
    return Waiting(
        number=case.number,
        summary=case.summary,
        site="" if case.site is None else case.site.name,
        city="" if case.site is None else case.site.city,
        kind=KIND_NAMES[VisitKind.CORRECTIVE],
        commitment=case.commitment,
        tenths=HALF_DAY,
        due_at=case.due_at,
        is_paused=case.clock == "paused",
    )
