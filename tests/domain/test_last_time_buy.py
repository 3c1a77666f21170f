"""Successors of parts, and how many are held of one that is no longer made."""

from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumencare.data.spare_figures import yearly_failures
from lumencare.domain.stock.kinds import PartState
from lumencare.domain.stock.last_time_buy import Covered, LastBuy, LastBuyFacts, plan_last_buy
from lumencare.domain.stock.successors import chain_of, in_circles

TODAY = date(2026, 11, 27)


def plan(*covered: tuple[int, Fraction], **more: Any) -> LastBuy:
    facts: dict[str, Any] = {
        "state": PartState.OBSOLETE,
        "last_order_on": None,
        "replaced_by": "",
        "free": 0,
        "on_order": 0,
        "failures": Decimal(2),
        "on": TODAY,
        **more,
    }
    found = tuple(Covered(Decimal(pieces), years) for pieces, years in covered)
    return plan_last_buy(LastBuyFacts(covered=found, **facts))


@pytest.mark.parametrize(
    ("covered", "expected", "to_hold"),
    [
        ([(100, Fraction(5))], "10.0", 10),
        ([(100, Fraction(5)), (1, Fraction(1, 365))], "10.0", 11),
        ([(10, Fraction(3, 2))], "0.3", 1),
        ([], "0.0", 0),
    ],
)
def test_what_is_held_is_pieces_times_years_times_failures(
    covered: list[tuple[int, Fraction]], expected: str, to_hold: int
) -> None:
    """PP-2, TS-3, SC-7: rounded up once, exactly."""
    found = plan(*covered)
    assert (str(found.expected), found.to_hold, found.short) == (expected, to_hold, to_hold)


def test_stock_and_orders_are_taken_off_and_every_step_is_said() -> None:
    found = plan((100, Fraction(5)), free=4, on_order=3)
    assert (found.short, found.lead_to_upgrade) == (3, True)
    assert [each.rule for each in found.because] == ["PP-2", "SC-7", "SY-1"]
    assert "假定" in found.because[0].text.zh
    assert plan((100, Fraction(5)), free=40).short == 0


@pytest.mark.parametrize(
    ("state", "last", "days", "orderable"),
    [
        (PartState.LAST_TIME_BUY, date(2026, 11, 27), 0, True),
        (PartState.LAST_TIME_BUY, date(2026, 12, 7), 10, True),
        (PartState.LAST_TIME_BUY, date(2026, 11, 26), None, False),
        (PartState.OBSOLETE, date(2027, 1, 1), None, False),
    ],
)
def test_a_last_order_can_be_placed_until_its_day(
    state: PartState, last: date, days: int | None, *, orderable: bool
) -> None:
    """SY-1: afterwards System Care is the way."""
    found = plan((100, Fraction(5)), state=state, last_order_on=last)
    assert (found.days_left, found.orderable, found.lead_to_upgrade) == (
        days,
        orderable,
        not orderable,
    )


def test_nothing_is_held_for_what_a_current_part_replaces() -> None:
    found = plan((100, Fraction(5)), replaced_by="QSN-NEW")
    assert (found.to_hold, found.short, found.lead_to_upgrade) == (0, 0, False)
    assert "QSN-NEW" in found.because[1].text.en


def test_the_share_that_fails_is_assumed() -> None:
    assert yearly_failures().assumed


def test_a_chain_ends_where_it_would_turn_back() -> None:
    assert list(chain_of("A", {"A": "B", "B": "C"})) == ["B", "C"]
    assert list(chain_of("A", {"A": "B", "B": "A"})) == ["B"]
    assert list(chain_of("A", {"X": "A", "A": "B", "B": "C", "C": "B"})) == ["B", "C"]


@given(st.dictionaries(st.integers(0, 9).map(str), st.integers(0, 9).map(str)))
def test_a_part_is_in_a_circle_exactly_where_it_comes_back_to_itself(
    successors: dict[str, str],
) -> None:
    def comes_back(part: str) -> bool:
        following = successors.get(part)
        for _ in successors:
            if following == part:
                return True
            following = successors.get(following or "")
        return False

    assert in_circles(successors) == {each for each in successors if comes_back(each)}
