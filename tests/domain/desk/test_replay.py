"""Clock replay: every second has its reason, and the sum of them is the due time (D-7)."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumencare.data.workcalendars import shipped_calendar
from lumencare.domain.commitments import due
from lumencare.domain.desk.clock import ClockEventKind, ClockFact, ClockFacts, read_clock
from lumencare.domain.desk.replay import Replay, replay_clock, what_if
from lumencare.domain.desk.replay_words import SegmentKind
from lumencare.domain.problems import InputProblems
from lumencare.domain.servicehours import ServiceWindow
from lumencare.domain.shanghai import SHANGHAI
from tests.builders import promise

CALENDAR = shipped_calendar()
NOTHING = timedelta(0)
FIRST, LAST = datetime.fromisoformat("2026-01-01"), datetime.fromisoformat("2026-11-30")
MOMENTS = st.datetimes(FIRST, LAST).map(lambda each: each.replace(tzinfo=SHANGHAI))
GAPS = st.one_of(
    st.timedeltas(NOTHING, timedelta(days=9)), st.integers(0, 30).map(lambda n: timedelta(hours=n))
)
COMMITMENTS = st.sampled_from(["standard", "24h", "48h", "72h"])


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=SHANGHAI)


def clock(commitment: str | None, *events: tuple[str, str]) -> ClockFacts:
    """Return a clock with events named by kind and moment, the report first."""
    rows = [
        ClockFact(ClockEventKind(kind), moment(at), "等门禁", evidence="邮件", by="热线")
        for kind, at in events
    ]
    return ClockFacts(promise(commitment) if commitment else None, rows, CALENDAR)


@st.composite
def clocks(draw: st.DrawFn) -> tuple[ClockFacts, datetime]:
    """Draw a clock that was paused, given windows, ended and opened again, and when it is asked."""
    at = draw(MOMENTS)
    rows = [ClockFact(ClockEventKind.REPORTED, at)]
    steps = [["paused"], ["paused", "resumed"], ["windows"]]
    ends = [["started", "reopened"], ["stopped", "reopened"], ["paused", "started", "reopened"]]
    drawn = draw(st.lists(st.sampled_from([*steps, *steps, *ends]), max_size=5))
    names = [each for step in drawn for each in step]
    names += draw(st.sampled_from([[], ["started"], ["stopped"], ["paused"]]))
    for name in names:
        at += draw(GAPS)
        is_windows = name == "windows"
        windows = draw(st.frozensets(st.sampled_from(ServiceWindow))) if is_windows else frozenset()
        rows.append(ClockFact(ClockEventKind(name), at, "key", windows))
    return ClockFacts(promise(draw(COMMITMENTS)), rows, CALENDAR), at + draw(GAPS)


@given(clocks())
def test_segments_join_without_gap_or_overlap(drawn: tuple[ClockFacts, datetime]) -> None:
    facts, asked = drawn
    found = replay_clock(facts, asked).segments
    edges = {each for segment in found for each in (segment.start, segment.end)}
    assert all(each.start < each.end for each in found)
    assert [each.start for each in found[1:]] == [each.end for each in found[:-1]]
    if found:
        assert found[0].start == facts.events[0].at
        assert asked in edges


@given(clocks())
def test_a_replay_ends_where_the_rule_says(drawn: tuple[ClockFacts, datetime]) -> None:
    """The walk and `commitments.due` find one moment, whatever happened."""
    facts, asked = drawn
    reading = read_clock(facts)
    assert facts.promise is not None
    answer = due(
        reading.counted_from,
        facts.promise,
        calendar=CALENDAR,
        windows=reading.windows,
        pauses=reading.pauses,
    )
    assert replay_clock(facts, asked).due_at == answer.due


@given(clocks())
def test_what_was_counted_is_what_was_promised(drawn: tuple[ClockFacts, datetime]) -> None:
    """Ten business days are 100 hours; 24 hours are 24 hours."""
    facts, asked = drawn
    found = replay_clock(facts, asked)
    since = read_clock(facts).counted_from
    last = [each for each in found.segments if each.start >= since]
    counted = sum((each.counted for each in last), NOTHING)
    assert found.promised is not None
    assert counted <= found.promised
    is_over = bool({each.kind for each in last} & {SegmentKind.MET, SegmentKind.STOPPED})
    ended_at = max(each.at for each in facts.events)
    if found.due_at is not None and not is_over and ended_at < asked:
        assert counted == found.promised


@given(clocks())
def test_nothing_is_counted_twice_or_where_the_customer_is_waited_for(
    drawn: tuple[ClockFacts, datetime],
) -> None:
    facts, asked = drawn
    for each in replay_clock(facts, asked).segments:
        expected = each.end - each.start if each.kind is SegmentKind.COUNTED else NOTHING
        assert each.counted == expected
        assert each.text.zh
        assert each.text.en


@given(clocks(), st.timedeltas(NOTHING, timedelta(days=30)))
def test_what_if_agrees_with_the_clock_that_had_it_so(
    drawn: tuple[ClockFacts, datetime], later: timedelta
) -> None:
    """To start at a moment and to ask about that moment are one."""
    facts, _ = drawn
    started = facts.events[-1].at + later
    ends = {ClockEventKind.STARTED, ClockEventKind.STOPPED}
    run = [*(each for each in facts.events if each.kind not in ends)]
    reading = read_clock(replace(facts, events=[*run, ClockFact(ClockEventKind.STARTED, started)]))
    found = what_if(facts, started)
    assert found is not None
    assert (found.is_in_time, found.due_at) == (reading.met_in_time, reading.due_at)
    assert found.margin == abs(found.due_at - started)


def said(replay: Replay) -> list[tuple[str, str, str]]:
    """Return segments as `kind, from, to`."""
    return [
        (each.kind.value, f"{each.start:%m-%d %H:%M}", f"{each.end:%m-%d %H:%M}")
        for each in replay.segments
    ]


def test_hours_over_a_weekend_wait_for_the_opening() -> None:
    """D-7: 24 hours from Friday afternoon end on Saturday and wait for Monday."""
    facts = clock("24h", ("reported", "2026-01-16 14:00"))
    found = replay_clock(facts, moment("2026-01-16 15:00"))
    assert said(found) == [
        ("counted", "01-16 14:00", "01-16 15:00"),
        ("counted", "01-16 15:00", "01-17 14:00"),
        ("waiting", "01-17 14:00", "01-19 08:00"),
    ]
    assert [each.is_ahead for each in found.segments] == [False, True, True]
    assert found.counted == timedelta(hours=1)


def test_a_pause_names_its_reason_its_evidence_and_who() -> None:
    """D-7: paused over a weekend, all its time is given back."""
    facts = clock(
        "24h",
        ("reported", "2026-01-16 14:00"),
        ("paused", "2026-01-16 16:00"),
        ("resumed", "2026-01-19 09:00"),
        ("started", "2026-01-20 08:00"),
    )
    found = replay_clock(facts, moment("2026-01-21 10:00"))
    assert said(found) == [
        ("counted", "01-16 14:00", "01-16 16:00"),
        ("paused", "01-16 16:00", "01-19 09:00"),
        ("counted", "01-19 09:00", "01-20 07:00"),
        ("waiting", "01-20 07:00", "01-20 08:00"),
        ("met", "01-20 08:00", "01-21 10:00"),
    ]
    paused = found.segments[1]
    assert (paused.reason, paused.evidence, paused.by) == ("等门禁", "邮件", "热线")


def test_business_days_name_holidays_and_makeup_workdays() -> None:
    """D-8: the Spring Festival of 2026 is passed over, the Saturdays 14 and 28 February count."""
    facts = clock("standard", ("reported", "2026-02-13 17:00"))
    found = replay_clock(facts, moment("2026-02-13 17:30"))
    kinds = {each.kind for each in found.segments}
    assert kinds == {
        SegmentKind.REPORT_DAY,
        SegmentKind.NIGHT,
        SegmentKind.COUNTED,
        SegmentKind.HOLIDAY,
        SegmentKind.WEEKEND,
    }
    holiday = next(each for each in found.segments if each.kind is SegmentKind.HOLIDAY)
    assert (holiday.start, holiday.end) == (moment("2026-02-15 00:00"), moment("2026-02-24 00:00"))
    assert holiday.text.zh == "春节假期，不计时。"
    worked = [each for each in found.segments if "调休" in each.text.zh]
    assert [f"{each.start:%m-%d}" for each in worked] == ["02-14", "02-28"]
    assert found.due_at == moment("2026-03-05 18:00")


def test_a_late_clock_counts_up_until_work_starts() -> None:
    """D-7: what comes after the due moment is late, and a pause there changes nothing."""
    facts = clock(
        "24h",
        ("reported", "2026-01-14 10:00"),
        ("paused", "2026-01-15 11:00"),
        ("resumed", "2026-01-15 12:00"),
        ("started", "2026-01-15 15:00"),
    )
    found = replay_clock(facts, moment("2026-01-15 16:00"))
    assert [each[0] for each in said(found)] == ["counted", "late", "late", "late", "met"]
    assert "不改变时限" in found.segments[2].text.zh


def test_without_a_promise_nothing_is_counted() -> None:
    """D-7: who holds no plan is promised nothing."""
    facts = clock(None, ("reported", "2026-01-14 10:00"))
    found = replay_clock(facts, moment("2026-01-15 16:00"))
    assert said(found) == [("unpromised", "01-14 10:00", "01-15 16:00")]
    assert what_if(facts, moment("2026-01-15 16:00")) is None


@pytest.mark.parametrize(
    ("started", "is_in_time", "margin"),
    [("2026-01-16 18:00", True, 62.0), ("2026-01-19 09:00", False, 1.0)],
)
def test_what_if_we_had_gone_then(started: str, is_in_time: bool, margin: float) -> None:
    """D-7: due on Monday at 8:00."""
    facts = clock("24h", ("reported", "2026-01-16 14:00"), ("started", "2026-01-19 07:30"))
    found = what_if(facts, moment(started))
    assert found is not None
    assert (found.is_in_time, found.margin) == (is_in_time, timedelta(hours=margin))


def test_what_if_needs_a_moment_after_the_report() -> None:
    """Nobody starts work on what is not known."""
    facts = clock("24h", ("reported", "2026-01-16 14:00"))
    with pytest.raises(InputProblems):
        what_if(facts, moment("2026-01-16 13:00"))
