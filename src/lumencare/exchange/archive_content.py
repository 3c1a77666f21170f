"""The parts of a workbook archive, unpacked in bounded pieces, and how far their cells reach."""

import re
import struct
import zlib
from collections.abc import Iterable, Iterator
from os import SEEK_CUR
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipInfo

CHUNK = 1 << 18
LONGEST_TAG = 4 * CHUNK

# A reader keeps a sheet as a rectangle up to its farthest cell: two cells are enough to ask for
# half a terabyte. These find how far the cells of a sheet reach.
# Each pattern begins with a plain letter: the search for it is many times faster.
PLACE = rb"""r\s*=\s*["']"""
FAR_COLUMN = re.compile(PLACE + rb"([A-Za-z]{2,3})[0-9]")
PLACELESS_CELL = re.compile(
    rb"""c(?=[\s>])(?<=[<:]c)(?!\sr\s*=)"""
    rb"""(?:\s(?:(?!\br\s*=)(?:[^<>"']|"[^"]*"|'[^']*'))*)?>\s*<"""
)
NEAR_COLUMNS = 26
# Rows of at most so many digits end at so many rows; a sheet has no more than the first.
ROW_STEPS = (
    (re.compile(PLACE + rb"[A-Za-z]{0,3}[0-9]{7}"), 1_048_576),
    (re.compile(PLACE + rb"[A-Za-z]{0,3}[0-9]{6}"), 999_999),
    (re.compile(PLACE + rb"[A-Za-z]{0,3}[0-9]{5}"), 99_999),
)
NEAR_ROWS = 9_999


def cells_reach(texts: Iterable[bytes]) -> Iterator[tuple[int, int]]:
    """Yield, piece by piece, an upper bound of the farthest row and column seen so far.

    Raises LookupError at a cell that does not say where it stands: its place could not be told.
    """
    rows, columns = NEAR_ROWS, NEAR_COLUMNS
    for text in _cut_between_tags(texts):
        if PLACELESS_CELL.search(text):
            raise LookupError
        rows = max(rows, _farthest_row(text))
        columns = max(columns, _farthest_column(text))
        yield rows, columns


def _cut_between_tags(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes, cut so that no cell's opening and value are torn apart."""
    carried = b""
    for chunk in chunks:
        text = carried + chunk
        cut = text.rfind(b"<", 0, max(0, text.rfind(b"<")))
        carried = text[cut:] if cut >= 0 else text
        if len(carried) > LONGEST_TAG:
            raise EOFError("a part without tags")
        yield text[: max(0, cut)]
    yield carried


def _farthest_row(text: bytes) -> int:
    return next((rows for pattern, rows in ROW_STEPS if pattern.search(text)), NEAR_ROWS)


def _farthest_column(text: bytes) -> int:
    letters = set(FAR_COLUMN.findall(text))
    return max((_column_number(each.upper()) for each in letters), default=NEAR_COLUMNS)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number


def unpack_member(file: BinaryIO, member: ZipInfo) -> Iterator[bytes]:
    """Yield a member's content in bounded pieces; EOFError where its size is not as declared."""
    unpacked = 0
    for piece in _inflate(file, member):
        unpacked += len(piece)
        if unpacked > member.file_size:
            raise EOFError(member.filename)
        yield piece
    if unpacked < member.file_size:
        raise EOFError(member.filename)


def _inflate(file: BinaryIO, member: ZipInfo) -> Iterator[bytes]:
    pieces = _packed(file, member)
    if member.compress_type == ZIP_STORED:
        yield from pieces
        return
    inflate = zlib.decompressobj(-zlib.MAX_WBITS)
    for packed in pieces:
        left = packed
        while left and not inflate.eof:
            yield inflate.decompress(left, CHUNK)
            left = inflate.unconsumed_tail
    yield inflate.flush()
    if not inflate.eof:
        raise EOFError(member.filename)


def _packed(file: BinaryIO, member: ZipInfo) -> Iterator[bytes]:
    file.seek(member.header_offset)
    name, extra = struct.unpack("<26xHH", file.read(30))
    file.seek(name + extra, SEEK_CUR)
    left = member.compress_size
    while left and (packed := file.read(min(left, CHUNK))):
        left -= len(packed)
        yield packed
