"""Which booked visits stand on days that another work calendar changes (D-8).

They are told and not moved: a customer agreed to the day, so a person decides with them.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time

from lumencare.accounts.models import User
from lumencare.calendars.moves import Move, Moves, gather_moves
from lumencare.domain.calendar_changes import ChangedDay, changed_days
from lumencare.domain.dispatch.states import VisitState
from lumencare.domain.period import DAY
from lumencare.domain.shanghai import at, in_shanghai
from lumencare.domain.text import Text
from lumencare.domain.workcalendar import WorkCalendar
from lumencare.field.models import Visit
from lumencare.field.queries.rows import visible_visits

NO_MORE = Text("当天不再是工作日", "on a day that is no business day any more")
BECOMES = Text("当天变为工作日", "on a day that becomes a business day")


def visits_that_move(user: User, before: WorkCalendar, after: WorkCalendar, now: datetime) -> Moves:
    """Return the visits booked on days that a calendar changes, earliest first."""
    changed = {each.day: each for each in changed_days(before, after)}
    if not changed:
        return Moves()
    first, last = at(min(changed), time()), at(max(changed) + DAY, time())
    rows = visible_visits(user).filter(state=VisitState.BOOKED.value, starts_at__gte=now)
    rows = rows.filter(starts_at__gte=first, starts_at__lt=last)
    return gather_moves(_moves(list(rows.order_by("starts_at", "pk")), changed), now)


def _moves(visits: list[Visit], changed: Mapping[date, ChangedDay]) -> Iterator[Move]:
    for each in visits:
        if each.starts_at is None:
            continue
        starts = in_shanghai(each.starts_at)
        day = changed.get(starts.date())
        if day is not None:
            yield Move(
                label=each.number,
                about=f"{each.site.name} · {each.engineer or ''}",
                before=starts,
                after=None,
                subject_kind="visit",
                subject_key=each.number,
                note=BECOMES if day.works else NO_MORE,
            )
