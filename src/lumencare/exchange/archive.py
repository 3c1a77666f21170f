"""Whether a workbook file may be opened at all: a sane XLSX archive, not a bomb and not a lie."""

import struct
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.exchange.archive_cells import Declaration, Extent, PlacelessCell, measure_part
from lumencare.exchange.archive_content import part_name, unpack_member
from lumencare.exchange.archive_refusals import (
    DAMAGED,
    MEGABYTE,
    NO_DECLARATIONS,
    NOT_A_ZIP,
    OLD_FORMAT,
    PLACELESS,
    READABLE,
    UNLOCKED,
    WORKBOOK,
    megabytes,
    say_cells,
    say_file_bytes,
    say_members,
    say_part_bytes,
    say_spread,
    say_text_bytes,
    say_unpacked,
)
from lumencare.exchange.archive_texts import measure_shared_texts, sum_texts

ENDINGS = (".xlsx", ".xlsm")
XML_ENDINGS = (".xml", ".rels")
# A reader takes in sheets row by row, everything else as a whole.
SHEETS = "xl/worksheets/"
# One directory entry takes 46 bytes and its name; workbooks hold some tens of short ones.
DIRECTORY_BYTES_A_MEMBER = 512
# Small parts compress well without being bombs.
RATIO_MATTERS_FROM = MEGABYTE

OLE_MAGIC = bytes.fromhex("d0cf11e0a1b11ae1")
ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
ZIP_MAGIC = b"PK\x03\x04"
END_RECORD = b"PK\x05\x06"
END_RECORD_64 = b"PK\x06\x06"
# The longest comment, the record itself, and the 64-bit record and locator before it.
END_RECORD_REACH = 65535 + 22 + 20 + 56

# What a torn or forged archive makes the readers of its numbers, names and streams raise.
ZIP_FAULTS = (
    BadZipFile,
    NotImplementedError,
    zlib.error,
    struct.error,
    EOFError,
    ValueError,
    OverflowError,
)


@dataclass(frozen=True, slots=True)
class ArchiveLimits:
    """The greatest workbook that is opened; reading it takes less than about 1 GiB.

    `cells` bounds the rectangle that a sheet's farthest cell asks for, as does `spread`: so many
    times the cells that it holds, beyond what is `spread_always` allowed.
    """

    file_bytes: int = 64 * MEGABYTE
    unpacked_bytes: int = 256 * MEGABYTE
    part_bytes: int = 64 * MEGABYTE
    text_bytes: int = 256 * MEGABYTE
    members: int = 2_000
    ratio: int = 200
    cells: int = 16_000_000
    spread: int = 10
    spread_always: int = 1_000_000


DEFAULT_LIMITS = ArchiveLimits()


def check_workbook_archive(path: Path, limits: ArchiveLimits = DEFAULT_LIMITS) -> None:
    """Raise InputProblems where a file is no XLSX workbook that can be opened safely.

    Sizes are counted while unpacking, not believed, and nothing is kept: a bomb costs neither
    memory nor more time than the limits allow.
    """
    if path.suffix.lower() not in ENDINGS:
        raise _refusal(path, path.suffix or path.name, WORKBOOK)
    if not path.is_file():
        raise _refusal(path, path.name, READABLE)
    try:
        with path.open("rb") as file:
            _check_kind(path, file, limits)
            _check_members(path, file, limits)
    except OSError as error:
        raise _refusal(path, error.strerror or str(error), READABLE) from error
    except ZIP_FAULTS as error:
        raise _refusal(path, str(error), DAMAGED) from error


def _refusal(path: Path, given: str, allowed: Text) -> InputProblems:
    return InputProblems([Problem(path.name, given, allowed)])


def _check_kind(path: Path, file: BinaryIO, limits: ArchiveLimits) -> None:
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise _refusal(path, megabytes(size), say_file_bytes(limits.file_bytes))
    start = file.read(len(OLE_MAGIC))
    if start == OLE_MAGIC:
        # An encrypted XLSX wears the wrapping of the old format.
        encrypted = ENCRYPTED_STREAM in start + file.read()
        raise _refusal(path, path.name, UNLOCKED if encrypted else OLD_FORMAT)
    if not start.startswith(ZIP_MAGIC):
        raise _refusal(path, path.name, NOT_A_ZIP)
    if _directory_bytes(file, size) > limits.members * DIRECTORY_BYTES_A_MEMBER:
        raise _refusal(path, path.name, say_members(limits.members))


def _directory_bytes(file: BinaryIO, size: int) -> int:
    """Return how long the list of members claims to be, before anybody reads it."""
    file.seek(max(0, size - END_RECORD_REACH))
    tail = file.read(END_RECORD_REACH)
    end = tail.rfind(END_RECORD)
    wide = tail.rfind(END_RECORD_64)
    stated = int.from_bytes(tail[end + 12 : end + 16], "little") if end >= 0 else 0
    stated_wide = int.from_bytes(tail[wide + 40 : wide + 48], "little") if wide >= 0 else 0
    return stated_wide if stated == 0xFFFFFFFF else max(stated, stated_wide)


def _check_members(path: Path, file: BinaryIO, limits: ArchiveLimits) -> None:
    with ZipFile(file) as archive:
        members = archive.infolist()
    if len(members) > limits.members:
        raise _refusal(path, str(len(members)), say_members(limits.members))
    names = {part_name(member) for member in members}
    if "xl/workbook.xml" not in names:
        raise _refusal(path, path.name, NOT_A_ZIP)
    if len(names) < len(members):
        # Of two parts by one name, each reader could take another.
        raise _refusal(path, path.name, DAMAGED)
    for member in members:
        _check_declared(path, member, limits)
    declared = sum(member.file_size for member in members)
    if declared > limits.unpacked_bytes:
        raise _refusal(path, megabytes(declared), say_unpacked(limits.unpacked_bytes, limits.ratio))
    cells = {each.filename: _check_content(path, file, each, limits) for each in members}
    _check_texts(path, file, members, cells, limits)


def _check_declared(path: Path, member: ZipInfo, limits: ArchiveLimits) -> None:
    if member.flag_bits & 1:
        raise _refusal(path, member.filename, UNLOCKED)
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise _refusal(path, member.filename, DAMAGED)
    if member.file_size > limits.part_bytes and not part_name(member).startswith(SHEETS):
        raise _refusal(path, megabytes(member.file_size), say_part_bytes(limits.part_bytes))
    packed = max(1, member.compress_size)
    if member.file_size > max(RATIO_MATTERS_FROM, packed * limits.ratio):
        allowed = say_unpacked(limits.unpacked_bytes, limits.ratio)
        raise _refusal(path, f"{member.file_size // packed}:1", allowed)


def _check_content(path: Path, file: BinaryIO, member: ZipInfo, limits: ArchiveLimits) -> int:
    """Unpack one member and throw it away: its true size, and how far its cells reach.

    Return how many cells it has.
    """
    extent = Extent()
    is_xml = member.filename.lower().endswith(XML_ENDINGS)
    try:
        for extent in measure_part(unpack_member(file, member), is_xml=is_xml):
            if extent.area > limits.cells:
                raise _refusal(path, _reach(extent), say_cells(limits.cells))
    except PlacelessCell as error:
        raise _refusal(path, member.filename, PLACELESS) from error
    except Declaration as error:
        raise _refusal(path, member.filename, NO_DECLARATIONS) from error
    most = limits.spread_always + extent.cells * limits.spread
    if extent.area > most:
        raise _refusal(path, _reach(extent), say_spread(most, extent.cells))
    return extent.cells


def _check_texts(
    path: Path,
    file: BinaryIO,
    members: list[ZipInfo],
    cells: Mapping[str, int],
    limits: ArchiveLimits,
) -> None:
    """Count the texts as often as they are named: one of 32 KB may stand in a million cells."""
    lengths = measure_shared_texts(unpack_member(file, each) for each in members)
    longest = max(lengths, default=0)
    for sheet in members:
        # Nearly always even the longest text in every cell would not be too much.
        if cells[sheet.filename] * longest <= limits.text_bytes:
            continue
        asked = sum_texts(unpack_member(file, sheet), lengths)
        if asked > limits.text_bytes:
            raise _refusal(path, megabytes(asked), say_text_bytes(limits.text_bytes))


def _reach(extent: Extent) -> str:
    return f"{extent.rows} x {extent.columns}"
