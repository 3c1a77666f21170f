"""Days and instants of Asia/Shanghai, and how they are said in both languages."""

from datetime import date, datetime, time

import pytest

from lumencare.domain.shanghai import at, in_shanghai, say_day, say_days, say_moment


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ("2026-09-30T17:00", "2026-09-30T17:00:00+08:00"),
        ("2026-09-30T17:00+08:00", "2026-09-30T17:00:00+08:00"),
        ("2026-09-30T17:00+00:00", "2026-10-01T01:00:00+08:00"),
        ("2026-09-30T17:00-07:00", "2026-10-01T08:00:00+08:00"),
    ],
)
def test_an_instant_is_shanghais_or_is_converted(given: str, expected: str) -> None:
    assert in_shanghai(datetime.fromisoformat(given)).isoformat() == expected


def test_an_instant_beyond_the_calendar_is_a_value_error() -> None:
    with pytest.raises(ValueError, match="beyond the calendar"):
        in_shanghai(datetime.fromisoformat("9999-12-31T23:00+00:00"))


def test_days_and_instants_are_said_with_their_weekday() -> None:
    assert say_day(date(2026, 10, 9)).zh == "2026年10月9日（周五）"
    assert say_moment(at(date(2026, 10, 9), time(8))).en == "Fri 9 Oct 2026, 08:00"
    assert say_moment(at(date(2026, 10, 9), time(8, 0, 1))).zh == "2026年10月9日（周五）08:00:01"


@pytest.mark.parametrize(
    ("first", "last", "zh", "en"),
    [
        ("2026-10-01", "2026-10-01", "2026年10月1日（周四）", "Thu 1 Oct 2026"),
        ("2026-10-01", "2026-10-07", "2026年10月1日至7日", "1 to 7 Oct 2026"),
        ("2026-09-30", "2026-10-07", "2026年9月30日至10月7日", "30 Sep to 7 Oct 2026"),
        (
            "2026-12-31",
            "2027-01-01",
            "2026年12月31日（周四）至2027年1月1日（周五）",
            "Thu 31 Dec 2026 to Fri 1 Jan 2027",
        ),
    ],
)
def test_a_run_of_days_is_said_without_repeating_itself(
    first: str, last: str, zh: str, en: str
) -> None:
    said = say_days(date.fromisoformat(first), date.fromisoformat(last))
    assert (said.zh, said.en) == (zh, en)
