"""When the desk is told that a promise runs out: before it does, and when it has, in its hours."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from lumencare.domain.desk.clock import is_soon
from lumencare.domain.servicehours import ServiceHours, open_time_from
from lumencare.domain.shanghai import in_shanghai

MOMENT = timedelta(microseconds=1)


class Alert(StrEnum):
    """What the desk is told."""

    SOON = "soon"
    OVERDUE = "overdue"


@dataclass(frozen=True, slots=True)
class AlertFacts:
    """A clock that runs: since when, until when, and the hours in which somebody can act."""

    counted_from: datetime
    due_at: datetime
    hours: ServiceHours


def alert_at(facts: AlertFacts, now: datetime) -> Alert | None:
    """Return what is to be told at a moment; nothing outside the service hours of the case.

    Where no hours lie between the end of these and the due time, the end of these is the last
    moment at which a warning helps anybody, and the warning goes by it.
    """
    here = in_shanghai(now)
    stretch = open_time_from(facts.hours, here)
    if here < stretch.start or here == stretch.end:
        return None
    due_at = in_shanghai(facts.due_at)
    if due_at < here:
        return Alert.OVERDUE
    following = open_time_from(facts.hours, stretch.end + MOMENT).start
    act_by = due_at if due_at > following else min(due_at, stretch.end)
    return Alert.SOON if is_soon(in_shanghai(facts.counted_from), act_by, here) else None
