"""Pauses of the clock: only what was spent waiting for the customer moves a due time (D-7)."""

from datetime import datetime

import pytest

from lumencare.data.workcalendars import shipped_calendar
from lumencare.domain.commitments import Due, Pause, ServiceWindow, due
from lumencare.domain.problems import InputProblems
from tests.builders import promise


def pause(start: str, end: str | None, reason: str = "等待客户开门") -> Pause:
    return Pause(
        datetime.fromisoformat(start), datetime.fromisoformat(end) if end else None, reason
    )


def due_of(
    reported: str, commitment: str, *pauses: Pause, windows: tuple[ServiceWindow, ...] = ()
) -> Due:
    return due(
        datetime.fromisoformat(reported),
        promise(commitment),
        calendar=shipped_calendar(),
        windows=windows,
        pauses=pauses,
    )


CASES = [
    # elapsed hours: all the time of a pause that begins while the clock runs
    ("2026-11-02T10:00", "24h", [("2026-11-02T11:00", "2026-11-02T14:30")], "2026-11-03T13:30"),
    # over a night and a weekend
    ("2026-11-05T10:00", "24h", [("2026-11-05T16:00", "2026-11-09T09:00")], "2026-11-10T08:00"),
    # two that overlap count once, as do two that touch
    (
        "2026-11-02T10:00",
        "24h",
        [("2026-11-02T11:00", "2026-11-02T13:00"), ("2026-11-02T12:00", "2026-11-02T14:00")],
        "2026-11-03T13:00",
    ),
    (
        "2026-11-02T10:00",
        "24h",
        [("2026-11-02T13:00", "2026-11-02T14:00"), ("2026-11-02T11:00", "2026-11-02T13:00")],
        "2026-11-03T13:00",
    ),
    # the first one makes room for the second one
    (
        "2026-11-02T10:00",
        "24h",
        [("2026-11-03T09:00", "2026-11-03T12:00"), ("2026-11-03T12:30", "2026-11-03T14:00")],
        "2026-11-03T14:30",
    ),
    # what lies before the report, at the due time or after it changes nothing
    ("2026-11-02T10:00", "24h", [("2026-11-01T10:00", "2026-11-02T10:00")], "2026-11-03T10:00"),
    ("2026-11-02T10:00", "24h", [("2026-11-01T10:00", "2026-11-02T12:00")], "2026-11-03T12:00"),
    ("2026-11-02T10:00", "24h", [("2026-11-03T10:00", "2026-11-03T12:00")], "2026-11-03T10:00"),
    ("2026-11-02T10:00", "24h", [("2026-11-04T10:00", None)], "2026-11-03T10:00"),
    # while only Monday's opening is awaited: nobody is due during the pause
    ("2026-11-06T10:00", "24h", [("2026-11-08T09:00", "2026-11-09T12:00")], "2026-11-09T12:00"),
    ("2026-11-06T10:00", "24h", [("2026-11-07T12:00", "2026-11-08T12:00")], "2026-11-09T08:00"),
    # standard: the business time of the pause, walked forward to the exact moment
    (
        "2026-11-02T10:00",
        "standard",
        [("2026-11-03T09:00", "2026-11-03T12:15")],
        "2026-11-17T11:15",
    ),
    (
        "2026-11-02T10:00",
        "standard",
        [("2026-11-06T17:00", "2026-11-09T10:00")],
        "2026-11-17T11:00",
    ),
    (
        "2026-11-02T10:00",
        "standard",
        [("2026-11-07T09:00", "2026-11-08T18:00")],
        "2026-11-16T18:00",
    ),
    (
        "2026-11-02T10:00",
        "standard",
        [("2026-11-03T08:00", "2026-11-03T18:00")],
        "2026-11-17T18:00",
    ),
    (
        "2026-11-02T10:00",
        "standard",
        [("2026-11-16T17:00", "2026-11-18T10:00")],
        "2026-11-18T11:00",
    ),
    (
        "2026-11-02T10:00",
        "standard",
        [("2026-11-16T18:00", "2026-11-20T10:00")],
        "2026-11-16T18:00",
    ),
    # on the day of the report, which is not counted
    (
        "2026-11-02T10:00",
        "standard",
        [("2026-11-02T11:00", "2026-11-02T15:00")],
        "2026-11-16T18:00",
    ),
    (
        "2026-11-02T10:00",
        "standard",
        [("2026-11-02T11:00", "2026-11-03T09:00")],
        "2026-11-17T09:00",
    ),
    (
        "2026-02-01T08:00",
        "standard",
        [("2026-02-01T08:00", "2026-02-02T09:00")],
        "2026-02-14T18:00",
    ),
    # over National Day: 1 h of 30 September, 8 and 9 October, 1 h of the make-up Saturday
    (
        "2026-09-21T10:00",
        "standard",
        [("2026-09-30T17:00", "2026-10-10T09:00")],
        "2026-10-15T10:00",
    ),
]


@pytest.mark.parametrize(("reported", "commitment", "pauses", "expected"), CASES)
def test_a_pause_moves_the_due_time_by_what_it_took_d_7(
    reported: str, commitment: str, pauses: list[tuple[str, str | None]], expected: str
) -> None:
    answer = due_of(reported, commitment, *(pause(start, end) for start, end in pauses))
    assert answer.due is not None
    assert answer.due.isoformat() == f"{expected}:00+08:00"


@pytest.mark.parametrize(
    ("commitment", "start"),
    [
        ("standard", "2026-11-06T12:00"),
        ("24h", "2026-11-06T12:00"),
        ("24h", "2026-11-08T12:00"),  # after 24 hours, before the opening that is awaited
    ],
)
def test_while_a_pause_is_open_there_is_no_due_time_d_7(commitment: str, start: str) -> None:
    answer = due_of("2026-11-06T10:00", commitment, pause(start, None))
    assert answer.due is None
    assert answer.because[0].rule == "D-7"
    assert "等待客户（等待客户开门），计时停止" in answer.because[0].text.zh


def test_an_open_pause_swallows_those_that_begin_after_it() -> None:
    open_one = pause("2026-11-02T11:00", None)
    later = pause("2026-11-02T12:00", "2026-11-02T13:00")
    assert due_of("2026-11-02T10:00", "24h", later, open_one).due is None


def test_a_pause_is_explained_with_its_reason_and_what_it_added() -> None:
    answer = due_of(
        "2026-11-02T10:00", "24h", pause("2026-11-02T11:00", "2026-11-02T14:30", "permit")
    )
    said = [each.text.en for each in answer.because]
    assert said[1] == (
        "The clock was paused from Mon 2 Nov 2026, 11:00 to Mon 2 Nov 2026, 14:30, waiting for the"
        " customer (permit); that adds 3 h 30 min, up to Tue 3 Nov 2026, 13:30."
    )


def test_a_pause_that_came_too_late_is_named_as_changing_nothing() -> None:
    answer = due_of("2026-11-02T10:00", "24h", pause("2026-11-04T10:00", None))
    late = [each for each in answer.because if not each.applies]
    assert [each.rule for each in late] == ["D-7"]
    assert "不改变时限" in late[0].text.zh


def test_a_pause_that_ends_before_it_begins_is_an_input_problem() -> None:
    with pytest.raises(InputProblems, match="before it begins"):
        due_of("2026-11-02T10:00", "24h", pause("2026-11-02T11:00", "2026-11-02T10:30"))


def test_every_instant_out_of_range_is_named_at_once() -> None:
    with pytest.raises(InputProblems) as raised:
        due_of("1900-01-01T00:00", "24h", pause("1900-01-01T00:00", "2900-01-01T00:00"))
    assert [each.where for each in raised.value.problems] == [
        "reported",
        "pause.start",
        "pause.end",
    ]
