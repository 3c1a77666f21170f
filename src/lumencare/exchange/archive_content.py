"""The parts of a workbook archive, unpacked in bounded pieces."""

import struct
import zlib
from collections.abc import Iterator
from os import SEEK_CUR
from typing import BinaryIO
from zipfile import ZIP_STORED, ZipInfo

CHUNK = 1 << 18


def part_name(member: ZipInfo) -> str:
    """Return a part's name as readers compare it."""
    return member.filename.replace("\\", "/").lower()


def unpack_member(file: BinaryIO, member: ZipInfo) -> Iterator[bytes]:
    """Yield a member's content in bounded pieces.

    Raises EOFError where its size or its check sum is not as declared.
    """
    unpacked, check_sum = 0, 0
    for piece in _inflate(file, member):
        unpacked += len(piece)
        check_sum = zlib.crc32(piece, check_sum)
        if unpacked > member.file_size:
            raise EOFError(member.filename)
        yield piece
    if unpacked < member.file_size or check_sum != member.CRC:
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
