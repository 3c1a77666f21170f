"""The minimum level of a part is a formula that is shown with its figures."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumencare.domain.stock.kinds import PartState
from lumencare.domain.stock.levels import Level, LevelFacts, first_month_of_use, level_of
from lumencare.domain.stock.serving import PartLife

TODAY = date(2026, 1, 15)


def level(part: PartLife | None = None, **more: int) -> Level:
    facts: dict[str, Any] = {"used": 0, "free": 0, "on_order": 0, "kept_back": 0, **more}
    return level_of(LevelFacts(part=part or PartLife(number="A", lead_days=60), on=TODAY, **facts))


@pytest.mark.parametrize(
    ("facts", "minimum", "to_order", "days"),
    [
        # SC-7: 24 a year, 60 days: 4 while an order is under way, 2 to be safe.
        ({"used": 24, "free": 6}, 6, 0, 91),
        ({"used": 24, "free": 5}, 6, 3, 76),
        ({"used": 24, "free": 1, "on_order": 5}, 6, 0, 15),
        ({"used": 24}, 6, 8, 0),
        # Nothing was used: what is kept for plan customers, and no more.
        ({"kept_back": 1}, 1, 1, None),
        ({}, 0, 0, None),
        # More came back than was used.
        ({"used": -2, "free": 1}, 0, 0, None),
        ({"used": 1}, 2, 3, 0),
    ],
)
def test_minimum_order_and_days_left(
    facts: dict[str, int], minimum: int, to_order: int, days: int | None
) -> None:
    found = level(**facts)
    assert (found.minimum, found.to_order, found.days_left) == (minimum, to_order, days)


def test_the_formula_stands_with_its_figures_in_both_languages() -> None:
    first, second = level(used=24, free=5).because
    assert first.text.en == (
        "24 used in 12 months × 60 days of lead time ÷ 365 = 4, plus 2 to be safe, and no less "
        "than the 0 kept for plan customers: the minimum is 6."
    )
    assert "近 12 个月用 24 件 × 交期 60 天 ÷ 365 = 4 件" in first.text.zh
    assert "1 below the minimum; 2 more last for 30 days" in second.text.en


def test_an_assumed_lead_time_says_so() -> None:
    assert "45 days (assumed)" in level(PartLife(number="A"), used=12).because[0].text.en


def test_what_can_no_longer_be_ordered_is_not_put_on_the_list() -> None:
    gone = PartLife(number="A", state=PartState.OBSOLETE, successor="B")
    found = level(gone, used=24)
    assert found.to_order == 0
    assert found.because[-1].text.en == "It can no longer be ordered; order its successor B."


def test_a_last_day_for_orders_is_told() -> None:
    last = PartLife(number="A", state=PartState.LAST_TIME_BUY, last_order_on=date(2026, 3, 1))
    assert "2026-03-01" in level(last, used=24).because[-1].text.en


@pytest.mark.parametrize(
    ("on", "first"),
    [
        (TODAY, date(2025, 2, 1)),
        (date(2026, 12, 31), date(2026, 1, 1)),
        (date(2024, 2, 29), date(2023, 3, 1)),
    ],
)
def test_twelve_months_are_this_one_and_the_eleven_before(on: date, first: date) -> None:
    assert first_month_of_use(on) == first


@given(st.integers(0, 10_000), st.integers(0, 400), st.integers(0, 500), st.integers(0, 500))
def test_after_the_order_the_minimum_is_there(
    used: int, lead: int, free: int, on_order: int
) -> None:
    found = level(PartLife(number="A", lead_days=lead), used=used, free=free, on_order=on_order)
    assert free + on_order + found.to_order >= found.minimum
    assert found.to_order >= 0
