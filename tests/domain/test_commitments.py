"""Due times on real dates of 2026: the standard commitment, elapsed hours, bought windows (D-7)."""

from datetime import UTC, datetime

import pytest

from lumencare.data.workcalendars import shipped_calendar
from lumencare.domain.commitments import Due, ServiceWindow, due
from lumencare.domain.problems import InputProblems
from tests.builders import promise

NIGHT = ServiceWindow.AFTER_HOUR
WEEKEND = ServiceWindow.WEEKEND


def due_of(reported: str, commitment: str, *windows: ServiceWindow) -> Due:
    return due(
        datetime.fromisoformat(reported),
        promise(commitment),
        calendar=shipped_calendar(),
        windows=windows,
    )


def due_text(reported: str, commitment: str, *windows: ServiceWindow) -> str:
    answer = due_of(reported, commitment, *windows)
    assert answer.due is not None
    return answer.due.isoformat()


STANDARD = [
    ("2026-11-02T10:00", "2026-11-16T18:00:00+08:00"),  # plain Monday
    ("2026-11-06T17:59", "2026-11-20T18:00:00+08:00"),  # Friday, still open
    ("2026-11-06T18:00", "2026-11-23T18:00:00+08:00"),  # Friday, closed: Monday's
    ("2026-11-06T19:00", "2026-11-23T18:00:00+08:00"),  # Friday evening: Monday's
    ("2026-11-07T12:00", "2026-11-23T18:00:00+08:00"),  # Saturday: Monday's
    ("2026-11-08T23:59", "2026-11-23T18:00:00+08:00"),  # Sunday night: Monday's
    ("2026-11-09T07:59", "2026-11-23T18:00:00+08:00"),  # Monday before opening
    ("2026-11-09T08:00", "2026-11-23T18:00:00+08:00"),  # Monday at opening
    ("2026-09-18T19:00", "2026-10-10T18:00:00+08:00"),  # make-up Sunday, both autumn holidays
    ("2026-09-30T17:00", "2026-10-20T18:00:00+08:00"),  # over National Day
    ("2026-10-01T09:00", "2026-10-21T18:00:00+08:00"),  # on National Day: 8 October's
    ("2026-02-13T19:00", "2026-03-06T18:00:00+08:00"),  # make-up Saturday, Spring Festival
    ("2026-02-28T10:00", "2026-03-13T18:00:00+08:00"),  # on a make-up Saturday
    ("2026-01-01T10:00", "2026-01-16T18:00:00+08:00"),  # New Year, make-up Sunday
]


@pytest.mark.parametrize(("reported", "expected"), STANDARD)
def test_standard_ends_at_18_00_of_the_10th_business_day_after_d_7_sc_4(
    reported: str, expected: str
) -> None:
    assert due_text(reported, "standard") == expected


def test_a_report_on_friday_evening_or_saturday_counts_as_mondays_d_7() -> None:
    monday = due_text("2026-11-09T09:00", "standard")
    assert due_text("2026-11-06T19:00", "standard") == monday
    assert due_text("2026-11-07T15:00", "standard") == monday


def test_bought_windows_do_not_change_the_standard_commitment_nb_1() -> None:
    for reported, expected in STANDARD:
        assert due_text(reported, "standard", NIGHT, WEEKEND) == expected


ELAPSED = [
    # reported, commitment, windows, due
    ("2026-11-05T10:00", "24h", (), "2026-11-06T10:00:00+08:00"),
    ("2026-11-02T10:00", "48h", (), "2026-11-04T10:00:00+08:00"),
    ("2026-11-03T10:00", "72h", (), "2026-11-06T10:00:00+08:00"),
    ("2026-11-06T10:00", "24h", (), "2026-11-09T08:00:00+08:00"),  # Saturday
    ("2026-11-06T10:00", "24h", (WEEKEND,), "2026-11-07T10:00:00+08:00"),
    ("2026-11-06T10:00", "24h", (NIGHT,), "2026-11-09T08:00:00+08:00"),
    ("2026-11-05T17:59", "24h", (), "2026-11-06T17:59:00+08:00"),
    ("2026-11-05T18:00", "24h", (), "2026-11-06T18:00:00+08:00"),  # closing is inside
    ("2026-11-05T18:00:01", "24h", (), "2026-11-09T08:00:00+08:00"),
    ("2026-11-05T18:00:01", "24h", (NIGHT,), "2026-11-06T18:00:01+08:00"),
    ("2026-11-06T03:00", "24h", (NIGHT,), "2026-11-07T03:00:00+08:00"),  # Friday's night
    ("2026-11-06T08:00", "24h", (NIGHT,), "2026-11-07T08:00:00+08:00"),  # its closing
    ("2026-11-06T08:01", "24h", (NIGHT,), "2026-11-09T08:00:00+08:00"),
    ("2026-11-06T19:00", "24h", (NIGHT, WEEKEND), "2026-11-08T08:00:00+08:00"),  # D-9: Sat 19:00
    ("2026-11-07T19:00", "24h", (NIGHT, WEEKEND), "2026-11-09T08:00:00+08:00"),  # D-9: Sun 19:00
    ("2026-11-08T03:00", "24h", (NIGHT, WEEKEND), "2026-11-09T08:00:00+08:00"),  # D-9: Mon 3:00
    ("2026-10-07T20:00", "24h", (), "2026-10-09T08:00:00+08:00"),
    ("2026-10-01T10:00", "24h", (), "2026-10-08T08:00:00+08:00"),  # National Day
    ("2026-10-02T09:00", "24h", (WEEKEND,), "2026-10-03T09:00:00+08:00"),  # holiday Saturday
    ("2026-09-24T10:00", "24h", (), "2026-09-28T08:00:00+08:00"),  # Mid-Autumn, Friday
    ("2026-09-24T10:00", "24h", (NIGHT,), "2026-09-28T08:00:00+08:00"),  # D-9
    ("2026-09-24T10:00", "24h", (WEEKEND,), "2026-09-26T08:00:00+08:00"),
    ("2026-10-09T10:00", "24h", (), "2026-10-10T10:00:00+08:00"),  # make-up Saturday
    ("2026-10-09T19:00", "24h", (WEEKEND,), "2026-10-11T08:00:00+08:00"),
    ("2026-10-09T19:00", "24h", (NIGHT,), "2026-10-10T19:00:00+08:00"),  # its evening
    ("2026-09-19T10:00", "24h", (), "2026-09-20T10:00:00+08:00"),  # make-up Sunday
    ("2026-09-20T03:00", "24h", (NIGHT,), "2026-09-21T03:00:00+08:00"),  # its night
    ("2026-02-13T10:00", "72h", (), "2026-02-24T08:00:00+08:00"),  # Spring Festival
    ("2026-02-13T10:00", "72h", (WEEKEND,), "2026-02-21T08:00:00+08:00"),
]


@pytest.mark.parametrize(("reported", "commitment", "windows", "expected"), ELAPSED)
def test_elapsed_hours_end_at_the_next_opening_where_they_end_outside_d_7_ro_1_nb_1(
    reported: str, commitment: str, windows: tuple[ServiceWindow, ...], expected: str
) -> None:
    assert due_text(reported, commitment, *windows) == expected


@pytest.mark.parametrize(
    ("reported", "commitment", "certain"),
    [
        ("2026-12-17T10:00", "standard", True),  # ends on 31 December
        ("2026-12-18T10:00", "standard", False),  # ends on 1 January, as far as is known
        ("2026-12-30T10:00", "24h", True),
        ("2026-12-31T10:00", "24h", False),
        ("2026-12-31T19:00", "24h", False),
        ("2023-12-31T10:00", "standard", False),
        ("2024-01-02T10:00", "standard", True),
    ],
)
def test_an_answer_that_rests_on_an_unannounced_year_says_so_d_8(
    reported: str, commitment: str, certain: bool
) -> None:
    answer = due_of(reported, commitment)
    assert answer.calendar_certain is certain
    warned = any("没有" in each.text.zh and each.rule == "D-8" for each in answer.because)
    assert warned is not certain


def test_what_is_expected_of_2027_is_named_and_not_counted_on_d_8() -> None:
    answer = due_of("2026-12-18T10:00", "standard")
    assert answer.due is not None
    assert answer.due.isoformat() == "2027-01-01T18:00:00+08:00"
    said = "\n".join(each.text.en for each in answer.because)
    assert (
        "Fri 1 Jan 2027: expected to be the New Year's Day holiday; the notice is not out" in said
    )


def test_instants_without_an_offset_are_shanghais_and_others_are_converted() -> None:
    assert due_text("2026-11-05T10:00", "24h") == due_text("2026-11-05T02:00:00+00:00", "24h")
    answer = due(
        datetime(2026, 11, 6, 11, 0, tzinfo=UTC),
        promise("standard"),
        calendar=shipped_calendar(),
    )
    assert answer.due is not None
    assert answer.due.isoformat() == "2026-11-23T18:00:00+08:00"


@pytest.mark.parametrize("reported", ["0001-01-01T00:00", "1989-12-31T10:00", "9999-12-31T23:59"])
def test_a_report_of_an_absurd_year_is_an_input_problem(reported: str) -> None:
    with pytest.raises(InputProblems, match="1990 to 2100"):
        due_of(reported, "24h")


def test_the_reasons_name_rules_and_the_holidays_passed_over() -> None:
    answer = due_of("2026-09-18T19:00", "standard", NIGHT)
    assert [(each.rule, each.applies) for each in answer.because] == [
        ("D-7", True),
        ("SC-4", True),
        ("X-1", True),
        ("D-8", True),
        ("D-8", True),
        ("D-8", True),
        ("D-8", True),
        ("NB-1", False),
    ]
    said = [each.text.zh for each in answer.because]
    assert "2026年9月18日（周五）19:00报修" in said[0]
    assert "按2026年9月20日（周日）08:00收到计算" in said[0]
    assert said[3] == "2026年9月25日至27日为中秋节假期，不是工作日。"
    assert said[4] == "2026年10月1日至7日为国庆节假期，不是工作日。"
    assert said[5] == "2026年9月20日（周日）因国庆节调休上班，是工作日。"


def test_the_reasons_of_elapsed_hours_say_why_the_due_time_moved() -> None:
    answer = due_of("2026-10-07T20:00", "24h")
    assert [each.rule for each in answer.because] == ["D-7", "D-7", "RO-1"]
    assert answer.because[1].text.en == (
        "Thu 8 Oct 2026, 20:00 lies outside the service hours of this request;"
        " the due time moves to the next opening, Fri 9 Oct 2026, 08:00."
    )


def test_a_window_that_holds_the_due_time_is_named_nb_1() -> None:
    answer = due_of("2026-11-06T10:00", "24h", NIGHT, WEEKEND)
    windows = [(each.facts["window"], each.applies) for each in answer.because if "NB" in each.rule]
    assert windows == [("after-hour", False), ("weekend", True)]
