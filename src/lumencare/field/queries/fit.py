"""Which slots fit a visit that is to be assigned, for the board and for programs."""

from datetime import date, datetime, time, timedelta

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.calendars.queries import calendar_in_force
from lumencare.domain.dispatch.slots import Fit, Search, find_slots
from lumencare.domain.period import DAY, Span
from lumencare.domain.shanghai import at, in_shanghai
from lumencare.field.facts import Reach, engineer_times, wanted_of
from lumencare.field.models import Visit
from lumencare.field.queries.rows import visible_engineers

# How far a search goes beyond the week that is looked at, before it gives up.
AHEAD = (timedelta(days=14), timedelta(days=35))


def fit_of(user: User, visit: Visit, *, now: datetime, since: date | None = None) -> Fit:
    """Return the slots for a visit from now on, or from a later day."""
    require_right(user, Right.KEEP_VISITS)
    today = in_shanghai(now).date()
    start = max(today, since or today)
    near, far = (Span(start, start + ahead) for ahead in AHEAD)
    found = _fit(user, visit, near, now)
    return found if found.slots else _fit(user, visit, far, now)


def _fit(user: User, visit: Visit, days: Span, now: datetime) -> Fit:
    calendar = calendar_in_force()
    engineers = list(visible_engineers(user).filter(person__is_active=True))
    reach = Reach(at(days.start - DAY, time(0)), at(days.end + DAY, time(0)))
    times = engineer_times(engineers, reach, now, besides=visit if visit.pk else None)
    search = Search(in_shanghai(now), days, calendar)
    return find_slots(wanted_of(visit), times, search)
