"""Which of two cases about one fault stays: the one whose promise binds sooner."""

from dataclasses import dataclass
from datetime import datetime

from lumencare.domain.desk.clock import ClockState

# A clock that runs binds before one that stands; one that was met or promises nothing, not at all.
ORDER = {ClockState.RUNNING: 0, ClockState.PAUSED: 1, ClockState.MET: 2}


@dataclass(frozen=True, slots=True)
class MergeSide:
    """One of the two: where its clock stands, when it is due, when it was reported."""

    clock: ClockState
    due_at: datetime | None
    reported_at: datetime


def stays(first: MergeSide, second: MergeSide) -> bool:
    """Tell whether the first of two cases is the one to keep."""
    return _weight(first) <= _weight(second)


def _weight(side: MergeSide) -> tuple[int, datetime, datetime]:
    return (ORDER.get(side.clock, 3), side.due_at or side.reported_at, side.reported_at)
