"""Rows out of a CSV file: its encoding and its separator are found, its lines counted."""

import codecs
import csv
from codecs import BOM_UTF8
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


class UnreadByte(NamedTuple):
    """A byte that has no meaning in an encoding: after how many others, and in which line."""

    offset: int
    byte: int
    line: int = 0


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
    """Return the first encoding in which the whole file can be read, and its number of lines.

    A mark at the start says UTF-8, whatever follows.
    """
    with path.open("rb") as file:
        is_marked = file.read(len(BOM_UTF8)) == BOM_UTF8
    unread: list[UnreadByte] = []
    for encoding in ENCODINGS[:1] if is_marked else ENCODINGS:
        lines = _count_lines(path, encoding)
        if isinstance(lines, int):
            return encoding, lines
        unread.append(lines)
    # The encoding that got farther is the one that was meant.
    farthest = max(unread, key=lambda each: each.offset)
    where = f"{path.name}:{farthest.line}"
    raise InputProblems([Problem(where, f"0x{farthest.byte:02X}", _encoding_allowed(farthest))])


def _encoding_allowed(unread: UnreadByte) -> Text:
    place = f"{unread.offset + 1:,}"
    return Text(
        f"文件的第 {place} 个字节无法读取；{ENCODING_ALLOWED.zh}",
        f"It is byte {place} of the file. {ENCODING_ALLOWED.en}",
    )


def _count_lines(path: Path, encoding: str) -> int | UnreadByte:
    """Return the number of lines, or the first byte that has no meaning in the encoding."""
    decoder = codecs.getincrementaldecoder(encoding)()
    lines, last, done = 0, b"\n", 0
    with path.open("rb") as file:
        while piece := file.read(PIECE):
            if unread := _unread(decoder, piece, done):
                return unread._replace(line=lines + 1 + _newlines_before(piece, unread, done))
            lines, last, done = lines + piece.count(b"\n"), piece[-1:], done + len(piece)
            if len(piece) == PIECE and not (b"\n" in piece or b"\r" in piece):
                raise InputProblems([Problem(f"{path.name}:{lines + 1}", "...", COMPLETE)])
    if unread := _unread(decoder, b"", done):
        return unread._replace(line=lines + 1)
    return lines if last == b"\n" else lines + 1


def _unread(decoder: codecs.IncrementalDecoder, piece: bytes, done: int) -> UnreadByte | None:
    """Decode a piece that follows on `done` bytes; return the byte at which that fails."""
    try:
        decoder.decode(piece, final=not piece)
    except UnicodeDecodeError as error:
        # The decoder may have kept some bytes of the piece before.
        offset = done + len(piece) - len(error.object) + error.start
        return UnreadByte(offset, error.object[error.start])
    return None


def _newlines_before(piece: bytes, unread: UnreadByte, done: int) -> int:
    return piece.count(b"\n", 0, max(0, unread.offset - done))


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
