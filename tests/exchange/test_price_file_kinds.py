"""Systems and prices in CSV, Excel and Parquet: the same facts give the same prices."""

from datetime import date, datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest
import xlsxwriter
from openpyxl import load_workbook

from lumencare.domain.problems import InputProblems
from lumencare.exchange.price_file import workbook as price_file_workbook
from lumencare.exchange.price_file.priced import HEADINGS
from lumencare.exchange.price_file.sheet import as_text
from tests.exchange.price_files import plans_of, read_table, run, write_lines

QUANTUM = "Q,2Y,1000000,2025-03-01,"
EXPECTED = ("true", "80000.00", "80000.00")


def write_workbook(path: Path, *rows: tuple[object, ...], first_row: int = 0) -> Path:
    with xlsxwriter.Workbook(path) as workbook:
        day = workbook.add_format({"num_format": "yyyy-mm-dd"})
        sheet = workbook.add_worksheet()
        for at, row in enumerate(rows, start=first_row):
            for column, value in enumerate(row):
                form = day if isinstance(value, date) else None
                sheet.write(at, column, value, form)
    return path


def write_parquet(path: Path, *columns: str) -> Path:
    duckdb.sql(f"COPY (SELECT {', '.join(columns)}) TO '{path}' (FORMAT parquet)")
    return path


@pytest.mark.parametrize(
    "bom", [1_000_000, 1_000_000.0, "1,000,000", "１００００００", 999999.9999999999]
)
@pytest.mark.parametrize("ordered", [date(2025, 3, 1), datetime(2025, 3, 1, 9), "2025年3月1日"])  # noqa: DTZ001
def test_a_workbook_holds_numbers_dates_or_text(
    tmp_path: Path, bom: object, ordered: object
) -> None:
    source = write_workbook(
        tmp_path / "systems.xlsx",
        ("编号", "质保类别", "硬件清单金额", "下单日期", "备注"),
        (7, "2y", bom, ordered, "x"),
        first_row=2,
    )
    rows = read_table(run(source).out)
    assert rows[0]["ref"] == "7"
    assert plans_of(rows)["part-care-plus"] == EXPECTED


def test_the_rejects_of_a_workbook_name_its_rows(tmp_path: Path) -> None:
    source = write_workbook(
        tmp_path / "systems.xlsx",
        ("ref", "class", "bom", "order_date"),
        ("A", "2Y", True, 45717),
        (),
        ("B", "2Y", 1, date(2025, 3, 1)),
        ("C", "2Y", 0.001, date(2025, 3, 1)),
        first_row=3,
    )
    result = run(source)
    assert [
        (each["line"], each["column"], each["value"]) for each in read_table(result.rejects)
    ] == [
        ("5", "bom", "True"),
        ("5", "order_date", "45717"),
        ("8", "bom", "0.001"),
    ]
    assert (result.rows, result.rejected) == (3, 2)


def test_numbers_of_a_workbook_have_fifteen_digits() -> None:
    """Excel shows 0.3 where its arithmetic left 0.30000000000000004."""
    assert [as_text(each) for each in (0.1 + 0.2, 1e10, 1234567.89, 5.0)] == [
        "0.3",
        "10000000000",
        "1234567.89",
        "5",
    ]


@pytest.mark.parametrize(
    "columns",
    [
        ("'Q' AS ref", "'2Y' AS class", "1000000 AS bom", "DATE '2025-03-01' AS order_date"),
        ("7 AS ref", "'2y' AS class", "1e6::DOUBLE AS bom", "'2025/3/1' AS \"Order Date\""),
        (
            "'Q' AS ref",
            "'2Y' AS class",
            "1000000::DECIMAL(20, 4) AS bom",
            "TIMESTAMP '2025-03-01 09:00:00' AS order_date",
        ),
        (
            "'Q' AS 项目编号",
            "'2Y' AS 质保类别",
            "'1,000,000' AS bom",
            "TIMESTAMPTZ '2025-02-28 20:00:00+00' AS order_date",
            "NULL::DATE AS on",
        ),
    ],
)
def test_a_parquet_file_may_have_any_types(tmp_path: Path, columns: tuple[str, ...]) -> None:
    rows = read_table(run(write_parquet(tmp_path / "s[1]*.parquet", *columns)).out)
    assert plans_of(rows)["part-care-plus"] == EXPECTED


def test_the_rejects_of_a_parquet_file_name_its_rows_from_1(tmp_path: Path) -> None:
    source = write_parquet(
        tmp_path / "systems.parquet",
        "unnest(['A', NULL, 'C']) AS ref",
        "'2Y' AS class",
        "0.1::DOUBLE + 0.2::DOUBLE AS bom",
        "DATE '2025-03-01' AS order_date",
    )
    result = run(source)
    assert [(each["line"], each["column"]) for each in read_table(result.rejects)] == [("2", "ref")]
    assert result.rejected == 1


def test_parquet_prices_are_decimals_that_know_what_has_no_price(tmp_path: Path) -> None:
    out = run(write_lines(tmp_path, QUANTUM, "=1+1,HWQS8,300000,2020-03-01,"), "p.parquet").out
    prices = duckdb.sql(f"FROM '{out}'")
    assert prices.columns == list(HEADINGS)
    assert [str(each) for each in prices.types] == [
        "VARCHAR",
        "VARCHAR",
        "BOOLEAN",
        "SMALLINT",
        "DECIMAL(18,2)",
        "DECIMAL(18,2)",
    ]
    rows = prices.fetchall()
    assert rows[1] == ("Q", "part-care-plus", True, 2, Decimal("80000.00"), Decimal("80000.00"))
    assert rows[5] == ("Q", "system-care", True, 2, None, None)
    assert rows[6] == ("=1+1", "part-care-basic", False, 7, None, None)


def test_a_workbook_of_prices_holds_text_numbers_and_nothing_to_calculate(tmp_path: Path) -> None:
    out = run(write_lines(tmp_path, "=1+1,2Y,1000000.50,2025-03-01,", "x,9Y,1,1,"), "p.xlsx").out
    sheet = load_workbook(out).worksheets[0]
    rows = list(sheet.iter_rows(values_only=True))
    assert rows[0] == HEADINGS
    assert rows[1] == ("=1+1", "part-care-basic", True, 2, 30000.02, 30000.02)
    assert rows[6] == ("=1+1", "system-care", True, 2, None, None)
    assert len(rows) == 7
    assert sheet["A2"].data_type == "s"
    assert sheet["E2"].number_format == "0.00"


def test_prices_that_outgrow_a_sheet_go_on_in_the_next(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(price_file_workbook, "SHEET_ROWS", 8)
    out = run(write_lines(tmp_path, *[QUANTUM] * 4), "p.xlsx").out
    sheets = load_workbook(out).worksheets
    assert [sheet.title for sheet in sheets] == ["prices 1", "prices 2", "prices 3"]
    assert [sheet.max_row for sheet in sheets] == [9, 9, 9]
    assert {tuple(cell.value for cell in sheet[1]) for sheet in sheets} == {HEADINGS}


def test_prices_for_more_sheets_than_anybody_opens_are_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(price_file_workbook, "SHEET_ROWS", 6)
    monkeypatch.setattr(price_file_workbook, "MOST_SHEETS", 2)
    with pytest.raises(InputProblems, match="parquet"):
        run(write_lines(tmp_path, *[QUANTUM] * 3), "p.xlsx")
    assert [path.name for path in tmp_path.iterdir()] == ["systems.csv"]


@pytest.mark.parametrize("name", ["systems.xlsx", "systems.parquet"])
@pytest.mark.parametrize(
    "content", [b"", b"ref,class,bom,order_date\n", b"PK\x03\x04" + b"\0" * 99, b"PAR1PAR1"]
)
def test_a_file_that_is_not_what_its_ending_says_is_refused(
    tmp_path: Path, name: str, content: bytes
) -> None:
    source = tmp_path / name
    source.write_bytes(content)
    with pytest.raises(InputProblems):
        run(source)
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["systems.xlsx", "systems.parquet"])
def test_missing_columns_are_named_in_every_kind_of_file(tmp_path: Path, name: str) -> None:
    source = tmp_path / name
    if name.endswith("xlsx"):
        write_workbook(source, ("ref", "class"))
    else:
        write_parquet(source, "1 AS ref", "2 AS class")
    with pytest.raises(InputProblems) as caught:
        run(source)
    assert len(caught.value.problems) == 2


def test_an_empty_workbook_has_no_columns(tmp_path: Path) -> None:
    with pytest.raises(InputProblems):
        run(write_workbook(tmp_path / "systems.xlsx"))
