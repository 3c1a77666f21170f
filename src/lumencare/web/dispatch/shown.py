"""What waits and what fits, as the page says it."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext as _

from lumencare.domain.counting import MAN_DAYS
from lumencare.domain.dispatch.slot_reasons import say_early
from lumencare.domain.dispatch.slots import Slot
from lumencare.domain.entitlement import say_tenths
from lumencare.domain.shanghai import WEEKDAYS_EN, WEEKDAYS_ZH, in_shanghai
from lumencare.domain.text import Text
from lumencare.field.queries import Board, Waiting
from lumencare.field.queries.board import Job
from lumencare.web.dispatch.slots import slot_value

SOON = timedelta(hours=24)
URGENT = timedelta(hours=8)
MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class ShownWaiting:
    """Something that waits, with how long it still may."""

    waiting: Waiting
    left: str
    look: str
    man_days: Text


def shown_waiting(waiting: Waiting, now: datetime) -> ShownWaiting:
    """Return what waits with its time left: coloured where it is soon or late."""
    due = waiting.due_at
    if waiting.is_paused:
        left, look = _("paused"), "paused"
    elif due is None:
        left, look = _("no deadline"), ""
    elif due - now >= SOON:
        left, look = _("by %(day)s") % {"day": f"{in_shanghai(due):%m-%d}"}, ""
    else:
        minutes = abs(due - now) // MINUTE
        sign, look = ("−", "late") if due < now else ("", "soon" if due - now < URGENT else "")
        left = _("%(time)s left") % {"time": f"{sign}{minutes // 60:02d}:{minutes % 60:02d}"}
    return ShownWaiting(waiting, left, look, MAN_DAYS.count(say_tenths(waiting.tenths)))


def shown_slot(slot: Slot, chosen: str) -> dict[str, Any]:
    """Return a slot as a button: its value, its day and time, how early or late it is."""
    return {
        "slot": slot,
        "value": slot_value(chosen, slot),
        "when": say_when(slot.start),
        "early": None if slot.early is None else say_early(slot.early),
    }


def say_when(moment: datetime) -> Text:
    """Say a day of this week and a time."""
    day = moment.weekday()
    clock = f"{moment:%m-%d %H:%M}"
    return Text(f"{WEEKDAYS_ZH[day]} {clock}", f"{WEEKDAYS_EN[day]} {clock}")


def listed(board: Board, day: date | None) -> list[tuple[str, Job]]:
    """Return the cards of the week, or of a day, as lines in the order of time."""
    found = [
        (row.name, job)
        for row in board.rows
        for job in row.jobs
        if job.number and (day is None or job.on == day)
    ]
    return sorted(found, key=lambda each: (each[1].starts_at, each[0]))
