"""Which rung of a ladder is due on a day before a last day."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumencare.domain.contract.reminders import (
    ALLOWANCE,
    CONTRACT_END,
    RENEWAL,
    WINDOW,
    ladder_of,
    looks_ahead,
    rung_reached,
)
from tests.builders import edition

LAST = date(2027, 3, 1)
DAYS = (90, 60, 30, 7)


@pytest.mark.parametrize(
    ("of", "days"),
    [(WINDOW, DAYS), (RENEWAL, DAYS), (CONTRACT_END, DAYS), (ALLOWANCE, (90, 60, 30)), ("x", ())],
)
def test_the_ladders_are_those_of_the_edition(of: str, days: tuple[int, ...]) -> None:
    """D-25, D-23"""
    assert ladder_of(edition(), of) == days


@pytest.mark.parametrize(
    ("left", "rung"),
    [(91, None), (90, 90), (87, 90), (61, 90), (60, 60), (31, 60), (30, 30), (8, 30), (7, 7),
     (1, 7), (0, 7), (-1, None), (-400, None)],
)  # fmt: skip
def test_the_latest_rung_that_is_reached_is_due_and_none_after_the_end(
    left: int, rung: int | None
) -> None:
    """D-25: one that comes three days late says the same."""
    assert rung_reached(DAYS, LAST, LAST - timedelta(left)) == rung


@given(st.lists(st.integers(1, 400), max_size=6), st.integers(-50, 500))
def test_nothing_is_said_before_the_first_rung_or_after_the_end(days: list[int], left: int) -> None:
    on = LAST - timedelta(left)
    rung = rung_reached(days, LAST, on)
    assert (rung is None) == (not days or left < 0 or left > max(days))
    if rung is not None:
        assert rung >= left
        assert looks_ahead(days, on) >= LAST
