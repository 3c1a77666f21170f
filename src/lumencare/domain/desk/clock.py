"""The clock of a case: from its events to where it stands and when it runs out (D-7)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from lumencare.domain.clock import Pause, local_pause, run_elapsed
from lumencare.domain.commitments import Due, due
from lumencare.domain.edition_rows import ResponseOption
from lumencare.domain.servicehours import ServiceHours, ServiceWindow
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.workcalendar import WorkCalendar


class ClockEventKind(StrEnum):
    """What happened to a clock.

    `pinned`: the promise became known; `windows`: hours outside business hours were agreed;
    `calendar`: a notice moved the due time; `stopped`: the case ended before work started.
    """

    REPORTED = "reported"
    PINNED = "pinned"
    WINDOWS = "windows"
    PAUSED = "paused"
    RESUMED = "resumed"
    STARTED = "started"
    STOPPED = "stopped"
    REOPENED = "reopened"
    CALENDAR = "calendar"


class ClockState(StrEnum):
    """Where the clock of a promise stands; `none` where nothing was promised."""

    NONE = "none"
    RUNNING = "running"
    PAUSED = "paused"
    MET = "met"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class ClockFact:
    """One event that holds: those that were undone are left out by who gathers them.

    `evidence` and `by` decide nothing; a replay tells them.
    """

    kind: ClockEventKind
    at: datetime
    reason: str = ""
    windows: frozenset[ServiceWindow] = frozenset()
    evidence: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """All that decides a clock: the pinned promise, the events, the calendar."""

    promise: ResponseOption | None
    events: Sequence[ClockFact]
    calendar: WorkCalendar


@dataclass(frozen=True, slots=True)
class ClockReading:
    """Where a clock stands. `due_at` is None while it stands still and where nothing is promised.

    `met_in_time` is None until work has started, and where nothing was promised. `windows` are
    those that count for the due time.
    """

    state: ClockState
    counted_from: datetime
    due_at: datetime | None
    paused_since: datetime | None
    started_at: datetime | None
    met_in_time: bool | None
    pauses: tuple[Pause, ...]
    windows: frozenset[ServiceWindow]
    answer: Due | None


def read_clock(facts: ClockFacts, *, with_reasons: bool = True) -> ClockReading:
    """Read where a clock stands from its events, in the order in which they happened.

    A case that was opened again counts anew from that moment (decision 0029).
    """
    run = _last_run(facts.events)
    pauses, started, stopped = _pauses(run), _first(run, ClockEventKind.STARTED), None
    if started is None:
        stopped = _first(run, ClockEventKind.STOPPED)
    ended = started or stopped
    pauses = tuple(_ended_by(each, ended) for each in pauses)
    windows = _counting_windows(facts, run, pauses)
    answer = None
    if facts.promise is not None:
        answer = due(
            run[0].at,
            facts.promise,
            calendar=facts.calendar,
            windows=windows,
            pauses=pauses,
            with_reasons=with_reasons,
        )
    open_pause = next((each for each in pauses if each.end is None), None)
    due_at = answer.due if answer else None
    return ClockReading(
        state=_state(answer, started, stopped, open_pause),
        counted_from=run[0].at,
        due_at=due_at,
        paused_since=open_pause.start if open_pause else None,
        started_at=started,
        met_in_time=_in_time(started, due_at),
        pauses=pauses,
        windows=windows,
        answer=answer,
    )


def _last_run(events: Iterable[ClockFact]) -> list[ClockFact]:
    """Return the events since the report, or since the case was last opened again."""
    run: list[ClockFact] = []
    for each in sorted(events, key=lambda each: each.at):
        if each.kind in {ClockEventKind.REPORTED, ClockEventKind.REOPENED}:
            run = []
        run.append(each)
    return run


def _pauses(run: Iterable[ClockFact]) -> tuple[Pause, ...]:
    """Return the pauses between the events; the last may be open still."""
    found: list[Pause] = []
    since: ClockFact | None = None
    for each in run:
        if each.kind is ClockEventKind.PAUSED and since is None:
            since = each
        elif each.kind is ClockEventKind.RESUMED and since is not None:
            found.append(Pause(since.at, each.at, since.reason))
            since = None
    return (*found, Pause(since.at, None, since.reason)) if since else tuple(found)


def _first(run: Iterable[ClockFact], kind: ClockEventKind) -> datetime | None:
    return next((each.at for each in run if each.kind is kind), None)


def _ended_by(pause: Pause, moment: datetime | None) -> Pause:
    """Return a pause that lasts no longer than until work starts, or the case ends."""
    if moment is None or (pause.end is not None and pause.end <= moment):
        return pause
    return Pause(pause.start, max(moment, pause.start), pause.reason)


def _counting_windows(
    facts: ClockFacts, run: Sequence[ClockFact], pauses: Sequence[Pause]
) -> frozenset[ServiceWindow]:
    """Return the windows agreed before the promised hours ran out: none is bought backwards."""
    agreed = [each for each in run if each.kind is ClockEventKind.WINDOWS]
    if facts.promise is None or facts.promise.hours is None or not agreed:
        return frozenset()
    bare = ServiceHours(facts.calendar)
    moment = in_shanghai(run[0].at)
    end = run_elapsed(
        moment, bare, [local_pause(each) for each in pauses], count=facts.promise.hours
    )
    counting = [each.windows for each in agreed if in_shanghai(each.at) <= end.end]
    return frozenset().union(*counting)


def _state(
    answer: Due | None,
    started: datetime | None,
    stopped: datetime | None,
    open_pause: Pause | None,
) -> ClockState:
    if answer is None:
        return ClockState.NONE
    if started is not None:
        return ClockState.MET
    if stopped is not None:
        return ClockState.STOPPED
    return ClockState.PAUSED if open_pause and answer.due is None else ClockState.RUNNING


def _in_time(started: datetime | None, due_at: datetime | None) -> bool | None:
    return None if started is None or due_at is None else started <= due_at


SOON = timedelta(hours=2)
SHARE_LEFT = 4


def is_soon(counted_from: datetime, due_at: datetime, now: datetime) -> bool:
    """Tell whether less than a quarter of the time, or less than two hours, is left."""
    left = due_at - now
    return timedelta(0) <= left and (left < SOON or left * SHARE_LEFT < due_at - counted_from)
