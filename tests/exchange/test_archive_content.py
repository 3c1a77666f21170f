"""What stands inside a workbook may be hostile: it costs neither time nor a wrong reading."""

import io
import zipfile
from pathlib import Path

import pytest

from lumencare.domain.problems import InputProblems
from lumencare.exchange.archive import ArchiveLimits, check_workbook_archive
from lumencare.exchange.archive_cells import Extent, PlacelessCell, measure_part
from lumencare.exchange.archive_content import CHUNK
from lumencare.exchange.workbook.faults import find_faulty_cells
from tests.exchange.test_archive import GOOD, GOOD_ROWS, SHEET, re_packed, refusal, rows_of

TEXTS = "xl/sharedStrings.xml"
MEGABYTE = 1 << 20
# A pattern that looks at a part once for each of its letters would take hours for so much.
HOSTILE = (":c ", "<c ", "<x:", "<c r=", '<c r="A1" ', "<c " + " " * 60, "r = ", "<v ", "<f ", "&")


def pieces(text: str) -> list[bytes]:
    """Return three megabytes of one text, as they come out of an archive."""
    content = (text * (3 * MEGABYTE // len(text))).encode()
    return [content[at : at + CHUNK] for at in range(0, len(content), CHUNK)]


def measured(sheet: bytes) -> Extent:
    """Return how far the cells of a sheet reach."""
    return list(measure_part([b"<sheetData>" + sheet + b"</sheetData>"], is_xml=True))[-1]


@pytest.mark.parametrize("text", HOSTILE)
def test_a_part_made_to_take_hours_is_looked_through_once(text: str) -> None:
    start = b"<sheetData>" if "<" in text else b"<"
    try:
        extents = list(measure_part([start, *pieces(text)], is_xml=True))
    except (PlacelessCell, EOFError):
        return
    assert all(each.cells == 0 for each in extents)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_sheet_made_to_take_hours_is_searched_for_faults_once(tmp_path: Path, text: str) -> None:
    """The cell is closed, and holds the sign of a formula, so that the patterns look at it."""
    cell = f'</sheetData><c r="A1" s="1"><f/>{text * (MEGABYTE // 2 // len(text))}</c>'
    path = tmp_path / "hostile.xlsx"
    path.write_bytes(re_packed(GOOD, SHEET, b"</sheetData>", cell.encode()))
    assert set(find_faulty_cells(path, 0)) <= {(0, 0)}


def test_ten_thousand_words_of_shared_text_are_no_cells(tmp_path: Path) -> None:
    path = tmp_path / "texts.xlsx"
    path.write_bytes(re_packed(GOOD, TEXTS, b"</sst>", b":c " * 20_000 + b"</sst>"))
    check_workbook_archive(path)
    assert rows_of(path) == GOOD_ROWS


@pytest.mark.parametrize(
    ("sheet", "extent"),
    [
        (b'<c r="B3"><v>1</v></c>', Extent(3, 2, 1)),
        (b'<c r="B3" s="12" t="str"><v>1</v></c><c r="AA1" t="s"><v>0</v></c>', Extent(3, 27, 2)),
        (b"<x:c\n  r = 'c4'\n ph='1' ><x:v>1</x:v></x:c >", Extent(4, 3, 1)),
        (b'<c r="A1" s="1"/><c r="XFD1048576"/>', Extent()),
        (b'<c r="A1"><v>1</v></c><col min="1"/><cfRule r="Z9">', Extent(1, 1, 1)),
    ],
    ids=["plain", "styled", "prefixed", "empty", "others"],
)
def test_the_reach_of_a_sheet_is_that_of_the_cells_that_hold_something(
    sheet: bytes, extent: Extent
) -> None:
    assert measured(sheet) == extent


@pytest.mark.parametrize("part", [SHEET, TEXTS, "xl/workbook.xml", "[Content_Types].xml"])
@pytest.mark.parametrize(
    "declared", [b'<!DOCTYPE x [<!ENTITY a "1">]>', b"<!doctype x>", b'<!ENTITY a "1">']
)
def test_a_part_that_declares_entities_is_refused(
    tmp_path: Path, part: str, declared: bytes
) -> None:
    """A reader would take its texts for blank."""
    book = re_packed(GOOD, part, b"?>\n", b"?>\n" + declared)
    assert "no DOCTYPE" in refusal(tmp_path / "declared.xlsx", book)


def test_one_flipped_byte_in_a_stored_part_is_damage(tmp_path: Path) -> None:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(GOOD)) as given,
        zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive,
    ):
        for each in given.namelist():
            archive.writestr(each, given.read(each))
    content = target.getvalue()
    assert b"<v>1</v>" in content
    flipped = content.replace(b"<v>1</v>", b"<v>9</v>")
    assert "damaged" in refusal(tmp_path / "flipped.xlsx", flipped)


@pytest.mark.parametrize(
    ("part", "renamed"),
    [
        ("xl/workbook.xml", "xl/Workbook.xml"),
        ("xl/_rels/workbook.xml.rels", "xl/_rels/Workbook.xml.rels"),
        (SHEET, "xl/Worksheets/Sheet1.XML"),
    ],
)
def test_parts_are_found_in_whatever_case_they_are_named(
    tmp_path: Path, part: str, renamed: str
) -> None:
    path = tmp_path / "case.xlsx"
    formula = b"<f>1+1</f><v></v>"
    content = re_packed(GOOD, SHEET, b"<v>1</v>", formula)
    path.write_bytes(re_packed(content, part, b"", b"", rename=renamed))
    check_workbook_archive(path)
    assert list(find_faulty_cells(path, 0)) == [(3, 3)]


def test_a_workbook_without_its_relations_is_damaged(tmp_path: Path) -> None:
    path = tmp_path / "unrelated.xlsx"
    part = "xl/_rels/workbook.xml.rels"
    path.write_bytes(re_packed(GOOD, part, b"", b"", rename="xl/_rels/elsewhere.rels"))
    with pytest.raises(InputProblems, match="damaged"):
        find_faulty_cells(path, 0)


def test_two_parts_of_one_name_are_damage(tmp_path: Path) -> None:
    target = io.BytesIO(GOOD)
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("xl/Worksheets/sheet1.xml", b"<sheetData/>")
    assert "damaged" in refusal(tmp_path / "twice.xlsx", target.getvalue())


def test_texts_beyond_what_fits_the_memory_are_refused(tmp_path: Path) -> None:
    limits = ArchiveLimits(part_bytes=MEGABYTE)
    book = re_packed(GOOD, TEXTS, b"</sst>", b"<si/>" * (MEGABYTE // 4) + b"</sst>")
    assert "texts of a workbook take at most 1 MB" in refusal(tmp_path / "t.xlsx", book, limits)


def shared(text: str, cells: int, *, cell: str = '<c r="A{0}" t="s"><v>0</v></c>') -> bytes:
    """Return a workbook with one text in many cells."""
    rows = "".join(f"<row r='{at}'>{cell.format(at)}</row>" for at in range(5, cells + 5))
    book = re_packed(GOOD, SHEET, b"</sheetData>", rows.encode() + b"</sheetData>")
    return re_packed(book, TEXTS, b"</si>", f"</si><si><t>{text}</t></si>".encode())


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="A{0}" t="s"><v>1</v></c>',
        "<c r='A{0}' t = 's'><v>1</v></c>",
        '<x:c r="A{0}" t="s"><x:v>1</x:v></x:c>',
        '<c r="A{0}" t="s"><!-- --><v a="">1</v></c>',
    ],
)
def test_a_long_text_in_very_many_cells_is_refused(tmp_path: Path, cell: str) -> None:
    """A reader copies it into each: a file of some KB took gigabytes."""
    book = shared("x" * 32_000, 10_000, cell=cell)
    assert "at most 256 MB of text" in refusal(tmp_path / "copies.xlsx", book)


def test_a_long_text_in_one_cell_beside_many_short_ones_is_fine(tmp_path: Path) -> None:
    path = tmp_path / "note.xlsx"
    path.write_bytes(shared("x" * 32_000, 10_000))
    assert rows_of(path)[5][0] == "编号"
