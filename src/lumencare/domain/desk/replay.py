"""Clock replay: every second from the report on explained, found again from the events (D-7).

It walks through the time step by step and does not ask the rule for the due time, so that the two
can be held against each other.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta

from lumencare.domain.clock import Pause, local_pause, merge_pauses
from lumencare.domain.desk.clock import (
    ClockEventKind,
    ClockFact,
    ClockFacts,
    ClockReading,
    read_clock,
)
from lumencare.domain.desk.replay_words import SegmentKind, Told, tell_margin, tell_segment
from lumencare.domain.edition_rows import ResponseOption
from lumencare.domain.period import DAY
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.servicehours import (
    CLOSES,
    NOTHING,
    OPENS,
    ServiceHours,
    counted_report_day,
    open_time_from,
)
from lumencare.domain.shanghai import at, in_shanghai, say_moment
from lumencare.domain.text import Text

BUSINESS_DAY = timedelta(hours=10)
MIDNIGHT = time(0)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of time in which one thing was true; `end` is excluded.

    `counted` is what it counted towards the promise. `is_ahead`: it lies after the moment of
    asking. A pause has its `reason`, the `evidence` and `by` whom it was written down.
    """

    kind: SegmentKind
    start: datetime
    end: datetime
    rule: str
    text: Text
    counted: timedelta = NOTHING
    is_ahead: bool = False
    reason: str = ""
    evidence: str = ""
    by: str = ""


@dataclass(frozen=True, slots=True)
class Replay:
    """The segments of a clock, without gap or overlap, and where they say it runs out.

    `due_at` is None while the clock stands and where nothing is promised; a case that was opened
    again counts anew, and `due_at`, `counted` and `promised` are those of the last count.
    `counted` is what had been counted at the moment of asking.
    """

    segments: tuple[Segment, ...]
    due_at: datetime | None
    promised: timedelta | None
    counted: timedelta


def replay_clock(facts: ClockFacts, until: datetime) -> Replay:
    """Explain every second of a clock from its report to `until`, and on to its due time."""
    runs = _runs(facts.events)
    asked = in_shanghai(until)
    walks = []
    for run, following in zip(runs, [*runs[1:], None], strict=True):
        last = in_shanghai(following[0].at) if following else asked
        walks.append(_walk(replace(facts, events=run), last, is_over=following is not None))
    whole = [each for walk in walks for each in walk.segments]
    final = walks[-1]
    counted = sum((each.counted for each in final.segments if not each.is_ahead), NOTHING)
    return Replay(_joined(whole), final.due_at, final.promised, counted)


def _runs(events: Iterable[ClockFact]) -> list[list[ClockFact]]:
    """Return the counts of a clock: from the report, and from each time it was opened again."""
    runs: list[list[ClockFact]] = []
    for each in sorted(events, key=lambda each: each.at):
        if not runs or each.kind is ClockEventKind.REOPENED:
            runs.append([])
        runs[-1].append(each)
    return runs


@dataclass(frozen=True, slots=True)
class _Course:
    """What a walk through one count goes by."""

    start: datetime
    promise: ResponseOption
    hours: ServiceHours
    pauses: tuple[Pause, ...]
    begins: datetime
    paused: Sequence[ClockFact]
    marks: tuple[datetime, ...]

    @property
    def promised(self) -> timedelta:
        """How much time has to be counted."""
        if self.promise.hours is not None:
            return timedelta(hours=self.promise.hours)
        return BUSINESS_DAY * (self.promise.business_days or 0)

    @property
    def is_elapsed(self) -> bool:
        """Whether time counts by night as by day."""
        return self.promise.hours is not None


def _walk(facts: ClockFacts, last: datetime, *, is_over: bool) -> Replay:
    """Walk through one count up to `last`, and on to the due time where it lies ahead."""
    reading = read_clock(facts)
    start = in_shanghai(reading.counted_from)
    ended, ending = _ended(facts.events)
    last = max(start, last)
    stop = min(max(start, ended), last) if ended else last
    tail = [_plain(ending, stop, last)] if ended and stop < last else []
    if facts.promise is None:
        bare = [_plain(SegmentKind.UNPROMISED, start, stop)] if start < stop else []
        return Replay((*bare, *tail), None, None, NOTHING)
    course = _course(facts.promise, facts, reading, stop)
    steps, due_at = _steps(course, stop)
    # `stop` is a mark, so that no step lies across it.
    steps = [
        replace(each, is_ahead=each.start >= stop)
        for each in steps
        if each.start < stop or not (ended or is_over)
    ]
    return Replay((*steps, *tail), due_at, course.promised, NOTHING)


def _course(
    promise: ResponseOption, facts: ClockFacts, reading: ClockReading, stop: datetime
) -> _Course:
    start = in_shanghai(reading.counted_from)
    pauses = tuple(merge_pauses((local_pause(each) for each in reading.pauses), start))
    edges = [each for pause in pauses for each in (pause.start, pause.end) if each is not None]
    counted_day = counted_report_day(facts.calendar, start)
    return _Course(
        start=start,
        promise=promise,
        hours=ServiceHours(
            facts.calendar, reading.windows if promise.hours is not None else frozenset()
        ),
        pauses=pauses,
        begins=start if promise.hours is not None else at(counted_day, CLOSES),
        paused=[each for each in facts.events if each.kind is ClockEventKind.PAUSED],
        marks=tuple(sorted({*edges, stop})),
    )


def _ended(events: Iterable[ClockFact]) -> tuple[datetime | None, SegmentKind]:
    """Return when work started, or else when the case ended without it."""
    kinds = (
        (ClockEventKind.STARTED, SegmentKind.MET),
        (ClockEventKind.STOPPED, SegmentKind.STOPPED),
    )
    for kind, segment in kinds:
        for each in events:
            if each.kind is kind:
                return in_shanghai(each.at), segment
    return None, SegmentKind.STOPPED


def _steps(course: _Course, stop: datetime) -> tuple[list[Segment], datetime | None]:
    """Take step after step until the due time and `stop` are behind."""
    steps: list[Segment] = []
    moment, left = course.start, course.promised
    due_at: datetime | None = None
    while due_at is None or moment < stop:
        pause = _pause_at(course, moment)
        if due_at is None and pause is not None and pause.end is None and moment >= stop:
            break
        told = Told(SegmentKind.LATE, pause) if due_at else _told_at(course, moment, left)
        end = _next_mark(course, moment, told, left)
        counted = end - moment if told.kind is SegmentKind.COUNTED else NOTHING
        left -= counted
        steps.append(_segment(course, told, moment, end, counted))
        moment = end
        if due_at is None and not left and _is_due(course, moment):
            due_at = moment
    return steps, due_at


def _pause_at(course: _Course, moment: datetime) -> Pause | None:
    return next(
        (
            each
            for each in course.pauses
            if each.start <= moment and (each.end is None or moment < each.end)
        ),
        None,
    )


def _is_due(course: _Course, moment: datetime) -> bool:
    """Tell whether the counted time is up here: inside service hours, and nobody is waited for.

    A pause that only begins at this moment comes too late.
    """
    stands = any(
        each.start < moment and (each.end is None or moment < each.end) for each in course.pauses
    )
    if stands:
        return False
    return not course.is_elapsed or open_time_from(course.hours, moment).start <= moment


def _told_at(course: _Course, moment: datetime, left: timedelta) -> Told:
    """Return what is true from a moment on, first match wins."""
    pause = _pause_at(course, moment)
    if pause is not None:
        return Told(SegmentKind.PAUSED, pause)
    if not left:
        return replace(_day_told(course, moment), kind=SegmentKind.WAITING)
    if course.is_elapsed:
        return Told(SegmentKind.COUNTED)
    told = _day_told(course, moment)
    if told.kind is SegmentKind.COUNTED and moment < course.begins:
        return replace(told, kind=SegmentKind.REPORT_DAY)
    return told


def _day_told(course: _Course, moment: datetime) -> Told:
    """Return what the calendar and the hour make of a moment."""
    calendar, day = course.hours.calendar, moment.date()
    if not calendar.is_business_day(day):
        holiday = calendar.holidays.get(day)
        return Told(SegmentKind.HOLIDAY if holiday else SegmentKind.WEEKEND, row=holiday)
    if OPENS <= moment.time() < CLOSES:
        return Told(SegmentKind.COUNTED, row=calendar.makeup_workdays.get(day), by_day=True)
    return Told(SegmentKind.NIGHT)


def _next_mark(course: _Course, moment: datetime, told: Told, left: timedelta) -> datetime:
    """Return where the next step begins."""
    marks = [each for each in course.marks if each > moment]
    if told.kind is SegmentKind.LATE:
        return marks[0]
    day = moment.date()
    edges = [at(day, OPENS), at(day, CLOSES), at(day + DAY, MIDNIGHT)]
    if told.kind is SegmentKind.COUNTED:
        marks.append(moment + left)
        edges = edges if told.by_day else []
    if told.kind is SegmentKind.WAITING:
        opening = open_time_from(course.hours, moment).start
        edges.append(opening)
    if told.kind is SegmentKind.PAUSED and marks:
        edges = []
    return min(each for each in (*marks, *edges) if each > moment)


def _segment(
    course: _Course, told: Told, start: datetime, end: datetime, counted: timedelta
) -> Segment:
    rule, text = tell_segment(told, course.promise)
    rows = _rows_of(course, told.pause) if told.pause else []
    return Segment(
        kind=told.kind,
        start=start,
        end=end,
        rule=rule,
        text=text,
        counted=counted,
        reason=told.pause.reason if told.pause else "",
        evidence=" / ".join(dict.fromkeys(each.evidence for each in rows)),
        by=" / ".join(dict.fromkeys(each.by for each in rows)),
    )


def _rows_of(course: _Course, pause: Pause) -> list[ClockFact]:
    """Return the events that a pause was written down by."""
    return [
        each
        for each in course.paused
        if pause.start <= in_shanghai(each.at) and (pause.end is None or each.at < pause.end)
    ]


def _plain(kind: SegmentKind, start: datetime, end: datetime) -> Segment:
    rule, text = tell_segment(Told(kind), None)
    return Segment(kind, start, end, rule, text)


def _joined(segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """Join neighbours that say the same, but not across the moment of asking."""
    joined: list[Segment] = []
    for each in segments:
        last = joined[-1] if joined else None
        if last is not None and _says(last) == _says(each):
            joined[-1] = replace(last, end=each.end, counted=last.counted + each.counted)
        else:
            joined.append(each)
    return tuple(joined)


def _says(segment: Segment) -> tuple[object, ...]:
    return (segment.kind, segment.text, segment.is_ahead, segment.reason, segment.evidence)


@dataclass(frozen=True, slots=True)
class WhatIf:
    """What would have become of a promise if work had started at another moment."""

    at: datetime
    due_at: datetime
    is_in_time: bool
    margin: timedelta
    text: Text


def what_if(facts: ClockFacts, started: datetime) -> WhatIf | None:
    """Tell whether a start at a moment would have been in time; None where nothing was promised.

    Only what had happened by then counts. InputProblems where the moment lies before the report.
    """
    moment = in_shanghai(started)
    known = [
        each
        for each in sorted(facts.events, key=lambda each: each.at)
        if in_shanghai(each.at) <= moment
    ]
    if not known:
        first = min(in_shanghai(each.at) for each in facts.events)
        said = say_moment(first)
        allowed = Text(f"不早于报修时间{said.zh}。", f"Not before the report, {said.en}.")
        raise InputProblems([Problem("started_at", moment.isoformat(), allowed)])
    if facts.promise is None:
        return None
    run = [each for each in _runs(known)[-1] if each.kind not in ENDS]
    reading = read_clock(replace(facts, events=[*run, ClockFact(ClockEventKind.STARTED, moment)]))
    if reading.due_at is None:
        return None
    is_in_time, margin = moment <= reading.due_at, abs(reading.due_at - moment)
    text = tell_margin(margin, reading.due_at, is_in_time=is_in_time)
    return WhatIf(moment, reading.due_at, is_in_time, margin, text)


ENDS = {ClockEventKind.STARTED, ClockEventKind.STOPPED}
