"""A CSV file as a sheet: its encoding and its separator are found, its rows made equally long."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.exchange.cells import CellValue

# Excel in China saves CSV in GB18030, elsewhere in UTF-8 with a mark at the start.
ENCODINGS = ("utf-8-sig", "gb18030")
SEPARATORS = (",", ";", "\t")
LOOKED_AT = 20
TEXT_ALLOWED = Text(
    "应为 XLSX，或 UTF-8、GB18030 编码的 CSV。", "XLSX, or CSV in UTF-8 or GB18030, is expected."
)
COMPLETE = Text(
    "这一行不是完整的 CSV，可能缺少引号。",
    "This line is no complete CSV; perhaps a quotation mark is missing.",
)


@dataclass(frozen=True, slots=True)
class CsvContent:
    """The rows of a CSV file; nothing in it is merged."""

    rows: list[list[str]]
    start: tuple[int, int] | None = (0, 0)
    merged_cell_ranges: list[tuple[tuple[int, int], tuple[int, int]]] | None = None

    def iter_rows(self) -> Iterator[list[CellValue]]:
        """Yield the rows from the top, all as long as the longest."""
        width = max(map(len, self.rows), default=0)
        for row in self.rows:
            yield [*row, *[""] * (width - len(row))]


def read_csv_content(path: Path) -> CsvContent:
    """Read a CSV file; InputProblems where it is no text, or a quotation mark is left open."""
    text = _decode(path)
    lines = text.splitlines(keepends=True)
    reader = csv.reader(lines, delimiter=_separator(lines), strict=True)
    try:
        return CsvContent(list(reader))
    except csv.Error as error:
        place = f"{path.name}:{reader.line_num}"
        raise InputProblems([Problem(place, "", COMPLETE)]) from error


def _decode(path: Path) -> str:
    content = path.read_bytes()
    if b"\0" not in content:
        for encoding in ENCODINGS:
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise InputProblems([Problem("file", path.name, TEXT_ALLOWED)])


def _separator(lines: list[str]) -> str:
    """Return the separator that stands most often in any of the first lines."""
    return max(
        SEPARATORS, key=lambda each: max((x.count(each) for x in lines[:LOOKED_AT]), default=0)
    )
