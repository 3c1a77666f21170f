"""Money is exact to the fen and rounded half up in one place (D-2)."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumencare.domain.money import Money, percent_of, round_to_fen, total

FEN = st.integers(-(10**14), 10**14)


@pytest.mark.parametrize(
    ("amount", "percent", "expected"),
    [
        ("333.33", "4", "13.33"),  # 13.3332
        ("333.38", "4", "13.34"),  # 13.3352
        ("0.01", "50", "0.01"),  # 0.005, half up
        ("0.25", "2", "0.01"),  # 0.005, half up
        ("750000", "2.0", "15000.00"),
        ("1000000", "3.3", "33000.00"),
    ],
)
def test_a_percentage_is_rounded_half_up(amount: str, percent: str, expected: str) -> None:
    """D-2."""
    assert str(percent_of(Money.of(amount), Decimal(percent))) == expected


def test_more_than_two_decimals_are_not_money() -> None:
    """D-2: nothing is rounded silently on the way in."""
    with pytest.raises(ValueError, match="two decimals"):
        Money.of("1.001")


@pytest.mark.parametrize("given", ["9" * 40, "1e30", "nan", "inf", "abc", ""])
def test_what_cannot_be_exact_is_no_money(given: str) -> None:
    """D-2: one kind of error, whatever is wrong with it."""
    with pytest.raises(ValueError, match="no amount"):
        Money.of(given)


def test_people_read_separators() -> None:
    """The interfaces get plain digits, people get groups."""
    assert str(Money.of(1234567)) == "1234567.00"
    assert Money.of(1234567).grouped == "1,234,567.00"


@given(FEN)
def test_fen_and_money_are_the_same(fen: int) -> None:
    """No fen is lost between whole fen and decimal text."""
    assert Money.of_fen(fen).fen == fen
    assert Money.of(str(Money.of_fen(fen))) == Money.of_fen(fen)


@given(st.lists(FEN, max_size=20))
def test_a_sum_is_exact(amounts: list[int]) -> None:
    """D-2."""
    assert total(Money.of_fen(each) for each in amounts).fen == sum(amounts)


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=5))
def test_rounding_moves_by_at_most_half_a_fen(exact: Decimal) -> None:
    """D-2."""
    assert abs(round_to_fen(exact).amount - exact) <= Decimal("0.005")
