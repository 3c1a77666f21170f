"""What is inside a file that somebody sent: programs, macros and bombs are told before it is kept.

Nothing is unpacked to a disk and nothing is run; what is only looked at stays as it was sent.
"""

import gzip
import re
import struct
import zlib
from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import IO
from zipfile import BadZipFile, ZipFile, ZipInfo

from lumencare.domain.text import Text

MEGABYTE = 1 << 20
PIECE = MEGABYTE
# More than a project's drawings or database come to, and less than fills a desk's disk.
MOST_UNPACKED = 500 * MEGABYTE
MOST_MEMBERS = 5_000
# Text and databases shrink to a fiftieth now and then; what shrinks more was made to.
MOST_TIMES_SMALLER = 200
RATIO_MATTERS_FROM = MEGABYTE
# What runs, or is opened by something that runs it, when somebody clicks on it.
ON_A_DESK = (
    ".apk", ".app", ".bat", ".chm", ".cmd", ".com", ".cpl", ".dll", ".dmg", ".exe", ".gadget",
    ".img", ".inf", ".iso", ".jar", ".lnk", ".msc", ".msi", ".msp", ".ocx", ".pif", ".reg", ".scf",
    ".scr", ".sys", ".url", ".vhd", ".vhdx", ".xll",
)  # fmt: skip
SCRIPTS = (
    ".hta", ".htm", ".html", ".js", ".jse", ".mht", ".ps1", ".py", ".sh", ".svg", ".vb", ".vbe",
    ".vbs", ".wsf", ".wsh",
)  # fmt: skip
# Macros of office documents and of AutoCAD.
WITH_MACROS = (
    ".docm", ".dotm", ".pptm", ".xlam", ".xlsm", ".xltm", ".arx", ".dvb", ".fas", ".lsp", ".vlx",
)  # fmt: skip
PROGRAMS = frozenset((*ON_A_DESK, *SCRIPTS, *WITH_MACROS))
MACROS = "vbaproject.bin"
# How the files of programs begin: Windows, Linux, macOS, scripts.
PROGRAM_HEADS = (
    b"MZ",
    b"\x7fELF",
    b"\xfe\xed\xfa",
    b"\xcf\xfa\xed\xfe",
    b"\xca\xfe\xba\xbe",
    b"#!",
)
# Names of a PDF may be written with hex digits: /JavaScript is also /J#61vaScript.
HEX_DIGITS = re.compile(rb"#([0-9A-Fa-f]{2})")
ACTIVE = re.compile(rb"/(?:JavaScript|Launch|RichMedia|XFA)\b")
LONGEST_NAME = 64
ZIP_FAULTS = (BadZipFile, NotImplementedError, zlib.error, struct.error, EOFError, ValueError)


def wrong_in_zip(file: IO[bytes]) -> Text | None:
    """Return what is wrong inside an archive: damaged, a bomb, a program in it; None else."""
    try:
        with ZipFile(file) as archive:
            members = archive.infolist()
            return _wrong_members(members) or _wrong_heads(archive, members)
    except (*ZIP_FAULTS, OSError, RuntimeError):
        return DAMAGED


def _wrong_members(members: list[ZipInfo]) -> Text | None:
    if not members:
        return DAMAGED
    if len(members) > MOST_MEMBERS:
        return TOO_MANY
    unpacked, packed = (
        sum(each.file_size for each in members),
        sum(each.compress_size for each in members),
    )
    if unpacked > MOST_UNPACKED:
        return BOMB
    if unpacked > RATIO_MATTERS_FROM and unpacked > MOST_TIMES_SMALLER * max(packed, 1):
        return BOMB
    named = next((each.filename for each in members if is_program_name(each.filename)), "")
    return _program(named) if named else None


def _wrong_heads(archive: ZipFile, members: list[ZipInfo]) -> Text | None:
    """Look at how each member begins: a program may bear any name. Locked ones keep theirs."""
    for each in members:
        if each.is_dir() or each.flag_bits & 1:
            continue
        with archive.open(each) as member:
            if member.read(LONGEST_NAME).startswith(PROGRAM_HEADS):
                return _program(each.filename)
    return None


def is_program_name(name: str) -> bool:
    """Tell whether a file of this name runs where it is opened; trailing dots and blanks lie."""
    last = PurePosixPath(name.replace("\\", "/")).name.casefold().rstrip(". \0")
    return PurePosixPath(last).suffix in PROGRAMS or last == MACROS


def wrong_in_gzip(file: IO[bytes]) -> Text | None:
    """Return what is wrong with a packed file: damaged, a bomb, a program; None else."""
    try:
        with gzip.GzipFile(fileobj=file) as packed:
            if packed.read(LONGEST_NAME).startswith(PROGRAM_HEADS):
                return _program("")
            return BOMB if _length(packed) > MOST_UNPACKED else None
    except (*ZIP_FAULTS, OSError):
        return DAMAGED


def _length(packed: gzip.GzipFile) -> int:
    """Count what a packed file comes to, no farther than it matters; nothing is kept."""
    counted = 0
    while counted <= MOST_UNPACKED and (piece := packed.read(PIECE)):
        counted += len(piece)
    return counted


def wrong_in_pdf(file: IO[bytes]) -> Text | None:
    """Return what a PDF would do by itself when it is opened; None where it only shows."""
    return ACTIVE_PDF if any(ACTIVE.search(each) for each in _pieces(file)) else None


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    """Yield a file in pieces that overlap, so that no name is cut in two; hex digits are read."""
    before = b""
    while piece := file.read(PIECE):
        yield HEX_DIGITS.sub(lambda found: bytes([int(found[1], 16)]), before + piece)
        before = piece[-LONGEST_NAME:]


def _program(name: str) -> Text:
    shown = PurePosixPath(name.replace("\\", "/")).name[:LONGEST_NAME] or "…"
    return Text(
        f"内含程序、脚本或宏（{shown}），不予保存；请只提供图纸或数据库文件。",
        f"It holds a program, script or macro ({shown}) and is not kept; send drawings or "
        "databases alone.",
    )


DAMAGED = Text(
    "文件已损坏，无法打开；请重新打包或导出。",
    "It is damaged and cannot be opened; pack or export it again.",
)
BOMB = Text(
    f"解压后过大（最多 {MOST_UNPACKED // MEGABYTE} MB），不予保存。",
    f"Unpacked it is too big: at most {MOST_UNPACKED // MEGABYTE} MB are expected.",
)
TOO_MANY = Text(
    f"压缩包内文件过多（最多 {MOST_MEMBERS} 个）。",
    f"It holds too many files: at most {MOST_MEMBERS} are expected.",
)
ACTIVE_PDF = Text(
    "该 PDF 打开时会自行运行内容（脚本或启动程序），不予保存；请另存为普通 PDF。",
    "This PDF runs something when it is opened (a script or a program) and is not kept; print "
    "it to a plain PDF.",
)
