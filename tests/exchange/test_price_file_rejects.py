"""Rows that cannot be priced go to the rejects file, each cell with its line and its reason."""

from datetime import date
from pathlib import Path

import pytest

from tests.exchange.price_files import read_table, run, write_lines

GOOD = "A,2Y,1000000,2025-03-01,2026-01-15"


@pytest.mark.parametrize(
    ("row", "column", "value"),
    [
        (",2Y,100,2025-03-01,", "ref", ""),
        (f"{'x' * 201},2Y,100,2025-03-01,", "ref", "x" * 200),
        ('"a\nb",2Y,100,2025-03-01,', "ref", "a\nb"),
        ("A,3Y,100,2025-03-01,", "class", "3Y"),
        ("A,,100,2025-03-01,", "class", ""),
        ("A,2Y,0,2025-03-01,", "bom", "0"),
        ("A,2Y,-5,2025-03-01,", "bom", "-5"),
        ("A,2Y,1.005,2025-03-01,", "bom", "1.005"),
        ("A,2Y,10000000000.01,2025-03-01,", "bom", "10000000000.01"),
        (f"A,2Y,{'9' * 50},2025-03-01,", "bom", "9" * 50),
        (f"A,2Y,{'9' * 500},2025-03-01,", "bom", "9" * 200),
        ("A,2Y,1e5,2025-03-01,", "bom", "1e5"),
        ("A,2Y,nan,2025-03-01,", "bom", "nan"),
        ('A,2Y,"10,00",2025-03-01,', "bom", "10,00"),
        ("A,2Y,,2025-03-01,", "bom", ""),
        ("A,2Y,100,2025-02-30,", "order_date", "2025-02-30"),
        ("A,2Y,100,1989-12-31,", "order_date", "1989-12-31"),
        ("A,2Y,100,2026-11-24,2027-01-01", "order_date", "2026-11-24"),
        ("A,2Y,100,2025-03-01,2025-02-28", "on", "2025-02-28"),
        ("A,2Y,100,03/01/2025,", "order_date", "03/01/2025"),
        ("A,2Y,100,45717,", "order_date", "45717"),
        (f"A,2Y,100,{'2' * 100},", "order_date", "2" * 100),
        ("A,2Y,100,,", "order_date", ""),
        ("A,2Y,100,2025-03-01,soon", "on", "soon"),
        ("A,2Y,100,2025-03-01,2101-01-01", "on", "2101-01-01"),
        ("A,2Y,1,000,2025-03-01,2026-01-01", "", "2026-01-01"),
    ],
)
def test_a_wrong_cell_is_named_and_the_other_rows_are_priced(
    tmp_path: Path, row: str, column: str, value: str
) -> None:
    result = run(write_lines(tmp_path, GOOD, row, GOOD))
    (reject,) = read_table(result.rejects)
    assert (reject["line"], reject["column"], reject["value"]) == ("3", column, value)
    assert reject["reason_zh"]
    assert reject["reason_en"]
    assert (result.rows, result.rejected, result.prices) == (3, 1, 12)
    assert {each["ref"] for each in read_table(result.out)} == {"A"}


def test_every_wrong_cell_of_a_row_is_named_at_once(tmp_path: Path) -> None:
    result = run(write_lines(tmp_path, ",3Y,0,1980-01-01,later"))
    rejects = read_table(result.rejects)
    assert [each["column"] for each in rejects] == ["ref", "class", "bom", "order_date", "on"]
    assert result.rejected == 1


def test_an_order_date_after_the_day_for_all_rows_is_what_does_not_fit(tmp_path: Path) -> None:
    result = run(write_lines(tmp_path, "A,2Y,100,2025-03-01,"), on=date(2025, 2, 28))
    (reject,) = read_table(result.rejects)
    assert (reject["column"], reject["value"]) == ("order_date", "2025-03-01")


def test_a_row_that_ends_early_is_wrong_where_its_cells_are_missing(tmp_path: Path) -> None:
    rejects = read_table(run(write_lines(tmp_path, "A,2Y", GOOD)).rejects)
    assert [each["column"] for each in rejects] == ["bom", "order_date"]


def test_lines_are_those_of_the_file_even_where_cells_run_over_several(tmp_path: Path) -> None:
    source = write_lines(
        tmp_path, GOOD, "", '"a\n\nb",2Y,1,2025-03-01,', ",,,,", "A,9Y,1,2025-03-01,"
    )
    result = run(source)
    assert [each["line"] for each in read_table(result.rejects)] == ["4", "8"]
    assert (result.rows, result.rejected) == (3, 2)


def test_the_rejects_of_an_earlier_run_do_not_stay_behind(tmp_path: Path) -> None:
    rejects = run(write_lines(tmp_path, "A,3Y,1,2025-03-01,")).rejects
    assert rejects == tmp_path / "prices.rejects.csv"
    assert run(write_lines(tmp_path, GOOD)).rejects is None
    assert not rejects.exists()


def test_excel_knows_the_encoding_of_the_rejects_by_their_mark(tmp_path: Path) -> None:
    rejects = run(write_lines(tmp_path, "编号,三年,1,2025-03-01,"), "prices.xlsx").rejects
    assert rejects is not None
    assert rejects.read_bytes().startswith(b"\xef\xbb\xbf")


@pytest.mark.parametrize(
    ("ref", "written"),
    [
        ("=1+1", "'=1+1"),
        ("=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"),
        ("+86 21", "'+86 21"),
        ("-1+2", "'-1+2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("-12", "-12"),
        ("+12.5", "+12.5"),
        ("A=1", "A=1"),
        ("项目 1", "项目 1"),
    ],
)
def test_no_cell_of_a_csv_file_is_calculated_by_a_spreadsheet(
    tmp_path: Path, ref: str, written: str
) -> None:
    result = run(write_lines(tmp_path, f"{ref},2Y,1,2025-03-01,", f"A,{ref},1,2025-03-01,"))
    assert {each["ref"] for each in read_table(result.out)} == {written}
    assert [each["value"] for each in read_table(result.rejects)] == [written]
