"""Prices of many systems at once are, to the fen, those of the decimal rules (D-2)."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lumencare.analysis.pricebatch import CHUNK_ROWS, CLASSES, NO_PRICE, build_tables, price_batch
from lumencare.analysis.projectyears import project_years
from lumencare.data.edition_files import current_edition
from lumencare.domain.codes import PaymentBasis, PlanCode, WarrantyClass
from lumencare.domain.edition import Edition
from lumencare.domain.eligibility import judge
from lumencare.domain.money import Money
from lumencare.domain.pricing import payments, total_net
from lumencare.domain.projectyear import anniversary, project_year
from lumencare.domain.system import GREATEST_BOM, System

EDITION = current_edition()
EDGE = 75_000_000  # fen: the bracket edge of SC-2 and TS-1
ORDER_DATES = st.one_of(
    st.dates(date(1990, 1, 1), date(2040, 1, 1)),
    st.sampled_from([date(2020, 2, 29), date(2024, 2, 29), date(2023, 2, 28), date(2024, 3, 1)]),
)
FEN = st.one_of(
    st.integers(1, GREATEST_BOM.fen),
    st.integers(EDGE - 3, EDGE + 3),
    st.integers(1, 200),
    st.just(GREATEST_BOM.fen),
)


@st.composite
def asked(draw: st.DrawFn) -> tuple[System, date]:
    """Draw a system and a day: around the end of a project year, or any day after the order."""
    order_date = draw(ORDER_DATES)
    system = System(draw(st.sampled_from(WarrantyClass)), order_date, Money.of_fen(draw(FEN)))
    last_day = anniversary(order_date, draw(st.integers(1, 11)))
    near = st.dates(last_day, date.fromordinal(last_day.toordinal() + 1))
    return system, draw(near | st.dates(order_date, date(2060, 1, 1)))


def by_rules(edition: Edition, system: System, plan: PlanCode, on: date) -> tuple[bool, int, int]:
    """Return what the decimal rules say: may it be bought, what is due this year, the total."""
    if not judge(edition, system, plan, on).eligible:
        return False, NO_PRICE, NO_PRICE
    due = payments(edition, system, plan, on)
    if not due:
        return True, NO_PRICE, NO_PRICE
    by_year = edition.plan_by_code[plan].payment is PaymentBasis.PROJECT_YEAR
    current = project_year(system.order_date, on) if by_year else None
    now = [each.net.fen for each in due if each.project_year == current]
    return True, sum(now), total_net(due).fen


def by_batch(
    edition: Edition, cases: list[tuple[System, date]]
) -> list[list[tuple[bool, int, int]]]:
    prices = price_batch(
        build_tables(edition),
        np.array([CLASSES.index(system.warranty_class) for system, _ in cases]),
        np.array([system.bom.fen for system, _ in cases], dtype=np.int64),
        project_years(
            np.array([system.order_date for system, _ in cases], dtype="datetime64[D]"),
            np.array([on for _, on in cases], dtype="datetime64[D]"),
        ),
    )
    columns = (prices.eligible.T, prices.net.T, prices.total_net.T)
    return [
        list(zip(*row, strict=True)) for row in zip(*map(np.ndarray.tolist, columns), strict=True)
    ]


@given(st.lists(asked(), min_size=1, max_size=40))
@settings(max_examples=150)
def test_a_batch_agrees_with_the_rules_to_the_fen_d_2(cases: list[tuple[System, date]]) -> None:
    expected = [[by_rules(EDITION, system, plan, on) for plan in PlanCode] for system, on in cases]
    assert by_batch(EDITION, cases) == expected


@given(asked(), st.decimals(0, 100, places=4), st.integers(1, 10**9))
@settings(max_examples=50)
def test_another_edition_has_other_prices_in_the_batch_too(
    case: tuple[System, date], percent: Decimal, edge: int
) -> None:
    """Rates, brackets, windows and offers come from the edition; none of them is in the code."""
    split = [
        half
        for row in EDITION.rates
        for half in (
            [
                replace(row, percent=percent, below=Money.of_fen(edge)),
                replace(row, at_least=Money.of_fen(edge), base=Money.of("1.23")),
            ]
            if row.plan == PlanCode.BASIC
            else [row]
        )
    ]
    other = replace(
        EDITION,
        rates=tuple(split),
        windows=tuple(replace(each, last_year=5) for each in EDITION.windows),
        offers=tuple(
            replace(each, offered=True)
            if each.plan == PlanCode.SYSTEM_CARE
            else replace(each, offered=each.offered and each.warranty_class != "1Y")
            for each in EDITION.offers
        ),
    )
    assert by_batch(other, [case]) == [[by_rules(other, case[0], p, case[1]) for p in PlanCode]]


@pytest.mark.parametrize("warranty_class", WarrantyClass)
@pytest.mark.parametrize("bom", ["749999.99", "750000.00", "0.01", "333.33"])
def test_every_cell_agrees_with_the_rules_from_year_1_to_year_10(
    warranty_class: WarrantyClass, bom: str
) -> None:
    """PC-1, PP-1, PA-1, SC-2, TS-1, TS-2, PW-1 and G-4 hold in the batch as they do for one."""
    system = System(warranty_class, date(2020, 2, 29), Money.of(bom))
    cases = [(system, anniversary(system.order_date, year)) for year in range(1, 11)]
    expected = [[by_rules(EDITION, system, plan, on) for plan in PlanCode] for _, on in cases]
    assert by_batch(EDITION, cases) == expected


def test_technology_support_in_year_1_has_nothing_due_yet_d_5() -> None:
    """TS-1: the first price is that of year 2."""
    system = System(WarrantyClass.ONE_YEAR, date(2026, 1, 1), Money.of(1_000_000))
    answer = by_batch(EDITION, [(system, date(2026, 6, 1))])[0]
    assert answer[list(PlanCode).index(PlanCode.TECHNOLOGY_SUPPORT)] == (True, 0, 25_600_000)


def test_more_systems_than_one_chunk_keep_their_order() -> None:
    count = CHUNK_ROWS + 3
    bom = np.arange(1, count + 1, dtype=np.int64) * 100_00
    classes = np.arange(count) % len(CLASSES)
    prices = price_batch(build_tables(EDITION), classes, bom, np.ones(count, dtype=np.int64))
    plus = list(PlanCode).index(PlanCode.PLUS)
    percent = np.array([9, 8, 5])[classes]
    assert (prices.net[plus] == bom * percent // 100).all()


def test_no_systems_have_no_prices() -> None:
    none = np.array([], dtype=np.int64)
    assert price_batch(build_tables(EDITION), none, none, none).net.shape == (len(PlanCode), 0)


@pytest.mark.parametrize(("warranty_class", "year"), [(3, 1), (-1, 1), (0, 0)])
def test_a_class_or_a_year_that_does_not_exist_is_an_error(warranty_class: int, year: int) -> None:
    one = np.array([100], dtype=np.int64)
    with pytest.raises(ValueError, match="out of range"):
        price_batch(build_tables(EDITION), np.array([warranty_class]), one, np.array([year]))


def test_a_rate_finer_than_ten_thousandths_of_a_percent_is_refused() -> None:
    """D-2: rounding a rate would be off by fen."""
    fine = tuple(replace(each, percent=Decimal("1.00001")) for each in EDITION.rates)
    with pytest.raises(ValueError, match="four decimals"):
        build_tables(replace(EDITION, rates=fine))
