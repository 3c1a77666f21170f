"""Amounts, dates and instants as people write them, and nothing that only looks like them."""

from datetime import date

import pytest

from lumencare.domain.money import Money
from lumencare.domain.reading import (
    plain,
    read_amount,
    read_date,
    read_digits,
    read_instant,
    read_whole,
)


@pytest.mark.parametrize(
    ("written", "amount"),
    [
        ("1000000", "1000000"),
        ("1,000,000.50", "1000000.50"),
        ("１，０００，０００", "1000000"),
        ("¥1000000", "1000000"),
        ("￥ 5000元", "5000"),
        ("RMB 12.3", "12.30"),
        ("-5", "-5"),
    ],
)
def test_an_amount_is_read_as_people_write_it(written: str, amount: str) -> None:
    assert read_amount(written) == Money.of(amount)


@pytest.mark.parametrize(
    "written", ["10²", "①②③", "½", "1,00", "1.234", "٣٤", "1e6", "--5", "", "5000元整", "9" * 40]
)
def test_what_only_looks_like_an_amount_is_none(written: str) -> None:
    """D-2: 10² is not 102."""
    with pytest.raises(ValueError, match=r".*"):
        read_amount(written)


@pytest.mark.parametrize(
    "written",
    [
        "2025-03-01",
        "2025/3/1",
        "2025.3.1",
        "2025年3月1日",
        "2025 年 3 月 1 日",
        "20250301",
        "２０２５－０３－０１",
    ],
)
def test_a_date_is_read_as_people_write_it(written: str) -> None:
    assert read_date(written) == date(2025, 3, 1)


@pytest.mark.parametrize("written", ["2025-0³-01", "2025-02-30", "3/4/2025", "45717", "", "1"])
def test_what_is_no_date_is_none(written: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        read_date(written)


def test_an_instant_needs_its_time_and_takes_any_offset() -> None:
    """Without an offset it is Asia/Shanghai."""
    assert read_instant("2026-09-30 17:00") == read_instant("2026-09-30T09:00Z")
    with pytest.raises(ValueError, match="2026-09-30"):
        read_instant("2026-09-30")


def test_only_full_width_forms_are_made_plain() -> None:
    assert plain("　２Ｙ　") == "2Y"
    assert plain("²") == "²"


@pytest.mark.parametrize(
    ("written", "number"),
    [("0", 0), ("12", 12), (" 12 ", 12), ("１２", 12), ("007", 7), (str(2**63 - 1), 2**63 - 1)],
)
def test_a_whole_number_is_read_as_people_write_it(written: str, number: int) -> None:
    assert read_whole(written) == number


@pytest.mark.parametrize(
    "written",
    ["", "²", "١٢", "①", "-1", "+1", "1e9", "1.0", "1 2", "1\x00", "x", str(2**63), "9" * 5000],
)
def test_what_only_looks_like_a_whole_number_is_none(written: str) -> None:
    assert read_whole(written) is None


def test_a_whole_number_is_held_to_the_most_that_is_allowed() -> None:
    assert [read_whole(each, 12) for each in ("12", "13", "012")] == [12, None, None]


def test_the_digits_of_a_code_are_read_whatever_is_typed_between_them() -> None:
    assert [read_digits(each) for each in ("１２ 34-56", "²١x", "")] == ["123456", "", ""]
