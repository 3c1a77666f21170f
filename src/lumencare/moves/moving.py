"""Visits moved off the holidays of a notice: those that were chosen, each on its own, once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.calendars.models import HolidayNotice, NoticeState
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.field.actions import Placement, move
from lumencare.field.models import Engineer, Visit
from lumencare.field.placing import agreed_of
from lumencare.moves.visits import visits_on_holidays

LONGEST = 200


@dataclass(frozen=True, slots=True)
class ChosenSlot:
    """A visit that is to be moved, by its number, and to whom and when."""

    number: str
    engineer: Engineer
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a visit that was chosen: moved, not there any more, or left with a reason."""

    number: str
    moved: bool
    left: bool
    said: Text


def move_visits(
    notice: HolidayNotice, chosen: Iterable[ChosenSlot], *, by: User, now: datetime
) -> tuple[Outcome, ...]:
    """Move visits off the holidays of a notice in force; what cannot be moved stays as it is.

    Each is a move of its own, by the same rules as on the board. What was moved already is left
    alone: after a kill, or from a page that was sent twice, the rest is done.
    """
    require_right(by, Right.KEEP_VISITS)
    if notice.state != NoticeState.IN_FORCE:
        raise Refused(does_not_apply("D-8", NOT_IN_FORCE))
    standing = {each.number: each for each in visits_on_holidays(by, notice, now)}
    because = f"{notice.year} 年放假通知（{notice.source}） / holiday notice for {notice.year}"
    return tuple(
        _move_one(standing.get(each.number), each, because[:LONGEST], by, now) for each in chosen
    )


def _move_one(
    visit: Visit | None, chosen: ChosenSlot, because: str, by: User, now: datetime
) -> Outcome:
    if visit is None:
        return Outcome(chosen.number, moved=False, left=False, said=NOT_THERE)
    placement = Placement(
        engineer=chosen.engineer,
        starts_at=chosen.starts_at,
        ends_at=chosen.ends_at,
        agreed=agreed_of(visit),
        because=because,
    )
    try:
        move(visit, placement, by=by, now=now)
    except (Refused, Conflict, InputProblems) as error:
        return Outcome(chosen.number, moved=False, left=True, said=_said(error))
    return Outcome(chosen.number, moved=True, left=False, said=MOVED)


def _said(error: Refused | Conflict | InputProblems) -> Text:
    if isinstance(error, Refused):
        return error.reason.text
    if isinstance(error, Conflict):
        return error.text
    return error.problems[0].allowed


NOT_IN_FORCE = Text(
    "通知未生效，不能按其改期。", "The notice is not in force: no visit is moved for it."
)
MOVED = Text("已改期。", "It was moved.")
NOT_THERE = Text("已不在假日当天。", "It is not on one of the holidays any more.")
