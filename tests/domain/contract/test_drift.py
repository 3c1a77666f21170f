"""What a plan costs on the hardware list as built against the contracted one (D-13)."""

from datetime import date, timedelta

import pytest

from lumencare.domain.codes import PlanCode
from lumencare.domain.contract.drift import BoughtYear, DriftQuestion, PlanDrift, price_drift
from lumencare.domain.money import Money
from lumencare.domain.period import Span, twelve_months_from
from lumencare.domain.projectyear import year_span
from tests.builders import edition, system

BUILT = system()
ON = date(2027, 6, 1)


def years(*numbers: int) -> tuple[BoughtYear, ...]:
    return tuple(BoughtYear(year_span(BUILT.order_date, each), each) for each in numbers)


def drift(
    plan: PlanCode, contracted: int, bought: tuple[BoughtYear, ...], on: date = ON
) -> PlanDrift:
    return price_drift(DriftQuestion(edition(), BUILT, plan, Money.of(contracted), bought, on))


def said(found: PlanDrift) -> tuple[str | None, str | None]:
    now, renewal = found.now, found.renewal
    return (
        now and f"{now.contracted} {now.as_built}",
        renewal and f"{renewal.contracted} {renewal.as_built}",
    )


@pytest.mark.parametrize(
    ("plan", "contracted", "bought", "prices", "rules"),
    [
        # Years 3 and 4 at 15,000 + 1.3% and 1.5% of 700,000; at 3.3% and 3.5% of 1,000,000.
        (PlanCode.TECHNOLOGY_SUPPORT, 700_000, years(3, 4),
         ("49600.00 68000.00", "26900.00 37000.00"), ["D-13", "TS-1", "TS-1", "TS-1"]),
        (PlanCode.TECHNOLOGY_SUPPORT, 800_000, years(3),
         ("26400.00 33000.00", "28000.00 35000.00"), ["D-13"]),
        (PlanCode.PLUS, 800_000, years(1, 2, 3), ("64000.00 80000.00", None), ["D-13"]),
        (PlanCode.ANNUAL, 800_000, years(3), ("12000.00 15000.00", "13600.00 17000.00"), ["D-13"]),
        (PlanCode.TECHNOLOGY_SUPPORT, 800_000, years(8), ("34400.00 43000.00", None), ["D-13"]),
        (PlanCode.PLUS, 800_000, (), (None, None), ["D-13"]),
    ],
)  # fmt: skip
def test_both_amounts_are_priced_now_and_at_renewal(
    plan: PlanCode,
    contracted: int,
    bought: tuple[BoughtYear, ...],
    prices: tuple[str | None, str | None],
    rules: list[str],
) -> None:
    """D-13, PP-1, PA-1, TS-1"""
    found = drift(plan, contracted, bought)
    assert said(found) == prices
    assert [each.rule for each in found.because] == rules


@pytest.mark.parametrize(("contracted", "crosses"), [(749_999, True), (750_000, False)])
def test_the_bracket_begins_at_its_edge(contracted: int, crosses: bool) -> None:
    """SC-2"""
    bought = (BoughtYear(twelve_months_from(date(2027, 1, 1)), None),)
    found = drift(PlanCode.SERVICE_CARE, contracted, bought)
    crossing = [each for each in found.because if each.rule == "SC-2"]
    assert bool(crossing) is crosses
    if crosses:
        (one,) = crossing
        assert "at RMB 750,000.00: the price is from 2% of the list instead of from 15,000.00" in (
            one.text.en
        )
        assert "跨过 750,000.00 元" in one.text.zh


def test_what_is_over_costs_nothing_more() -> None:
    """D-5: a year that ended is left out, and what can no more be renewed too."""
    found = drift(PlanCode.ANNUAL, 800_000, years(3), on=date(2028, 3, 2))
    assert said(found) == (None, None)
    assert found.renew_by is None


def test_a_year_that_the_edition_does_not_price_has_no_price() -> None:
    span = Span(ON, ON + timedelta(365))
    assert drift(PlanCode.TECHNOLOGY_SUPPORT, 800_000, (BoughtYear(span, 99),)).now is None
