"""Money of a proposal: exact lines and VAT, list prices, and when somebody must approve."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumencare.domain.dispatch.mandays import Hours
from lumencare.domain.money import ZERO, Money, total
from lumencare.domain.upgrade.lines import Line, LineKind, Standing, man_day_price
from lumencare.domain.upgrade.pricing import price_option
from tests.builders import edition
from tests.domain.upgrade.parts import a_line, an_option

FEN = st.integers(min_value=0, max_value=10**10)
KINDS = st.sampled_from([each for each in LineKind if each is not LineKind.TRADE_IN])
HALVES = st.integers(min_value=1, max_value=800).map(lambda halves: Decimal(halves) / 2)


@st.composite
def lines(draw: st.DrawFn) -> Line:
    return a_line(
        key=draw(st.integers(1, 99)),
        kind=draw(KINDS),
        quantity=draw(HALVES),
        price=Money.of_fen(draw(FEN)),
        listed=draw(st.none() | FEN.map(Money.of_fen)),
        why="agreed",
    )


@given(st.lists(lines(), min_size=1, max_size=12))
def test_totals_are_the_sums_of_their_lines_to_the_fen(drawn: list[Line]) -> None:
    """D-2, D-3: each line is rounded by itself; nothing is lost between lines, rates and total."""
    priced = price_option(edition(), an_option(lines=tuple(drawn)))
    assert priced.net == total(each.net for each in priced.lines)
    assert priced.gross == priced.net + total(each.vat for each in priced.vat_totals)
    assert priced.net == total(each.net for each in priced.vat_totals)
    assert priced.net == total(priced.net_of(kind) for kind in LineKind)
    assert all(each.net.amount.as_tuple().exponent == -2 for each in priced.lines)


@given(st.lists(lines(), min_size=1, max_size=8))
def test_an_approver_is_asked_exactly_where_the_list_does_not_carry_the_price(
    drawn: list[Line],
) -> None:
    """D-20: below the list, or without one; at the list or above nobody needs to agree."""
    priced = price_option(edition(), an_option(lines=tuple(drawn)))
    asking = [each for each in drawn if each.standing in {Standing.BELOW, Standing.TYPED}]
    assert len(priced.approval_because) == len(asking)
    assert priced.discount >= ZERO


@given(given_fen=st.integers(1, 10**9), net=st.integers(0, 10**9))
def test_what_is_given_for_a_plan_comes_off_with_its_vat(given_fen: int, net: int) -> None:
    """D-17: a line of its own, taken off at the rate of services, and never without approval."""
    option = an_option(
        lines=(
            a_line(price=Money.of_fen(net), listed=Money.of_fen(net), quantity=Decimal(1)),
            a_line(
                key=2,
                kind=LineKind.TRADE_IN,
                quantity=Decimal(1),
                price=Money.of_fen(given_fen),
                listed=None,
                why="loyal",
                source="SC-2601-001",
            ),
        )
    )
    priced = price_option(edition(), option)
    assert priced.net.fen == net - given_fen
    assert [each.rule for each in priced.approval_because] == ["D-17"]


def test_vat_follows_the_kind_of_line() -> None:
    """D-3: hardware and software as goods, man-days and exploration as service."""
    option = an_option(
        lines=tuple(
            a_line(
                key=place,
                kind=kind,
                quantity=Decimal(1),
                price=Money.of("100"),
                listed=Money.of("100"),
            )
            for place, kind in enumerate(
                (LineKind.EXPLORATION, LineKind.MAN_DAYS, LineKind.SOFTWARE, LineKind.HARDWARE), 1
            )
        )
    )
    priced = price_option(edition(), option)
    assert [each.line.kind for each in priced.lines] == list(LineKind)[:4]
    assert [(str(each.rate.percent), str(each.net)) for each in priced.vat_totals] == [
        ("6.0", "200.00"),
        ("13.0", "200.00"),
    ]
    assert str(priced.gross) == "438.00"


@pytest.mark.parametrize(
    ("hours", "price"),
    [
        (Hours.BUSINESS, "4800.00"),
        (Hours.AFTER_HOUR, "7800.00"),
        (Hours.WEEKEND, "8800.00"),
        (Hours.ON_REQUEST, None),
    ],
)
def test_a_man_day_costs_by_when_it_is(hours: Hours, price: str | None) -> None:
    """NB-1, AV-1, D-10: the prices add up; D-9: other hours have none."""
    found = man_day_price(edition(), "onsite-programming", hours)
    assert (None if found is None else str(found)) == price


def test_an_unknown_service_has_no_price() -> None:
    assert man_day_price(edition(), "singing", Hours.BUSINESS) is None


@pytest.mark.parametrize(
    ("quantity", "said"), [("1", "man-day"), ("0.5", "man-days"), ("2", "man-days")]
)
def test_one_of_a_unit_is_not_said_as_many(quantity: str, said: str) -> None:
    line = a_line(kind=LineKind.MAN_DAYS, quantity=Decimal(quantity))
    assert (line.unit.zh, line.unit.en) == ("人天", said)
