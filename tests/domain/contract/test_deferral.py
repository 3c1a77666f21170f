"""Income by day (D-2): exact, whole, and the same however it is cut up."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumencare.domain.contract.deferral import (
    deferred_after,
    earned_between,
    earned_through,
)
from lumencare.domain.money import ZERO, Money, total
from lumencare.domain.period import Span

YEAR = Span(date(2026, 1, 1), date(2027, 1, 1))


@pytest.mark.parametrize(
    ("day", "earned"),
    [
        (date(2025, 12, 31), "0.00"),
        (date(2026, 1, 1), "41.10"),
        (date(2026, 6, 30), "7438.36"),
        (date(2026, 12, 31), "15000.00"),
        (date(2030, 1, 1), "15000.00"),
    ],
)
def test_a_year_is_earned_by_its_days(day: date, earned: str) -> None:
    """15,000 over 365 days: 41.0959 a day."""
    assert str(earned_through(Money.of(15_000), YEAR, day)) == earned


def test_what_is_not_earned_is_deferred() -> None:
    net = Money.of(15_000)
    assert deferred_after(net, YEAR, date(2026, 6, 30)) == Money.of("7561.64")


spans = st.builds(
    lambda start, days: Span(start, start + timedelta(days=days)),
    st.dates(date(2000, 1, 1), date(2060, 1, 1)),
    st.integers(1, 3000),
)


@given(net=st.integers(0, 10**11), span=spans, cut=st.integers(1, 400))
def test_periods_without_gap_add_up_to_the_whole(net: int, span: Span, cut: int) -> None:
    amount, parts, start = Money.of_fen(net), [], span.start - timedelta(days=7)
    while start < span.end:
        end = start + timedelta(days=cut)
        parts.append(earned_between(amount, span, Span(start, end)))
        start = end
    assert total(parts) == amount
    assert min(parts, default=ZERO) >= ZERO
