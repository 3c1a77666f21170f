"""The part lines of a portfolio: added up, compared with what was written, or refused."""

from pathlib import Path
from typing import Any

import pytest

from lumencare.domain.money import Money
from tests.exchange.portfolio_files import line, read, system, told, write_portfolio


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "portfolio.xlsx"


BLANK = {"BOM amount": "", "list-price amount": ""}


def test_a_blank_amount_is_the_sum_of_the_lines(path: Path) -> None:
    """D-2: each line is rounded to the fen by itself, half up."""
    lines = [
        line(quantity=0.5, **{"post-sales unit price": 0.01, "list unit price": 0.03}),
        line(quantity="３", **{"post-sales unit price": "1,000.10", "list unit price": 2000}),
        line(ref="s-1", quantity=2, **{"post-sales unit price": 0, "list unit price": 0}),
    ]
    (row,) = read(write_portfolio(path, system(**BLANK), lines=lines)).rows
    assert row.request.system.bom == Money.of("3000.31")
    assert row.request.list_amount == Money.of("6000.02")
    assert len(row.request.bom_lines) == 3


def test_a_list_amount_stays_unknown_where_a_line_has_no_list_price(path: Path) -> None:
    """X-6."""
    lines = [line(), line(**{"list unit price": ""})]
    (row,) = read(write_portfolio(path, system(**BLANK), lines=lines)).rows
    assert row.request.system.bom == Money.of(2_000_000)
    assert row.request.list_amount is None


def test_an_amount_that_agrees_with_its_lines_is_right(path: Path) -> None:
    assert read(write_portfolio(path, system(), lines=[line()])).problems == ()


def test_an_amount_that_differs_from_its_lines_names_both_sums(path: Path) -> None:
    changed = system(**{"BOM amount": 1_000_001, "list-price amount": "1,299,999.99"})
    portfolio = read(write_portfolio(path, changed, lines=[line()]))
    said = told(portfolio)
    assert portfolio.rows == ()
    assert said["systems!I2"].startswith("1000001 | The part lines add up to 1,000,000.00")
    assert said["systems!J2"].startswith("1,299,999.99 | The part lines add up to 1,300,000.00")


def test_a_system_without_amount_and_lines_is_refused(path: Path) -> None:
    portfolio = read(
        write_portfolio(path, system(**BLANK), system(ref="S-2"), lines=[line(ref="S-2")])
    )
    assert "Give the hardware list amount" in told(portfolio)["systems!I2"]
    assert [each.request.ref for each in portfolio.rows] == ["S-2"]


def test_lines_that_add_up_to_nothing_or_too_much_are_refused(path: Path) -> None:
    nothing = [line(**{"post-sales unit price": 0})]
    assert (
        "above 0" in told(read(write_portfolio(path, system(**BLANK), lines=nothing)))["systems!I2"]
    )
    absurd = [line(quantity=1_000_000)]
    assert (
        "at most 10,000"
        in told(read(write_portfolio(path, system(**BLANK), lines=absurd)))["systems!I2"]
    )


@pytest.mark.parametrize(
    ("changes", "cell"),
    [
        ({"ref": ""}, "A3"),
        ({"ref": "S-9"}, "A3"),
        ({"part number": ""}, "B3"),
        ({"description": "a\x00b"}, "C3"),
        ({"quantity": -1}, "D3"),
        ({"quantity": 0}, "D3"),
        ({"quantity": "many"}, "D3"),
        ({"quantity": 1.2345}, "D3"),
        ({"post-sales unit price": -0.01}, "E3"),
        ({"post-sales unit price": 1.001}, "E3"),
        ({"post-sales unit price": ""}, "E3"),
        ({"list unit price": "n/a"}, "F3"),
    ],
)
def test_a_wrong_line_is_named(path: Path, changes: dict[str, Any], cell: str) -> None:
    portfolio = read(write_portfolio(path, system(), lines=[line(), line(**changes)]))
    assert list(told(portfolio)) == [f"bom!{cell}"]


def test_a_system_with_a_wrong_line_is_left_out_and_the_others_are_used(path: Path) -> None:
    """Its sum is not known, and a part would be missing from its list (D-13)."""
    systems = (system(), system(ref="S-2", **BLANK))
    lines = [line(quantity="?"), line(ref="S-2")]
    portfolio = read(write_portfolio(path, *systems, lines=lines))
    assert list(told(portfolio)) == ["bom!D2"]
    assert [each.request.ref for each in portfolio.rows] == ["S-2"]
