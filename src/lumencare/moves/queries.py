"""What a holiday notice moves, over all rooms that rest on the work calendar."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.calendars.models import HolidayNotice, NoticeState
from lumencare.calendars.moves import MoveKind, Moves, together
from lumencare.calendars.queries import calendar_in_force, calendar_with, calendar_without
from lumencare.contracts.queries.moving import rungs_that_move
from lumencare.desk.queries.moving import due_times_that_move
from lumencare.domain.calendar_changes import ChangedDay, changed_days
from lumencare.domain.workcalendar import WorkCalendar
from lumencare.field.queries.moving import visits_that_move
from lumencare.notices.moving import waiting_that_move

Teller = Callable[[User, WorkCalendar, WorkCalendar, datetime], Moves]

# Each room adds its function: for whom, from which calendar to which, seen from which moment.
TELLERS: tuple[tuple[MoveKind, Teller], ...] = (
    (MoveKind.DUE_TIME, due_times_that_move),
    (MoveKind.VISIT, visits_that_move),
    (MoveKind.REMINDER, waiting_that_move),
    (MoveKind.REMINDER, rungs_that_move),
)


@dataclass(frozen=True, slots=True)
class WhatMoves:
    """The days that change, and what moves with them, kind by kind."""

    days: tuple[ChangedDay, ...]
    kinds: tuple[tuple[MoveKind, Moves], ...]

    @property
    def total(self) -> int:
        """How much moves in all."""
        return sum(moves.total for _, moves in self.kinds)


def what_moves(user: User, notice: HolidayNotice, now: datetime) -> WhatMoves:
    """Tell what the approval of a draft would move, or the withdrawal of a notice in force."""
    require_right(user, Right.SEE_CALENDARS)
    current = calendar_in_force()
    other = (
        calendar_without(notice)
        if notice.state == NoticeState.IN_FORCE
        else calendar_with(notice)
        if notice.state == NoticeState.DRAFT
        else current
    )
    told: dict[MoveKind, list[Moves]] = defaultdict(list)
    for kind, tell in TELLERS:
        told[kind].append(tell(user, current, other, now))
    kinds = tuple((kind, together(*parts)) for kind, parts in told.items())
    return WhatMoves(changed_days(current, other), kinds)
