"""The clock of a case: paused with evidence, met by work, moved by nothing else."""

from datetime import date
from typing import Any

import pytest

from lumencare.calendars.queries import calendar_in_force
from lumencare.desk.actions import (
    PastPause,
    agree_windows,
    close,
    enter_past_pause,
    pause,
    reopen,
    resolve,
    resume,
    start_work,
    undo_event,
)
from lumencare.desk.models import Case
from lumencare.desk.queries import replay_of
from lumencare.desk.recounting import read_many, timed
from lumencare.domain.problems import InputProblems, Refused
from tests.desk.cases import moment, opened, served, support

pytestmark = pytest.mark.django_db


def _paused(case: Case, at: str = "2026-01-15 12:00") -> None:
    pause(
        case,
        at=moment(at),
        reason="等客户确认进场时间",
        evidence="王工来电 12:00",
        by=support(),
        now=moment(at),
    )


def test_a_pause_stops_the_clock_and_gives_its_time_back() -> None:
    """D-7: two hours of waiting move a 24-hour due time by two hours."""
    case = opened(served("24h"))
    _paused(case)
    assert (case.state, case.clock, case.due_at) == ("waiting", "paused", None)
    resume(case, at=moment("2026-01-15 14:00"), by=support(), now=moment("2026-01-15 14:00"))
    assert (case.state, case.clock) == ("open", "running")
    assert case.due_at == moment("2026-01-16 12:00")


@pytest.mark.parametrize(("reason", "evidence"), [("", "来电"), ("等待", "")])
def test_a_pause_needs_reason_and_evidence(reason: str, evidence: str) -> None:
    """D-7: only waiting for the customer, and somebody can show it."""
    case = opened(served("24h"))
    now = moment("2026-01-15 12:00")
    with pytest.raises(InputProblems):
        pause(case, at=now, reason=reason, evidence=evidence, by=support(), now=now)
    case.refresh_from_db()
    assert case.clock == "running"


def test_work_that_starts_meets_the_promise() -> None:
    """D-7: on site or remotely, by the due moment."""
    case = opened(served("24h"))
    at = moment("2026-01-16 09:59")
    start_work(case, at=at, how="remote", by=support(), now=at, session="SE-2601-001")
    assert (case.clock, case.met_in_time, case.started_at) == ("met", True, at)


def test_work_that_starts_late_is_a_breach() -> None:
    """D-7: one minute after the due moment is late."""
    case = opened(served("24h"))
    at = moment("2026-01-16 10:01")
    start_work(case, at=at, how="on-site", by=support(), now=at)
    assert case.met_in_time is False


def test_work_ends_a_pause() -> None:
    """Decision 0029: an engineer who starts waits no longer for the customer."""
    case = opened(served("24h"))
    _paused(case)
    at = moment("2026-01-15 15:00")
    start_work(case, at=at, how="on-site", by=support(), now=at)
    assert (case.state, case.met_in_time) == ("open", True)
    assert case.due_at == moment("2026-01-16 13:00")


def test_a_pause_entered_late_moves_the_due_time_back_to_where_it_belongs() -> None:
    """Decision 0029: written down late, counted for when it was."""
    case = opened(served("24h"))
    late = PastPause(moment("2026-01-15 11:00"), moment("2026-01-15 12:30"), "等门禁", "门禁登记表")
    enter_past_pause(case, late, by=support(), now=moment("2026-01-15 17:00"))
    assert case.due_at == moment("2026-01-16 11:30")
    assert case.state == "open"


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("2026-01-15 09:00", "2026-01-15 11:00"),
        ("2026-01-15 11:00", "2026-01-15 11:00"),
        ("2026-01-15 11:00", "2026-01-15 18:00"),
        ("2026-01-15 12:30", "2026-01-15 13:30"),
    ],
)
def test_a_late_pause_lies_where_one_can_lie(start: str, end: str) -> None:
    """Not before the report, not after now, not over another pause."""
    case = opened(served("24h"))
    _paused(case)
    resume(case, at=moment("2026-01-15 13:00"), by=support(), now=moment("2026-01-15 13:00"))
    wrong = PastPause(moment(start), moment(end), "等待", "来电")
    with pytest.raises(InputProblems):
        enter_past_pause(case, wrong, by=support(), now=moment("2026-01-15 17:00"))


def test_a_pause_taken_back_leaves_both_rows() -> None:
    """Decision 0029: a mistaken event is undone by another, with a reason."""
    case = opened(served("24h"))
    _paused(case)
    event = case.clock_events.get(kind="paused")
    undo_event(event, why="误操作", by=support(), now=moment("2026-01-15 12:10"))
    case.refresh_from_db()
    assert (case.state, case.clock, case.due_at) == (
        "open",
        "running",
        moment("2026-01-16 10:00"),
    )
    assert case.clock_events.count() == 4
    event.refresh_from_db()
    with pytest.raises(Refused):
        undo_event(event, why="再次", by=support(), now=moment("2026-01-15 12:11"))


def test_a_start_taken_back_lets_the_clock_run() -> None:
    """The wrong case was marked as started."""
    case = opened(served("24h"))
    at = moment("2026-01-15 11:00")
    start_work(case, at=at, how="remote", by=support(), now=at, session="SE-2601-001")
    event = case.clock_events.get(kind="started")
    undo_event(event, why="登记错了", by=support(), now=at)
    case.refresh_from_db()
    assert (case.clock, case.started_at, case.met_in_time) == ("running", None, None)


def test_windows_agreed_in_time_move_the_due_time_into_them() -> None:
    """NB-1, D-7: Friday 14:00 + 24 h ends on Saturday, which a weekend window opens."""
    case = opened(served("24h"), at="2026-01-16 14:00")
    assert case.due_at == moment("2026-01-19 08:00")
    agreed = moment("2026-01-16 16:00")
    agree_windows(case, ["weekend"], evidence="李经理邮件", by=support(), now=agreed)
    assert (case.due_at, case.windows) == (moment("2026-01-17 14:00"), ["weekend"])


def test_windows_agreed_after_the_hours_ran_out_change_no_due_time() -> None:
    """Decision 0029: nothing is bought backwards."""
    case = opened(served("24h"), at="2026-01-16 14:00")
    agreed = moment("2026-01-17 15:00")
    agree_windows(case, ["weekend"], evidence="李经理邮件", by=support(), now=agreed)
    assert case.due_at == moment("2026-01-19 08:00")


def test_solving_by_phone_meets_the_promise() -> None:
    """Decision 0029: work by phone is work."""
    case = opened(served("24h"))
    at = moment("2026-01-15 11:00")
    resolve(case, resolution="电话指导重启后恢复", how="phone", by=support(), now=at)
    assert (case.state, case.clock, case.met_in_time) == ("resolved", "met", True)


def test_a_withdrawn_case_is_neither_met_nor_missed() -> None:
    """Decision 0029: the customer called it off."""
    case = opened(served("24h"))
    at = moment("2026-01-15 11:00")
    resolve(case, resolution="客户自行恢复", how="withdrawn", by=support(), now=at)
    assert (case.state, case.clock, case.met_in_time) == ("resolved", "stopped", None)


def test_a_case_opened_again_counts_anew() -> None:
    """Decision 0029: from the moment of opening, for the promise it has."""
    case = opened(served("24h"))
    at = moment("2026-01-15 11:00")
    resolve(case, resolution="重启", how="phone", by=support(), now=at)
    reopen(case, why="又出现", by=support(), now=moment("2026-01-19 09:00"))
    assert (case.state, case.clock, case.met_in_time) == ("open", "running", None)
    assert case.due_at == moment("2026-01-20 09:00")


def test_what_was_resolved_long_ago_is_a_new_case() -> None:
    """Decision 0029: 30 days."""
    case = opened(served("24h"))
    resolve(case, resolution="重启", how="phone", by=support(), now=moment("2026-01-15 11:00"))
    with pytest.raises(Refused):
        reopen(case, why="又出现", by=support(), now=moment("2026-02-15 09:00"))


def test_a_closed_case_takes_no_step() -> None:
    """The table of transitions has none."""
    case = opened(served("24h"))
    now = moment("2026-01-15 11:00")
    resolve(case, resolution="重启", how="phone", by=support(), now=now)
    close(case, by=support(), now=now)
    with pytest.raises(Refused):
        reopen(case, why="又出现", by=support(), now=now)


def test_a_golden_week_is_no_time_of_a_standard_commitment() -> None:
    """D-8: 15 to 23 February 2026 are off, the Saturdays 14 and 28 February are worked."""
    of = served(order_date=date(2025, 3, 1))
    case = opened(of, at="2026-02-13 17:00")
    assert case.due_at == moment("2026-03-05 18:00")


def test_a_replay_forgets_a_pause_that_was_taken_back() -> None:
    """D-7: what was undone stands in the log and moves nothing."""
    case = opened(served("24h"))
    _paused(case)
    event = case.clock_events.get(kind="paused")
    now = moment("2026-01-15 13:00")
    undo_event(event, why="记错服务请求", by=support(), now=now)
    found = replay_of(support(), case.number, now)
    assert {each.kind.value for each in found.segments} == {"counted"}
    case.refresh_from_db()
    assert found.due_at == case.due_at == moment("2026-01-16 10:00")


def test_many_clocks_are_read_at_once(django_assert_max_num_queries: Any) -> None:
    """A move of 100,000 due times asks for no event on its own."""
    of = served("24h")
    for _ in range(2):
        opened(of)
    cases, calendar = timed(Case.objects.order_by("pk")), calendar_in_force()
    list(read_many(cases, calendar))
    with django_assert_max_num_queries(2):
        assert len(list(read_many(cases, calendar))) == 2
