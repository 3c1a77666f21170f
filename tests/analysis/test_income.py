"""Income of many terms at once is that of the rule for one, to the fen."""

from datetime import date, timedelta
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumencare.analysis.income import NEVER, Terms, day_number, income_of
from lumencare.domain.contract.deferral import (
    Closing,
    deferred_after,
    earned_between,
    earned_through,
)
from lumencare.domain.money import Money
from lumencare.domain.period import Span

START = date(2024, 1, 1)
Row = tuple[int, int, int, int | None, int]
rows = st.lists(
    st.tuples(
        st.integers(0, 10**12),
        st.integers(0, 1500),
        st.integers(1, 3000),
        st.none() | st.integers(0, 3000),
        st.integers(0, 10**12),
    ),
    min_size=1,
    max_size=20,
)
periods = st.tuples(st.integers(0, 4000), st.integers(1, 400))


def day(number: int) -> date:
    return START + timedelta(days=number)


def terms_of(given: list[Row]) -> Terms:
    first = day_number(START)
    net, starts, lengths, closed, kept = zip(*given, strict=True)
    begin = np.array(starts, dtype=np.int64) + first
    ended = [
        NEVER if each is None else first + s + each for each, s in zip(closed, starts, strict=True)
    ]
    return Terms(
        np.array(net, dtype=np.int64),
        begin,
        begin + np.array(lengths, dtype=np.int64),
        np.array(ended, dtype=np.int64),
        np.array(kept, dtype=np.int64),
    )


@given(given_rows=rows, period=periods)
def test_many_terms_at_once_agree_with_the_rule_to_the_fen(
    given_rows: list[Row], period: tuple[int, int]
) -> None:
    """D-2: integer fen, equal to the decimal rule."""
    span = Span(day(period[0]), day(period[0] + period[1]))
    found = income_of(terms_of(given_rows), span)
    for place, (fen, start, length, closed, kept) in enumerate(given_rows):
        net, term = Money.of_fen(fen), Span(day(start), day(start + length))
        closing = None if closed is None else Closing(day(start + closed), Money.of_fen(kept))
        given = (net, term)
        assert found.earned[place] == earned_between(*given, span, closing).fen
        assert found.earned_to_date[place] == earned_through(*given, span.last_day, closing).fen
        assert found.deferred[place] == deferred_after(*given, span.last_day, closing).fen


@given(fen=st.integers(0, 10**10), length=st.integers(1, 900), cuts=st.sets(st.integers(1, 899)))
def test_whatever_periods_a_term_is_cut_into_they_add_up(
    fen: int, length: int, cuts: set[int]
) -> None:
    term = Span(START, day(length))
    edges = [0, *sorted(each for each in cuts if each < length), length]
    parts = [
        earned_between(Money.of_fen(fen), term, Span(day(a), day(b))).fen
        for a, b in pairwise(edges)
    ]
    assert sum(parts) == fen
    assert all(each >= 0 for each in parts)


def test_a_closed_term_is_settled_on_its_first_day_without_cover() -> None:
    """D-17: 365.00 over a year, 100.00 kept of it after ten days: the rest counts at once."""
    term, net = Span(START, day(365)), Money.of("365")
    closing = Closing(day(10), Money.of("100"))
    through = [str(earned_through(net, term, day(each), closing)) for each in (8, 9, 10, 400)]
    assert through == ["9.00", "10.00", "100.00", "100.00"]
    left = [str(deferred_after(net, term, day(each), closing)) for each in (9, 10)]
    assert left == ["355.00", "0.00"]


def test_an_amount_beyond_what_is_exact_is_told() -> None:
    with pytest.raises(ValueError, match="too great"):
        income_of(terms_of([(10**12 + 1, 0, 1, None, 0)]), Span(START, day(1)))
