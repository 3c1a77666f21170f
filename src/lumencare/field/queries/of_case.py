"""Who is sent to a case: its visits, and who could be sent next."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.domain.dispatch.slots import Fit, Slot
from lumencare.domain.dispatch.states import HOLDING, STATE_NAMES, VisitState
from lumencare.domain.text import Text
from lumencare.field.models import Visit
from lumencare.field.queries.fit import fit_of
from lumencare.field.queries.rows import visible_visits
from lumencare.field.queries.waiting import wanted_visit


@dataclass(frozen=True, slots=True)
class VisitOfCase:
    """A visit of a case in a few words; `may_undo` while it was only just booked."""

    number: str
    state: str
    state_name: Text
    engineer: str
    starts_at: datetime | None
    may_undo: bool


def visits_of_case(user: User, number: str) -> tuple[VisitOfCase, ...]:
    """Return the visits of a case, newest first; none for who sees no visits."""
    if not may(user, Right.SEE_VISITS):
        return ()
    rows = visible_visits(user).filter(case__number=number).select_related("engineer__person")
    return tuple(_shown(each) for each in rows.order_by("-pk"))


def candidates(user: User, number: str, now: datetime) -> tuple[str, Fit | None]:
    """Return the number to be sent to, and who could be sent: each engineer's best slot.

    None for who may not send anybody, and where somebody is on the way already.
    """
    if not may(user, Right.KEEP_VISITS):
        return number, None
    there = visible_visits(user).filter(case__number=number)
    if there.filter(state__in=HOLDING).exists():
        return number, None
    proposed = there.filter(state=VisitState.PROPOSED).first()
    try:
        visit = proposed or wanted_visit(user, number)
    except Http404:
        return number, None
    return proposed.number if proposed else number, fit_of(user, visit, now=now)


def best_of_each(fit: Fit) -> list[Slot]:
    """Return the first slot of each engineer, the best first."""
    best: dict[int, Slot] = {}
    for each in fit.slots:
        best.setdefault(each.engineer, each)
    return list(best.values())


def _shown(visit: Visit) -> VisitOfCase:
    return VisitOfCase(
        number=visit.number,
        state=visit.state,
        state_name=STATE_NAMES[VisitState(visit.state)],
        engineer=visit.engineer.person.name if visit.engineer else "",
        starts_at=visit.starts_at,
        may_undo=visit.state == VisitState.BOOKED,
    )
