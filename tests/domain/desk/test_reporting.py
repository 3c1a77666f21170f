"""On time by commitment: counts below twenty cases, a share from there on."""

from datetime import date

import pytest

from lumencare.domain.desk.reporting import OnTime, Outcome, on_time

MONTH = date(2026, 1, 1)


@pytest.mark.parametrize(
    ("in_time", "total", "percent", "is_on_goal"),
    [(19, 19, None, None), (19, 20, 95, True), (18, 20, 90, False), (949, 1000, 94, False)],
)
def test_a_share_is_said_from_twenty_cases_on(
    in_time: int, total: int, percent: int | None, is_on_goal: bool | None
) -> None:
    found = OnTime("24h", MONTH, in_time, total)
    assert (found.percent, found.is_on_goal) == (percent, is_on_goal)


def test_promises_are_counted_by_commitment_and_month_and_in_all() -> None:
    later = date(2026, 2, 1)
    outcomes = [
        Outcome("24h", MONTH, is_in_time=True),
        Outcome("24h", MONTH, is_in_time=False),
        Outcome("24h", later, is_in_time=True),
        Outcome("standard", later, is_in_time=True),
    ]
    found = [(each.commitment, each.month, each.in_time, each.total) for each in on_time(outcomes)]
    assert found == [
        ("24h", MONTH, 1, 2),
        ("24h", later, 1, 1),
        ("24h", None, 2, 3),
        ("standard", later, 1, 1),
        ("standard", None, 1, 1),
    ]
