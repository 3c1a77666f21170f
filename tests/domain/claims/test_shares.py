"""What a customer pays of a replacement part."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumencare.domain.claims.shares import PartPrices, share_of
from lumencare.domain.money import FEN, Money

PERCENTS = st.sampled_from([0, 25, 50, 100])
AMOUNTS = st.integers(0, 10**9).map(Money.of_fen)
QUANTITIES = st.integers(1, 500)


@pytest.mark.parametrize(
    ("price", "quantity", "percent", "share"),
    [
        ("1000.00", 1, 100, "0.00"),
        ("1000.00", 1, 50, "500.00"),
        ("1000.00", 1, 25, "750.00"),
        ("1000.00", 1, 0, "1000.00"),
        ("333.33", 1, 50, "166.67"),
        ("333.33", 2, 50, "333.33"),
        ("0.01", 1, 50, "0.01"),
        ("0.01", 1, 25, "0.01"),
        ("0.03", 1, 50, "0.02"),
    ],
)
def test_the_share_is_rounded_once_for_the_line(
    price: str, quantity: int, percent: int, share: str
) -> None:
    """D-2, X-7: price x quantity x (100 - percent), half up to the fen."""
    found = share_of(PartPrices(Money.of(price), quantity=quantity), percent)
    assert found.customer == Money.of(share)


def test_without_a_price_there_is_no_share() -> None:
    found = share_of(PartPrices(None), 50)
    assert (found.price, found.customer) == (None, None)


@pytest.mark.parametrize(
    ("asked", "supplied", "share"),
    [("1000.00", "1500.00", "500.00"), ("1000.00", "800.00", "400.00"), (None, "800.00", "400.00")],
)
def test_a_successor_never_costs_the_customer_more(
    asked: str | None, supplied: str, share: str
) -> None:
    """X-7: a dearer one as the part asked for, a cheaper one as itself."""
    prices = PartPrices(Money.of(supplied), Money.of(asked) if asked else None)
    found = share_of(prices, 50)
    assert found.customer == Money.of(share)
    assert found.price == Money.of(supplied)
    assert len(found.because) == (1 if asked else 0)


@given(AMOUNTS, QUANTITIES, PERCENTS)
def test_a_share_is_the_exact_product_to_half_a_fen(
    price: Money, quantity: int, percent: int
) -> None:
    found = share_of(PartPrices(price, quantity=quantity), percent)
    exact = price.amount * quantity * (100 - percent) / 100
    assert found.customer is not None
    assert abs(found.customer.amount - exact) <= FEN / 2
    assert Decimal(0) <= found.customer.amount <= price.amount * quantity


@given(AMOUNTS, AMOUNTS, QUANTITIES, PERCENTS)
def test_a_successor_is_the_lesser_of_both(
    asked: Money, supplied: Money, quantity: int, percent: int
) -> None:
    both = share_of(PartPrices(supplied, asked, quantity), percent)
    each = [share_of(PartPrices(price, quantity=quantity), percent) for price in (asked, supplied)]
    assert both.customer == min(one.customer for one in each if one.customer is not None)


@given(AMOUNTS, QUANTITIES, st.integers(0, 100), st.integers(0, 100))
def test_a_higher_percent_never_costs_more(
    price: Money, quantity: int, one: int, other: int
) -> None:
    low, high = sorted((one, other))
    shares = [share_of(PartPrices(price, quantity=quantity), each).customer for each in (high, low)]
    cheap, dear = (each.fen for each in shares if each is not None)
    assert cheap <= dear
