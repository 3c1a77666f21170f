"""When the reminders that wait would leave under another work calendar (D-25, D-8)."""

from collections import Counter
from collections.abc import Iterator
from datetime import datetime

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.calendars.moves import Move, Moves, gather_moves
from lumencare.domain.servicehours import next_business_moment
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.domain.workcalendar import WorkCalendar
from lumencare.notices.models import Notice

WAITING = Text("已排队的提醒", "Reminders that wait")


def waiting_that_move(
    user: User, before: WorkCalendar, after: WorkCalendar, now: datetime
) -> Moves:
    """Return how many reminders that wait would leave at another moment."""
    require_right(user, Right.SEE_CALENDARS)
    rows = Notice.objects.filter(sent_at=None, cancelled_at=None)
    leaving = Counter(max(in_shanghai(each), now) for each in rows.values_list("due_at", flat=True))
    return gather_moves(_moves(leaving, before, after), now)


def _moves(leaving: Counter[datetime], before: WorkCalendar, after: WorkCalendar) -> Iterator[Move]:
    for moment, count in sorted(leaving.items()):
        one, other = (next_business_moment(each, moment) for each in (before, after))
        if one != other:
            yield Move(WAITING, str(moment.date()), one, other, count=count)
