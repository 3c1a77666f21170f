"""Which reminders of the next months would leave on another day under another calendar (D-25)."""

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.calendars.moves import Move, Moves, gather_moves
from lumencare.contracts.ladders import LADDERS
from lumencare.domain.calendar_changes import changed_days
from lumencare.domain.contract.reminders import ladder_of
from lumencare.domain.period import DAY, Span
from lumencare.domain.servicehours import next_business_moment
from lumencare.domain.shanghai import at, in_shanghai
from lumencare.domain.text import Text
from lumencare.domain.workcalendar import WorkCalendar, days_of
from lumencare.pricebook.queries import edition_in_force

# When the job puts reminders down, and how far ahead anything is reminded of.
PUT_DOWN = time(8, 5)
LOOKS_AHEAD = timedelta(days=90)
# A reminder waits no longer than this for an opening: no holiday is as long.
LONGEST_REST = timedelta(days=15)
NAMES = {
    "purchase-window": Text("购买期提醒", "Reminders of purchase windows"),
    "renewal": Text("续保提醒", "Reminders of renewals"),
    "contract-end": Text("合同到期提醒", "Reminders of contract ends"),
    "allowance": Text("权益提醒", "Reminders of allowances"),
}
Leaving = dict[date, tuple[datetime, datetime]]


def rungs_that_move(user: User, before: WorkCalendar, after: WorkCalendar, now: datetime) -> Moves:
    """Return how many reminders of the ladders would leave at another moment."""
    require_right(user, Right.SEE_CALENDARS)
    today = in_shanghai(now).date()
    leaving = _leaving(before, after, today)
    return gather_moves(_moves(leaving, today), now) if leaving else Moves()


def _leaving(before: WorkCalendar, after: WorkCalendar, today: date) -> Leaving:
    """Return the days whose reminders would leave at another moment, and when they do."""
    changed = changed_days(before, after)
    if not changed:
        return {}
    first = max(changed[0].day - LONGEST_REST, today + DAY)
    last = min(changed[-1].day, today + LOOKS_AHEAD)
    found = {}
    for day in days_of(Span(first, last + DAY)):
        put_down = at(day, PUT_DOWN)
        sides = next_business_moment(before, put_down), next_business_moment(after, put_down)
        if sides[0] != sides[1]:
            found[day] = sides
    return found


def _moves(leaving: Leaving, today: date) -> Iterator[Move]:
    edition = edition_in_force(today)
    for ladder in LADDERS:
        days = ladder_of(edition, ladder.of)
        if not days:
            continue
        until = max(leaving) + timedelta(days=max(days))
        told = Counter(
            last_day - timedelta(days=rung)
            for _, last_day in ladder.ends(min(leaving), until)
            for rung in days
        )
        for day, (one, other) in leaving.items():
            if told[day]:
                yield Move(NAMES[ladder.of], str(day), one, other, count=told[day])
