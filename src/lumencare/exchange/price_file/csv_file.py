"""Rows out of a CSV file: its encoding and its separator are found, its lines counted."""

import codecs
import csv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from glob import escape
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.exchange.price_file.block import RowBlock, blocks_of
from lumencare.exchange.price_file.columns import Column, find_columns, recognise
from lumencare.exchange.price_file.stage import Stage, text_columns

if TYPE_CHECKING:
    from _csv import Reader

# Excel in China saves CSV in GB18030, elsewhere in UTF-8 with a mark at the start.
UTF_8 = "utf-8-sig"
ENCODINGS = (UTF_8, "gb18030")
SEPARATORS = (",", ";", "\t")
PIECE = 1 << 20

ENCODING_ALLOWED = Text(
    "CSV 文件应为 UTF-8 或 GB18030 编码。", "A CSV file is expected in UTF-8 or GB18030."
)
COMPLETE = Text(
    "这一行不是完整的 CSV，可能缺少引号。",
    "This line is no complete CSV; perhaps a quotation mark is missing.",
)


class Layout(NamedTuple):
    """How a CSV file is laid out: its encoding, its lines, its separator, its headings."""

    encoding: str
    lines: int
    separator: str
    headings: list[str]
    columns: dict[Column, int]


def read_csv(path: Path, stage: Stage) -> None:
    """Take the rows of a CSV file: at once where it is regular, else line by line."""
    layout = find_layout(path)
    if layout.encoding == UTF_8 and _read_at_once(path, layout, stage):
        return
    stage.clear()
    for block in _read_by_line(path, layout):
        stage.add(block)


def _read_at_once(path: Path, layout: Layout, stage: Stage) -> bool:
    """Let the database read the file; False where a row is irregular or not exactly a line."""
    from duckdb import Error  # noqa: PLC0415 - loaded for price files only

    names = [f"c{at}" for at in range(len(layout.headings))]
    texts = {str(column): f"c{at}" for column, at in layout.columns.items()}
    try:
        rows = stage.database.read_csv(
            # A name may hold what the database would take for a pattern.
            escape(str(path)),
            columns=dict.fromkeys(names, "VARCHAR"),
            sep=layout.separator,
            header=True,
            quotechar='"',
            escapechar='"',
            auto_detect=False,
        )
        stage.fill(rows.project(text_columns(texts)), first_line=2)
    except Error:
        return False
    return stage.count() == layout.lines - 1


def _read_by_line(path: Path, layout: Layout) -> Iterator[RowBlock]:
    with path.open(encoding=layout.encoding, newline="") as file:
        reader = csv.reader(file, delimiter=layout.separator)
        with _complete(path, reader):
            _headings(reader)
            yield from blocks_of(_numbered(reader), layout.columns, len(layout.headings))


def find_layout(path: Path) -> Layout:
    """Find out how a file is laid out; InputProblems where it is no CSV file with our columns."""
    encoding, lines = _find_encoding(path)
    with path.open(encoding=encoding, newline="") as file:
        separator = _find_separator(file.readline(PIECE))
        file.seek(0)
        reader = csv.reader(file, delimiter=separator)
        with _complete(path, reader):
            headings = _headings(reader)
    return Layout(encoding, lines, separator, headings, find_columns(path.name, headings))


def _find_encoding(path: Path) -> tuple[str, int]:
    """Return the first encoding in which the whole file can be read, and its number of lines."""
    for encoding in ENCODINGS:
        lines = _count_lines(path, encoding)
        if lines is not None:
            return encoding, lines
    raise InputProblems([Problem(path.name, path.name, ENCODING_ALLOWED)])


def _count_lines(path: Path, encoding: str) -> int | None:
    """Return the number of lines, None where the file has another encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    lines, last = 0, b"\n"
    with path.open("rb") as file:
        try:
            while piece := file.read(PIECE):
                decoder.decode(piece)
                lines, last = lines + piece.count(b"\n"), piece[-1:]
                if len(piece) == PIECE and not (b"\n" in piece or b"\r" in piece):
                    raise InputProblems([Problem(f"{path.name}:{lines + 1}", "...", COMPLETE)])
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return None
    return lines if last == b"\n" else lines + 1


def _find_separator(heading: str) -> str:
    """Return the separator that shows the most known headings, the comma where none does."""
    return max(SEPARATORS, key=lambda each: _known_headings(heading.split(each)))


def _known_headings(headings: Sequence[str]) -> int:
    return sum(recognise(each.strip().strip('"')) is not None for each in headings)


def _headings(reader: "Reader") -> list[str]:
    """Read the first row that holds anything."""
    return next((row for row in reader if any(row)), [])


def _numbered(reader: "Reader") -> Iterator[tuple[int, list[str]]]:
    """Yield each row with the line where it begins: a quoted cell may run over several."""
    start = reader.line_num + 1
    for row in reader:
        yield start, row
        start = reader.line_num + 1


@contextmanager
def _complete(path: Path, reader: "Reader") -> Iterator[None]:
    """Name the line at which a file turns out to be no CSV."""
    try:
        yield
    except csv.Error as error:
        where = f"{path.name}:{reader.line_num}"
        raise InputProblems([Problem(where, str(error), COMPLETE)]) from error
