"""The clock of a case replayed from its events, and what another start would have made of it."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from lumencare.accounts.models import User
from lumencare.desk.clocks import facts_of_clock, holding_events
from lumencare.desk.frame import Frame
from lumencare.desk.queries.rows import find_case
from lumencare.domain.desk.replay import Segment, WhatIf, replay_clock, what_if
from lumencare.domain.text import Text


@dataclass(frozen=True, slots=True, kw_only=True)
class ReplayFacts:
    """A clock second by second; `what_if` where another start was asked about.

    `left` is what is still to be counted; `promised` and `left` are None where nothing was
    promised. `promise` is the name of what was pinned.
    """

    number: str
    promise: Text | None
    segments: tuple[Segment, ...]
    due_at: datetime | None
    promised: timedelta | None
    counted: timedelta
    left: timedelta | None
    what_if: WhatIf | None


def replay_of(
    user: User,
    number: str,
    now: datetime,
    *,
    started_at: datetime | None = None,
    frame: Frame | None = None,
) -> ReplayFacts:
    """Return how the clock of a case came to where it stands; Http404 else.

    InputProblems where `started_at` lies before the report.
    """
    case = find_case(user, number)
    facts = facts_of_clock(case, holding_events(case), frame)
    found = replay_clock(facts, now)
    return ReplayFacts(
        number=case.number,
        promise=facts.promise.text if facts.promise else None,
        segments=found.segments,
        due_at=found.due_at,
        promised=found.promised,
        counted=found.counted,
        left=None if found.promised is None else found.promised - found.counted,
        what_if=what_if(facts, started_at) if started_at else None,
    )
