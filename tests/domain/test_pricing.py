"""Prices follow the rate tables, to the fen (PC-1, PP-1, PA-1, SC-2, TS-1, D-2, D-5, D-6)."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumencare.domain.codes import PlanCode, WarrantyClass
from lumencare.domain.eligibility import judge
from lumencare.domain.money import Money, percent_of
from lumencare.domain.pricing import average_net, formula, pay, payments, rate_words, total_net
from lumencare.domain.system import System
from tests.builders import ORDERED, edition, system

BOMS = st.integers(1, 10**12).map(Money.of_fen)
EDGE = Money.of(750_000)

# A price list that a salesperson can check with a pocket calculator: class, BOM, plan, year, net.
GOLDEN = [
    ("1Y", "500000", "part-care-basic", None, "20000.00"),
    ("2Y", "1000000", "part-care-basic", None, "30000.00"),
    ("1Y", "500000", "part-care-plus", None, "45000.00"),
    ("2Y", "1000000", "part-care-plus", None, "80000.00"),
    ("HWQS8", "300000", "part-care-plus", None, "15000.00"),
    ("1Y", "500000", "part-care-plus-annual", 1, "0.00"),
    ("1Y", "500000", "part-care-plus-annual", 2, "5000.00"),
    ("1Y", "500000", "part-care-plus-annual", 8, "12500.00"),
    ("2Y", "1000000", "part-care-plus-annual", 2, "0.00"),
    ("2Y", "1000000", "part-care-plus-annual", 3, "15000.00"),
    ("HWQS8", "300000", "part-care-plus-annual", 3, "3000.00"),
    ("HWQS8", "300000", "part-care-plus-annual", 8, "6000.00"),
    ("1Y", "749999.99", "service-care", None, "15000.00"),
    ("1Y", "750000", "service-care", None, "15000.00"),
    ("HWQS8", "300000", "service-care", None, "15000.00"),
    ("2Y", "1000000", "service-care", None, "20000.00"),
    ("1Y", "500000", "technology-support", 2, "19000.00"),
    ("1Y", "500000", "technology-support", 8, "26500.00"),
    ("2Y", "500000", "technology-support", 2, "0.00"),
    ("1Y", "1000000", "technology-support", 2, "28000.00"),
    ("2Y", "1000000", "technology-support", 3, "33000.00"),
    ("2Y", "1000000", "technology-support", 8, "43000.00"),
    ("1Y", "333.33", "part-care-basic", None, "13.33"),
    ("1Y", "333.33", "part-care-plus", None, "30.00"),
]


@pytest.mark.parametrize(("warranty_class", "bom", "plan", "year", "net"), GOLDEN)
def test_the_price_list_holds(
    warranty_class: str, bom: str, plan: str, year: int | None, net: str
) -> None:
    """PC-1, PP-1, PA-1, SC-2, TS-1."""
    terms = edition().terms[PlanCode(plan), WarrantyClass(warranty_class)]
    assert str(pay(terms, year, Money.of(bom)).net) == net


def test_a_2_year_system_pays_support_from_year_2_at_nothing() -> None:
    """TS-1, D-5: year 2 costs 0 and is listed; year 1 is not sold."""
    due = payments(edition(), system(), PlanCode.TECHNOLOGY_SUPPORT, date(2025, 6, 1))
    assert [(each.project_year, str(each.net)) for each in due][:2] == [
        (2, "0.00"),
        (3, "33000.00"),
    ]
    assert [each.from_price for each in due] == [False, *[True] * 6]
    assert str(total_net(due)) == "228000.00"


def test_the_annual_plan_lists_the_remaining_years_from_the_current_one() -> None:
    """PA-1, D-6: years of 0.00 included."""
    due = payments(edition(), system(), PlanCode.ANNUAL, date(2026, 6, 1))
    assert [each.project_year for each in due] == [2, 3, 4, 5, 6, 7, 8]
    assert str(total_net(due)) == "120000.00"
    assert str(average_net(due)) == "20000.00"


def test_a_floor_is_marked_as_one() -> None:
    """SC-2, SC-3, TS-5, D-20: "from" prices are confirmed by the manufacturer."""
    (due,) = payments(edition(), system(), PlanCode.SERVICE_CARE, ORDERED)
    assert due.from_price
    assert formula(due, system().bom) == "1,000,000.00 × 2%"
    assert rate_words(due.row).en == "from 2% of the list"


def test_a_formula_shows_base_and_share() -> None:
    """TS-1: the arithmetic can be checked by hand."""
    small = system("1Y", "500000")
    due = payments(edition(), small, PlanCode.TECHNOLOGY_SUPPORT, date(2026, 6, 1))
    assert formula(due[0], small.bom) == "15,000.00 + 500,000.00 × 0.8%"
    assert rate_words(due[0].row).zh == "15,000.00 + 清单 × 0.8% 起"


def test_an_average_leaves_out_years_that_cost_nothing() -> None:
    """The published averages are over the years that cost something."""
    assert average_net(()) is None


@given(BOMS, st.sampled_from(["1Y", "2Y"]), st.integers(0, 8 * 365))
def test_payments_sum_to_the_total(bom: Money, warranty_class: str, days: int) -> None:
    """D-2: the parts of a payment plan sum to its total."""
    item = System(WarrantyClass(warranty_class), ORDERED, bom)
    for plan in PlanCode:
        on = ORDERED + timedelta(days=days)
        if judge(edition(), item, plan, on).eligible:
            due = payments(edition(), item, plan, on)
            assert total_net(due).fen == sum(each.net.fen for each in due)


@given(BOMS, st.sampled_from(["1Y", "2Y"]), st.integers(3, 8))
def test_support_is_service_care_plus_the_annual_rate_less_a_fifth_of_a_percent(
    bom: Money, warranty_class: str, year: int
) -> None:
    """TS-1 against SC-2 and PA-1, in every year that both exist."""
    terms = edition().terms
    key = WarrantyClass(warranty_class)
    support = pay(terms[PlanCode.TECHNOLOGY_SUPPORT, key], year, bom)
    annual = pay(terms[PlanCode.ANNUAL, key], year, bom)
    care = pay(terms[PlanCode.SERVICE_CARE, key], None, bom)
    assert support.row.percent == care.row.percent + annual.row.percent - Decimal("0.2")
    assert support.row.base == care.row.base
    exact = care.net + percent_of(bom, annual.row.percent - Decimal("0.2"))
    assert abs(support.net.fen - exact.fen) <= 1  # each line is rounded on its own (D-2)


@pytest.mark.parametrize("warranty_class", list(WarrantyClass))
def test_prices_are_continuous_at_750_000(warranty_class: WarrantyClass) -> None:
    """SC-2, TS-1: no jump at the bracket edge, to the fen."""
    for (_, of_class), terms in edition().terms.items():
        if of_class == warranty_class:
            for year in terms.rates:
                below = pay(terms, year, EDGE - Money.of_fen(1))
                assert pay(terms, year, EDGE).net - below.net <= Money.of_fen(1)


@given(BOMS, BOMS)
def test_covering_more_parts_is_never_cheaper(one: Money, other: Money) -> None:
    """A larger hardware list never costs less, and Plus never costs less than Basic."""
    smaller, larger = min(one, other), max(one, other)
    for terms in edition().terms.values():
        for year in terms.rates:
            assert pay(terms, year, smaller).net <= pay(terms, year, larger).net
    for key in (WarrantyClass.ONE_YEAR, WarrantyClass.TWO_YEAR):
        basic = pay(edition().terms[PlanCode.BASIC, key], None, one)
        assert basic.net <= pay(edition().terms[PlanCode.PLUS, key], None, one).net
