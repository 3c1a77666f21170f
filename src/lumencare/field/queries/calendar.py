"""The visits that an engineer's own calendar shows."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.domain.dispatch.states import HOLDING, KIND_NAMES, VisitKind, VisitState
from lumencare.domain.shanghai import at, in_shanghai
from lumencare.domain.text import Text
from lumencare.field.models import Visit

# What a calendar holds: a little of the past, and no more than a person can look at.
BACK = timedelta(days=31)
MOST = 1000


@dataclass(frozen=True, slots=True)
class CalendarVisit:
    """A visit with its time, its place and which state of it is the later."""

    number: str
    kind: Text
    summary: str
    site: str
    city: str
    address: str
    starts_at: datetime
    ends_at: datetime
    changed_at: datetime
    version: int


def calendar_visits(user: User, on: date) -> list[CalendarVisit]:
    """Return the visits that a person makes themselves, from a little ago on."""
    if not may(user, Right.DO_VISITS):
        return []
    rows = Visit.objects.filter(
        engineer__person=user,
        state__in=[*HOLDING, VisitState.DONE],
        starts_at__gte=at(on - BACK, time(0)),
    )
    return [
        CalendarVisit(
            each.number,
            KIND_NAMES[VisitKind(each.kind)],
            each.summary,
            each.site.name,
            each.site.city,
            each.site.address,
            in_shanghai(each.starts_at),
            in_shanghai(each.ends_at),
            each.changed_at,
            each.version,
        )
        for each in rows.select_related("site").order_by("starts_at", "pk")[:MOST]
        if each.starts_at is not None and each.ends_at is not None
    ]
