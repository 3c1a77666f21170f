"""`lumencare quote`: a workbook in, one PDF a system and a summary out, all or nothing."""

from pathlib import Path

import pytest
import xlsxwriter
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.cli.calling import Called, call

HEADERS = (
    "ref", "project", "customer", "city", "system type", "class", "start-up", "order date",
    "BOM amount", "list-price amount", "plans", "options",
)  # fmt: skip
TOWER = (
    "T-1", "滨江中心 A 座", "云杉置业", "上海", "Quantum", "2Y", "manufacturer", "2025-03-12",
    "1,000,000", "", "part-care-plus; service-care", "24h; weekend x2",
)  # fmt: skip
VILLA = (
    "V-1", "湖滨别墅", "某业主", "昆山", "HWQS", "HWQS8", "partner", "2024年5月20日",
    "３００，０００", "", "", "",
)  # fmt: skip
MISSED = (
    "M-1", "旧楼", "某公司", "北京", "Athena", "1Y", "partner", "2021-05-20", "500000", "",
    "part-care-plus", "",
)  # fmt: skip


def workbook(folder: Path, *rows: tuple[str, ...]) -> str:
    """Write a portfolio of these rows and return its path."""
    path = folder / "portfolio.xlsx"
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("systems")
        for number, row in enumerate((HEADERS, *rows)):
            sheet.write_row(number, 0, row)
    return str(path)


def quote(path: str, out: Path, *more: str) -> Called:
    """Make the quotations of 2026-11-23."""
    return call("quote", path, "--out", str(out), "--date", "2026-11-23", "--lang", "en", *more)


def names(folder: Path) -> list[str]:
    """Return the file names of a folder, sorted; none where it does not exist."""
    return sorted(each.name for each in folder.iterdir()) if folder.exists() else []


def text_of(path: Path) -> str:
    """Return the text of a PDF without the breaks that its setting brings."""
    return "".join("".join(page.extract_text().split()) for page in PdfReader(path).pages)


def test_each_system_gets_a_bilingual_pdf_and_a_line_in_the_summary(tmp_path: Path) -> None:
    """D-2, D-3, D-26, NB-1, RO-1: net 118,000, VAT 6%, the gross in capital figures."""
    out = tmp_path / "out"
    done = quote(workbook(tmp_path, TOWER, VILLA), out, "--json")
    assert done.status == 0, done.err
    assert names(out) == ["T-1 滨江中心 A 座.pdf", "V-1 湖滨别墅.pdf", "summary.xlsx"]
    tower, villa = done.json
    assert (tower["net"], tower["vat"], tower["gross"]) == ("118000.00", "7080.00", "125080.00")
    assert tower["valid_until"] == "2026-12-23"
    assert villa["net"] is None
    text = text_of(out / "T-1 滨江中心 A 座.pdf")
    for words in (
        "服务计划报价单",
        "PartCarePlan+",
        "壹拾贰万伍仟零捌拾元整",
        "以中文为准",
        "PP-1",
    ):
        assert words in text
    sheet = load_workbook(out / "summary.xlsx").worksheets[0]
    cells = [cell.value for row in sheet.iter_rows() for cell in row]
    assert "T-1" in cells
    assert "V-1" in cells


def test_the_same_input_gives_the_same_bytes(tmp_path: Path) -> None:
    """With the document's date given, nothing in a file tells when it was made."""
    path = workbook(tmp_path, TOWER)
    for folder in ("one", "two"):
        assert quote(path, tmp_path / folder).status == 0
    for name in names(tmp_path / "one"):
        first, second = (tmp_path / folder / name for folder in ("one", "two"))
        assert first.read_bytes() == second.read_bytes(), name


def test_wrong_cells_stop_everything_and_are_all_named(tmp_path: Path) -> None:
    """PW-1: also what a rule refuses is named by its cell; nothing is written."""
    wrong = ("W-1", "楼", "某公司", "Atlantis", "Quantum", "9Y", "", "2999-01-01", "-5", "", "", "")
    done = quote(workbook(tmp_path, TOWER, wrong, MISSED), tmp_path / "out")
    assert done.status == 2
    for cell, given in (("D3", "Atlantis"), ("F3", "9Y"), ("H3", "2999-01-01"), ("I3", "-5")):
        assert f"systems!{cell}" in done.err
        assert given in done.err
    assert "systems!K4" in done.err
    assert "window" in done.err
    assert names(tmp_path / "out") == []


def test_keep_going_produces_the_right_rows_and_still_reports(tmp_path: Path) -> None:
    """Exit status 2, with the good quotations written."""
    done = quote(workbook(tmp_path, TOWER, MISSED), tmp_path / "out", "--keep-going")
    assert done.status == 2
    assert names(tmp_path / "out") == ["T-1 滨江中心 A 座.pdf", "summary.xlsx"]
    assert "systems!K3" in done.err


def test_keep_going_without_any_right_row_writes_nothing(tmp_path: Path) -> None:
    done = quote(workbook(tmp_path, MISSED), tmp_path / "out", "--keep-going")
    assert done.status == 2
    assert names(tmp_path / "out") == []


@pytest.mark.parametrize(
    "content", [b"", b"PK\x03\x04nonsense", b"ref,project\n"], ids=["empty", "torn", "text"]
)
def test_what_is_no_workbook_is_an_input_error(tmp_path: Path, content: bytes) -> None:
    """Never a traceback."""
    path = tmp_path / "portfolio.xlsx"
    path.write_bytes(content)
    done = quote(str(path), tmp_path / "out")
    assert done.status == 2
    assert "portfolio.xlsx" in done.err
    assert names(tmp_path / "out") == []


def test_a_missing_file_is_an_input_error(tmp_path: Path) -> None:
    assert quote(str(tmp_path / "none.xlsx"), tmp_path / "out").status == 2


def test_an_empty_folder_name_is_an_input_error(tmp_path: Path) -> None:
    """A script's empty variable must not write into the folder where it runs."""
    for words in (["--out", ""], []):
        done = call("quote", workbook(tmp_path, TOWER), *words)
        assert done.status == 2
        assert done.err.startswith("--out")


def test_a_folder_that_cannot_be_written_is_an_input_error(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file stands here")
    assert quote(workbook(tmp_path, TOWER), tmp_path / "out").status == 2


@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_person_sees_a_table_and_where_the_files_are(tmp_path: Path, language: str) -> None:
    done = call(
        "quote", workbook(tmp_path, TOWER), "--out", str(tmp_path / "out"),
        "--date", "2026-11-23", "--lang", language,
    )  # fmt: skip
    assert done.status == 0
    assert "125,080" in done.out
    assert str(tmp_path / "out") in done.out


def test_a_character_that_cannot_be_printed_is_named_by_its_cell(tmp_path: Path) -> None:
    """A document never shows a box in the place of a name."""
    odd = ("E-1", "塔楼 \U0001f3e2", *TOWER[2:])
    done = quote(workbook(tmp_path, TOWER, odd), tmp_path / "out")
    assert done.status == 2
    assert "systems!B3" in done.err
    assert names(tmp_path / "out") == []
