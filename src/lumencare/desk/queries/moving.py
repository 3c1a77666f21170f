"""Which due times of open cases another work calendar moves (D-8)."""

from collections.abc import Iterator
from datetime import datetime

from lumencare.accounts.models import User
from lumencare.calendars.moves import Move, Moves, gather_moves
from lumencare.desk.queries.rows import visible_cases
from lumencare.desk.recounting import AT_ONCE, TimedCase, read_many, running_between, timed
from lumencare.domain.calendar_changes import changed_days
from lumencare.domain.period import DAY, Span
from lumencare.domain.workcalendar import WorkCalendar


def due_times_that_move(
    user: User, before: WorkCalendar, after: WorkCalendar, now: datetime
) -> Moves:
    """Return the due times that would move with a calendar, earliest first."""
    changed = changed_days(before, after)
    if not changed:
        return Moves()
    span = Span(changed[0].day, changed[-1].day + DAY)
    rows = visible_cases(user) & running_between(span)
    return gather_moves(_moves(timed(rows.order_by("due_at", "pk")), after), now)


def _moves(cases: list[TimedCase], after: WorkCalendar) -> Iterator[Move]:
    for start in range(0, len(cases), AT_ONCE):
        for case, reading in read_many(cases[start : start + AT_ONCE], after):
            if case.due_at is not None and reading.due_at != case.due_at:
                yield Move(
                    label=case.number,
                    about=case.summary,
                    before=case.due_at,
                    after=reading.due_at,
                    subject_kind="case",
                    subject_key=case.number,
                )
