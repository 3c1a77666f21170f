"""Sheets with formulas, error values, merged cells and more rows than are taken."""

import io
import re
import zipfile
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import xlsxwriter

from lumencare.domain.text import Text
from lumencare.exchange.portfolio.columns import bom_form
from lumencare.exchange.workbook.form import place_of
from lumencare.exchange.workbook.opening import open_sheet, open_workbook
from lumencare.exchange.workbook.problems import MOST_LISTED, ProblemList
from lumencare.exchange.workbook.rows import read_rows
from tests.exchange.portfolio_files import line, read, system, table, told, write_portfolio

AMOUNT = list(system()).index("BOM amount")


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "portfolio.xlsx"


def write_formula(path: Path, formula: str, value: Any) -> Path:
    """Write a portfolio whose hardware list amount is a formula with a value kept beside it."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("systems")
    for number, row in enumerate(table([system(), system(ref="S-2")])):
        sheet.write_row(number, 0, row)
    sheet.write_formula(1, AMOUNT, formula, None, value)
    book.close()
    return path


def test_a_formula_counts_by_the_value_that_was_computed(path: Path) -> None:
    portfolio = read(write_formula(path, "=500000*2", 1_000_000))
    assert portfolio.problems == ()


@pytest.mark.parametrize("error", ["#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?"])
def test_an_error_value_is_not_taken_for_a_blank(path: Path, error: str) -> None:
    """A blank amount would mean the sum of the lines: another price."""
    portfolio = read(write_formula(path, "=Z9", error))
    assert told(portfolio) == {
        "systems!I2": f"{error} | The cell holds an error value; correct it."
    }
    assert [each.request.ref for each in portfolio.rows] == ["S-2"]


def test_a_formula_that_was_never_computed_is_not_taken_for_a_blank(path: Path) -> None:
    """Programs that write workbooks leave formulas without a value."""
    book = openpyxl.Workbook()
    book.active.title = "systems"
    for row in table([system(**{"BOM amount": "=500000*2"}), system(ref="S-2")]):
        book.active.append(row)
    book.save(path)
    portfolio = read(path)
    assert list(told(portfolio)) == ["systems!I2"]
    assert "no computed value" in told(portfolio)["systems!I2"]
    assert [each.request.ref for each in portfolio.rows] == ["S-2"]


def test_a_formula_that_answers_with_empty_text_is_blank(path: Path) -> None:
    write_formula(path, '=""', "?")
    content = io.BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(content, "w") as new:
        for name in old.namelist():
            part = re.sub(rb"<v>\?</v>", b"<v></v>", old.read(name))
            new.writestr(name, part)
    path.write_bytes(content.getvalue())
    assert "Give the hardware list amount" in told(read(path))["systems!I2"]


def merged(path: Path, area: tuple[int, int, int, int]) -> Path:
    """Write a portfolio with a title, a header in the second row, and one merged area."""
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("systems")
    rows = table([system(), system(ref="S-2"), system(ref="S-3")])
    for number, row in enumerate([["title"], *([*each, "note"] for each in rows)]):
        sheet.write_row(number, 0, row)
    value = ([["title"], *([*each, "note"] for each in rows)][area[0]] + [""] * 20)[area[1]]
    sheet.merge_range(*area, value)
    book.close()
    return path


@pytest.mark.parametrize(
    ("area", "cell"),
    [
        ((2, 3, 3, 3), "D3"),
        ((2, 10, 2, 11), "K3"),
        ((1, 1, 2, 1), "B2"),
    ],
)
def test_a_merged_area_over_data_is_refused(
    path: Path, area: tuple[int, int, int, int], cell: str
) -> None:
    """Only its first cell holds the value; the others would be read as blank."""
    assert "may not be merged" in told(read(merged(path, area)))[f"systems!{cell}"]


@pytest.mark.parametrize(
    "area",
    [
        (0, 0, 0, 11),  # the title
        (2, 12, 4, 12),  # a column that is not ours
        (3, 11, 3, 14),  # a last column that spills over columns that are not ours
    ],
)
def test_a_merged_area_that_hides_nothing_is_fine(
    path: Path, area: tuple[int, int, int, int]
) -> None:
    portfolio = read(merged(path, area))
    assert portfolio.problems == ()
    assert len(portfolio.rows) == 3


def test_rows_beyond_the_most_are_refused_not_read(path: Path) -> None:
    form = replace(bom_form(), most_rows=2)
    write_portfolio(path, system(), lines=[line()] * 4)
    problems = ProblemList()
    with open_workbook(path) as book:
        sheet = open_sheet(path, book, form, problems)
        assert sheet is not None
        assert len(list(read_rows(sheet, form, problems))) == 2
    (problem,) = problems.listed("x")
    assert (problem.where, problem.allowed.en) == ("bom!A4", "At most 2 rows.")


SUMS: list[dict[str, Any]] = [
    {"ref": "合计", "BOM amount": 3_000_000},
    {"ref": "合 计：", "BOM amount": "3,000,000.00", "list-price amount": 3_900_000},
    {"project": "Total", "BOM amount": 3_000_000},
    {"ref": 2, "project": "总计（元）", "BOM amount": 3_000_000},
    {"note": "小计", "BOM amount": 3_000_000},
]


@pytest.mark.parametrize("sums", SUMS)
def test_a_row_that_holds_only_sums_is_skipped(path: Path, sums: dict[str, Any]) -> None:
    """It cannot be a system: nothing says whose, where or of what class."""
    header = {**system(), "note": ""}
    last = {key: sums.get(key, "") for key in header}
    portfolio = read(write_portfolio(path, header, last))
    assert portfolio.problems == ()
    assert len(portfolio.rows) == 1


def test_a_row_of_sums_with_a_merged_label_is_skipped(path: Path) -> None:
    book = xlsxwriter.Workbook(path)
    sheet = book.add_worksheet("systems")
    for number, row in enumerate(table([system()])):
        sheet.write_row(number, 0, row)
    sheet.merge_range(2, 0, 2, AMOUNT - 1, "合计")
    sheet.write_formula(2, AMOUNT, "=SUM(I2:I2)", None, 1_000_000)
    book.close()
    assert read(path).problems == ()


def test_a_row_of_sums_in_the_part_lines_is_skipped(path: Path) -> None:
    last = {**dict.fromkeys(line(), ""), "part number": "合计", "quantity": 4}
    portfolio = read(write_portfolio(path, system(), lines=[line(), last]))
    assert portfolio.problems == ()


def test_a_row_of_sums_that_says_more_is_one_problem(path: Path) -> None:
    last = {**dict.fromkeys(system(), ""), "ref": "合计", "project": "2 个系统", "BOM amount": 1}
    portfolio = read(write_portfolio(path, system(), last))
    assert list(told(portfolio)) == ["systems!A3"]
    assert portfolio.problems[0].allowed.zh.startswith("合计行请删除")


@pytest.mark.parametrize("name", ["Total", "合计"])
def test_a_customer_may_be_called_as_a_sum_is(path: Path, name: str) -> None:
    assert len(read(write_portfolio(path, system(ref=1, customer=name))).rows) == 1


def test_problems_without_end_are_counted_and_listed_up_to_a_length() -> None:
    problems = ProblemList()
    for number in range(MOST_LISTED + 5):
        problems.add(f"bom!A{number}", "", Text("错。", "Wrong."))
    listed = problems.listed("portfolio.xlsx")
    assert len(problems) == MOST_LISTED + 5
    assert listed[-1].given == "+5"
    assert "5 more" in listed[-1].allowed.en


@pytest.mark.parametrize(
    ("column", "place"), [(0, "s!A1"), (25, "s!Z1"), (26, "s!AA1"), (702, "s!AAA1")]
)
def test_a_place_is_written_as_sheets_write_it(column: int, place: str) -> None:
    assert place_of("s", 0, column) == place
