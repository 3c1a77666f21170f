"""Whether a workbook file may be opened at all: a sane XLSX archive, not a bomb and not a lie."""

import struct
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, BadZipFile, ZipFile, ZipInfo

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.exchange.archive_content import cells_reach, unpack_member

MEGABYTE = 1 << 20
ENDINGS = (".xlsx", ".xlsm")
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
    """The greatest workbook that is opened; `cells` bounds the rectangle of one sheet."""

    file_bytes: int = 64 * MEGABYTE
    unpacked_bytes: int = 512 * MEGABYTE
    members: int = 2_000
    ratio: int = 200
    cells: int = 32_000_000


DEFAULT_LIMITS = ArchiveLimits()

RESAVE = Text(
    "请用 Excel 或 WPS 打开后另存为 .xlsx。", "Open it in Excel or WPS and save it as .xlsx."
)
WORKBOOK = Text("应为 XLSX 工作簿。", "An XLSX workbook is expected.")
READABLE = Text("应为可读取的文件。", "A file that can be read is expected.")
UNLOCKED = Text(
    "工作簿有密码保护；请去掉密码后再用。",
    "The workbook is protected by a password; save it without one.",
)
OLD_FORMAT = Text(f"是旧的 .xls 格式；{RESAVE.zh}", f"This is the old .xls format. {RESAVE.en}")
NOT_A_ZIP = Text(
    f"内容不是 XLSX（可能是 CSV 等其他文件改了扩展名）；{RESAVE.zh}",
    f"The content is not XLSX; perhaps another kind of file was renamed. {RESAVE.en}",
)
DAMAGED = Text(f"工作簿已损坏；{RESAVE.zh}", f"The workbook is damaged. {RESAVE.en}")
PLACELESS = Text(
    f"有单元格没有标明位置；{RESAVE.zh}", f"A cell does not say where it stands. {RESAVE.en}"
)


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
        raise _refusal(path, _megabytes(size), _at_most(limits.file_bytes))
    start = file.read(len(OLE_MAGIC))
    if start == OLE_MAGIC:
        # An encrypted XLSX wears the wrapping of the old format.
        encrypted = ENCRYPTED_STREAM in start + file.read()
        raise _refusal(path, path.name, UNLOCKED if encrypted else OLD_FORMAT)
    if not start.startswith(ZIP_MAGIC):
        raise _refusal(path, path.name, NOT_A_ZIP)
    if _directory_bytes(file, size) > limits.members * DIRECTORY_BYTES_A_MEMBER:
        raise _refusal(path, path.name, _fewer_members(limits))


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
        raise _refusal(path, str(len(members)), _fewer_members(limits))
    if not any(member.filename.lower() == "xl/workbook.xml" for member in members):
        raise _refusal(path, path.name, NOT_A_ZIP)
    for member in members:
        _check_declared(path, member, limits)
    declared = sum(member.file_size for member in members)
    if declared > limits.unpacked_bytes:
        raise _refusal(path, _megabytes(declared), _unpacked_at_most(limits))
    for member in members:
        _check_content(path, file, member, limits)


def _check_declared(path: Path, member: ZipInfo, limits: ArchiveLimits) -> None:
    if member.flag_bits & 1:
        raise _refusal(path, member.filename, UNLOCKED)
    if member.compress_type not in (ZIP_STORED, ZIP_DEFLATED):
        raise _refusal(path, member.filename, DAMAGED)
    packed = max(1, member.compress_size)
    if member.file_size > max(RATIO_MATTERS_FROM, packed * limits.ratio):
        raise _refusal(path, f"{member.file_size // packed}:1", _unpacked_at_most(limits))


def _check_content(path: Path, file: BinaryIO, member: ZipInfo, limits: ArchiveLimits) -> None:
    """Unpack one member and throw it away: its true size, and how far its cells reach."""
    try:
        for rows, columns in cells_reach(unpack_member(file, member)):
            if rows * columns > limits.cells:
                raise _refusal(path, f"{rows} x {columns}", _fewer_cells(limits))
    except LookupError as error:
        raise _refusal(path, member.filename, PLACELESS) from error


def _megabytes(size: int) -> str:
    return f"{size / MEGABYTE:,.1f} MB"


def _at_most(size: int) -> Text:
    return Text(
        f"文件不得超过 {size // MEGABYTE} MB。", f"A file of at most {size // MEGABYTE} MB."
    )


def _unpacked_at_most(limits: ArchiveLimits) -> Text:
    most = limits.unpacked_bytes // MEGABYTE
    return Text(
        f"解压后不得超过 {most} MB，压缩比不得超过 {limits.ratio}:1。",
        f"At most {most} MB when unpacked, and no part packed tighter than {limits.ratio}:1.",
    )


def _fewer_members(limits: ArchiveLimits) -> Text:
    return Text(
        f"工作簿内部文件不得超过 {limits.members} 个。",
        f"A workbook with at most {limits.members} parts.",
    )


def _fewer_cells(limits: ArchiveLimits) -> Text:
    return Text(
        f"工作表的行数乘列数不得超过 {limits.cells:,}；请清除远处的单元格。",
        f"A sheet whose rows times columns are at most {limits.cells:,}; clear the cells that "
        "stand far away.",
    )
