"""How one cell is read: text, amounts, days, quantities."""

from datetime import date, datetime, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumencare.domain.money import Money
from lumencare.exchange.cells import (
    CellValue,
    read_day,
    read_money,
    read_quantity,
    read_text,
    show,
)


@pytest.mark.parametrize(
    ("cell", "amount"),
    [
        (1000000.0, "1000000.00"),
        (0.1 + 0.2, "0.30"),
        (1234.5600000000001, "1234.56"),
        ("1,000,000", "1000000.00"),
        ("¥1,000,000.00", "1000000.00"),
        ("￥１，０００．５０", "1000.50"),
        ("RMB 500", "500.00"),
        ("100 元", "100.00"),
        ("100万", "1000000.00"),
        ("105.25 万元", "1052500.00"),
        ("1,000.000001万", "10000000.01"),
    ],
)
def test_amounts_are_read_as_people_write_them(cell: CellValue, amount: str) -> None:
    assert str(read_money(cell)) == amount


@pytest.mark.parametrize(
    "cell",
    ["", "1,00", "1 000", "100万5千", "1.005", 1.005, True, float("inf"), 1e300, "9" * 60, "-",
     date(2025, 1, 1), timedelta(1), "1e5", "٣٠٠x"],
)  # fmt: skip
def test_what_is_no_exact_amount_is_refused(cell: CellValue) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any ValueError means: not an amount
        read_money(cell)


@given(fen=st.integers(-(10**12), 10**12))
def test_an_amount_survives_the_binary_number_of_a_sheet(fen: int) -> None:
    """D-2: what a sheet stores as a binary number comes back exact to the fen."""
    amount = Money.of_fen(fen)
    assert read_money(float(amount.amount)) == amount
    assert read_money(amount.grouped) == amount


@pytest.mark.parametrize(
    "cell",
    [
        date(2025, 3, 1),
        datetime(2025, 3, 1, 13, 5),  # noqa: DTZ001 - a sheet has no zone
        "2025-03-01",
        "2025/3/1",
        "2025年3月1日",
        "２０２５．３．１",
        "20250301",
        20250301.0,
        "2025-03-01 00:00:00",
    ],
)
def test_days_are_read_as_people_write_them(cell: CellValue) -> None:
    assert read_day(cell) == date(2025, 3, 1)


@pytest.mark.parametrize(
    "cell", ["3/1/2025", "25-3-1", "2025-02-29", 45717.0, 45717.5, time(1), timedelta(1), True, ""]
)
def test_what_is_no_day_is_not_guessed_at(cell: CellValue) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any ValueError means: not a day
        read_day(cell)


@pytest.mark.parametrize(
    ("cell", "quantity"), [(3.0, "3"), ("１２", "12"), (30.5, "30.5"), ("1,200", "1200")]
)
def test_quantities_may_have_three_decimals(cell: CellValue, quantity: str) -> None:
    assert read_quantity(cell) == Decimal(quantity)


@pytest.mark.parametrize("cell", [0, -1, "0", 0.0001, 1e7, "three", True, float("nan")])
def test_what_is_no_quantity_is_refused(cell: CellValue) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - any ValueError means: not a quantity
        read_quantity(cell)


def test_text_is_one_line_of_bounded_length_without_hidden_characters() -> None:
    assert read_text("  两行\n的　名称 ") == "两行 的 名称"
    assert read_text(1001.0) == "1001"
    assert read_text("x" * 200) == "x" * 200
    for cell in ("x" * 201, "a\x00b", "a\u202eb", "a\u200bb"):
        with pytest.raises(ValueError):  # noqa: PT011 - any ValueError means: not such a text
            read_text(cell)


def test_what_is_shown_of_a_cell_is_short_and_harmless_on_a_terminal() -> None:
    assert show("\x1b[31mred") == "\\u001b[31mred"
    assert len(show("x" * 1000)) == 61
    assert show(date(2025, 3, 1)) == "2025-03-01"
    assert show(1.50) == "1.5"
