"""Which files are opened as workbooks, and that a bad one costs neither memory nor a crash."""

import io
import tracemalloc
import zipfile
from pathlib import Path
from typing import Any

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from lumencare.domain.problems import InputProblems
from lumencare.exchange.archive import ArchiveLimits, check_workbook_archive
from lumencare.exchange.workbook.opening import open_workbook

OLE = bytes.fromhex("d0cf11e0a1b11ae1")
MEGABYTE = 1 << 20


def workbook_bytes(*, row: int = 3, column: int = 3, filled: int = 0) -> bytes:
    """Return a workbook with one cell at the start, one at the given place, and filled rows."""
    content = io.BytesIO()
    book = xlsxwriter.Workbook(content, {"in_memory": True})
    sheet = book.add_worksheet("systems")
    sheet.write_string(0, 0, "编号")
    for number in range(1, filled + 1):
        sheet.write_row(number, 0, [number] * 10)
    sheet.write_number(row, column, 1)
    book.close()
    return content.getvalue()


GOOD = workbook_bytes()
GOOD_ROWS = [["编号", "", "", ""], [""] * 4, [""] * 4, ["", "", "", 1.0]]


SHEET = "xl/worksheets/sheet1.xml"
FAR_FORMAT = b'<row r="1048576"><c r="XFD1048576" s="0"/></row>'


def re_packed(content: bytes, name: str, old: bytes, new: bytes, *, rename: str = "") -> bytes:
    """Return a workbook with something replaced in one of its parts, or with the part renamed."""
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as given,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive,
    ):
        assert old in given.read(name)
        for each in given.namelist():
            part = given.read(each)
            is_it = each == name
            archive.writestr(
                rename if is_it and rename else each, part.replace(old, new) if is_it else part
            )
    return target.getvalue()


def with_member(name: str, content: bytes, *, method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Return a good workbook with one more part."""
    target = io.BytesIO(GOOD)
    with zipfile.ZipFile(target, "a", method) as archive:
        archive.writestr(name, content)
    return target.getvalue()


def refusal(path: Path, content: bytes, limits: ArchiveLimits | None = None) -> str:
    """Return the English sentence with which a file is refused."""
    path.write_bytes(content)
    with pytest.raises(InputProblems) as refused:
        check_workbook_archive(path, limits or ArchiveLimits())
    (problem,) = refused.value.problems
    assert problem.where == path.name
    assert problem.allowed.zh
    return problem.sentence("en")


def rows_of(path: Path) -> list[list[Any]]:
    """Return what the first sheet holds, once the file was found safe."""
    with open_workbook(path) as book:
        return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def test_a_good_workbook_passes(tmp_path: Path) -> None:
    path = tmp_path / "good.xlsx"
    path.write_bytes(GOOD)
    assert rows_of(path) == GOOD_ROWS


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "content is not XLSX"),
        ("编号,项目\n".encode("gb18030"), "content is not XLSX"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (GOOD[: len(GOOD) // 2], "damaged"),
        (OLE + bytes(600), "old .xls format"),
        (OLE + bytes(600) + "EncryptedPackage".encode("utf-16-le"), "password"),
        (with_member("xl/extra.xml", b"x" * 9, method=zipfile.ZIP_LZMA), "damaged"),
    ],
    ids=["empty", "text", "torn", "half", "xls", "encrypted", "lzma"],
)
def test_what_is_no_workbook_is_refused_by_what_it_is(
    tmp_path: Path, content: bytes, says: str
) -> None:
    assert says in refusal(tmp_path / "given.xlsx", content)


def test_an_archive_that_holds_no_workbook_is_refused(tmp_path: Path) -> None:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert "content is not XLSX" in refusal(tmp_path / "given.xlsx", target.getvalue())


@pytest.mark.parametrize("name", ["given.xls", "given.csv", "given"])
def test_another_ending_is_refused(tmp_path: Path, name: str) -> None:
    assert "An XLSX workbook is expected" in refusal(tmp_path / name, GOOD)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputProblems, match="can be read"):
        check_workbook_archive(tmp_path / "absent.xlsx")
    (tmp_path / "folder.xlsx").mkdir()
    with pytest.raises(InputProblems, match="can be read"):
        check_workbook_archive(tmp_path / "folder.xlsx")


def test_a_300_megabyte_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "huge.xlsx"
    with path.open("wb") as file:
        file.truncate(300 * MEGABYTE)
    with pytest.raises(InputProblems, match="at most 64 MB"):
        check_workbook_archive(path)


def test_a_bomb_is_refused_by_its_ratio(tmp_path: Path) -> None:
    bomb = with_member("xl/worksheets/sheet9.xml", bytes(32 * MEGABYTE))
    assert len(bomb) < MEGABYTE
    assert "200:1" in refusal(tmp_path / "bomb.xlsx", bomb)


def test_many_parts_that_are_each_small_enough_are_refused_together(tmp_path: Path) -> None:
    limits = ArchiveLimits(unpacked_bytes=MEGABYTE)
    target = io.BytesIO(GOOD)
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        for number in range(4):
            archive.writestr(f"xl/media/{number}.xml", bytes(MEGABYTE // 2))
    assert "At most 1 MB when unpacked" in refusal(tmp_path / "b.xlsx", target.getvalue(), limits)


def test_a_part_that_lies_about_its_size_is_refused_without_unpacking_it_all(
    tmp_path: Path,
) -> None:
    """The declared size says 9 bytes, the stream holds 64 MB."""
    name = b"xl/worksheets/sheet9.xml"
    bomb = bytearray(with_member(name.decode(), bytes(64 * MEGABYTE)))
    honest = (64 * MEGABYTE).to_bytes(4, "little")
    assert bomb.count(honest) == 2
    bomb = bytearray(bytes(bomb).replace(honest, (9).to_bytes(4, "little")))
    tracemalloc.start()
    assert "damaged" in refusal(tmp_path / "liar.xlsx", bytes(bomb))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 8 * MEGABYTE


def test_too_many_parts_are_refused(tmp_path: Path) -> None:
    target = io.BytesIO(GOOD)
    with zipfile.ZipFile(target, "a") as archive:
        for number in range(60):
            archive.writestr(f"xl/{number}.xml", b"")
    limits = ArchiveLimits(members=50)
    assert "at most 50 parts" in refusal(tmp_path / "many.xlsx", target.getvalue(), limits)


def test_a_list_of_parts_that_claims_to_be_endless_is_not_read(tmp_path: Path) -> None:
    end = GOOD.rfind(b"PK\x05\x06")
    claim = (200 * MEGABYTE).to_bytes(4, "little")
    forged = GOOD[: end + 12] + claim + GOOD[end + 16 :]
    assert "at most 2000 parts" in refusal(tmp_path / "endless.xlsx", forged)


@pytest.mark.parametrize(
    ("row", "column"),
    [(1_048_575, 25), (1_048_575, 16_383), (1_048_575, 40), (150_000, 400), (20_000, 16_000)],
)
def test_a_cell_at_the_far_corner_is_refused_before_it_takes_the_memory(
    tmp_path: Path, row: int, column: int
) -> None:
    far = workbook_bytes(row=row, column=column)
    assert "rows times columns" in refusal(tmp_path / "far.xlsx", far)


def test_a_few_cells_may_not_ask_for_a_rectangle_of_millions(tmp_path: Path) -> None:
    said = refusal(tmp_path / "far.xlsx", workbook_bytes(row=110_000, column=9))
    assert "110001 x 10" in said
    assert "holds 2 cells" in said
    assert "at most 1,000,020" in said


@pytest.mark.parametrize(
    ("row", "column", "filled"), [(99_000, 9, 0), (999, 999, 0), (110_000, 9, 20_000)]
)
def test_a_long_sheet_and_a_wide_sheet_pass(
    tmp_path: Path, row: int, column: int, filled: int
) -> None:
    path = tmp_path / "long.xlsx"
    path.write_bytes(workbook_bytes(row=row, column=column, filled=filled))
    rows = rows_of(path)
    assert len(rows) == row + 1
    assert rows[row][column] == 1


def test_cells_that_hold_nothing_may_stand_anywhere(tmp_path: Path) -> None:
    """Formats that were once set far away take no room when the sheet is read."""
    content = re_packed(GOOD, SHEET, b"</sheetData>", FAR_FORMAT + b"</sheetData>")
    path = tmp_path / "formatted.xlsx"
    path.write_bytes(content)
    assert rows_of(path) == GOOD_ROWS


@pytest.mark.parametrize(
    "sheet",
    [
        b'<row r="1048576"><c><v>1</v></c></row>',
        b'<row r="1048576"><c/></row>',
        b'<row><c s="1"\n><v>1</v></c></row>',
        b"<x:row><x:c s='r=1'><x:v>1</x:v></x:c></x:row>",
        b"<row><c s=\" r='A1'>\" r='XFD1048576'><v>1</v></c></row>",
        b"<row><c s=' r=\"A1\" ' r='XFD1048576'><v>1</v></c></row>",
        b"<row><c r='A1' r='XFD1048576'><v>1</v></c></row>",
        b"<row><c r=XFD1048576><v>1</v></c></row>",
        b"<row><c r='&#88;FD1048576'><v>1</v></c></row>",
    ],
)
def test_a_cell_that_does_not_say_where_it_stands_is_refused(tmp_path: Path, sheet: bytes) -> None:
    book = with_member("xl/worksheets/sheet9.xml", b"<sheetData>" + sheet + b"</sheetData>")
    assert "does not say where it stands" in refusal(tmp_path / "placeless.xlsx", book)


@pytest.mark.parametrize("padding", [0, 1, 7, 100, 5000])
def test_a_far_cell_is_found_wherever_the_pieces_are_cut(tmp_path: Path, padding: int) -> None:
    """The parts are read in pieces of 262,144 bytes; the cell lies across the cut."""
    filler = b"<row/>" * (262_144 // 6)
    cell = b"<c r" + b" " * padding + b"= 'XFD1048576'><v>1</v></c>"
    for shift in range(0, len(cell), 7 + len(cell) // 40):
        sheet = b"<sheetData>" + b"-" * shift + filler[: 262_144 - len(cell)] + cell + b"</a>"
        book = with_member("xl/worksheets/sheet9.xml", sheet)
        assert "rows times columns" in refusal(tmp_path / "cut.xlsx", book)


@given(place=st.integers(0, len(GOOD) - 1), byte=st.integers(0, 255), cut=st.integers(0, 40))
@settings(max_examples=150)
def test_a_damaged_file_is_refused_or_read_right_and_never_crashes(
    tmp_path_factory: pytest.TempPathFactory, place: int, byte: int, cut: int
) -> None:
    path = tmp_path_factory.mktemp("damaged") / "damaged.xlsx"
    damaged = bytearray(GOOD)
    damaged[place] = byte
    path.write_bytes(damaged[: len(damaged) - cut])
    try:
        outcome: list[Any] = rows_of(path)
    except InputProblems as refused:
        outcome = [each.sentence("en") for each in refused.problems]
    assert outcome == GOOD_ROWS or "cannot be used" in outcome[0]
