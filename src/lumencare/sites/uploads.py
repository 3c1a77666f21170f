"""Files that people send: their kind told by what is in them, their size bounded, their hash."""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath, PureWindowsPath
from typing import IO

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.sites.upload_contents import wrong_in_gzip, wrong_in_pdf, wrong_in_zip

MEGABYTE = 1 << 20
MOST_BYTES = 25 * MEGABYTE
PIECE = MEGABYTE
HEAD = 4096
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class Upload:
    """A file as it was sent: the name it had there, and its content."""

    name: str
    file: IO[bytes]


@dataclass(frozen=True, slots=True)
class Form:
    """A form of file that is kept: its media type, its ending, how its content begins.

    `find_wrong` looks inside, and returns what is wrong there.
    """

    media_type: str
    ending: str
    is_one: Callable[[bytes], bool]
    find_wrong: Callable[[IO[bytes]], Text | None] | None = None


@dataclass(frozen=True, slots=True)
class Checked:
    """A file that may be kept: its form, its size and its hash."""

    form: Form
    size: int
    sha256: str


def begins(*marks: bytes) -> Callable[[bytes], bool]:
    """Return what tells a form by its first bytes."""
    return lambda head: head.startswith(marks)


def _is_drawing_text(head: bytes) -> bool:
    """Tell a DXF text: its first group says that a section begins; comments may stand before."""
    lines = [each.strip() for each in head.replace(b"\r\n", b"\n").split(b"\n")]
    while lines[:1] == [b"999"]:
        lines = lines[2:]
    return lines[:2] == [b"0", b"SECTION"]


PDF = Form("application/pdf", ".pdf", begins(b"%PDF-"), wrong_in_pdf)
PNG = Form("image/png", ".png", begins(b"\x89PNG\r\n\x1a\n"))
JPEG = Form("image/jpeg", ".jpg", begins(b"\xff\xd8\xff"))
DWG = Form("image/vnd.dwg", ".dwg", begins(b"AC10", b"AC14", b"AC15", b"AC18"))
DXF_BINARY = Form("image/vnd.dxf", ".dxf", begins(b"AutoCAD Binary DXF"))
DXF = Form("image/vnd.dxf", ".dxf", _is_drawing_text)
ZIP = Form("application/zip", ".zip", begins(b"PK\x03\x04"), wrong_in_zip)
SEVEN_ZIP = Form("application/x-7z-compressed", ".7z", begins(b"7z\xbc\xaf\x27\x1c"))
GZIP = Form("application/gzip", ".gz", begins(b"\x1f\x8b"), wrong_in_gzip)
SQLITE = Form("application/vnd.sqlite3", ".db", begins(b"SQLite format 3\x00"))
# Backups of SQL Server, in which larger systems keep their databases.
TAPE = Form("application/octet-stream", ".bak", begins(b"TAPE"))
ACCESS = Form("application/x-msaccess", ".mdb", begins(b"\x00\x01\x00\x00Standard "))
WORKBOOK = Form(
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".xlsx",
    begins(b"PK\x03\x04"),
)
CSV = Form("text/csv", ".csv", lambda head: bool(head.strip()) and b"\0" not in head)
DRAWINGS = (PDF, PNG, JPEG, DWG, DXF_BINARY, DXF, ZIP)
DATABASES = (ZIP, SEVEN_ZIP, GZIP, SQLITE, TAPE, ACCESS)
LISTS = (WORKBOOK, CSV)
WORKBOOKS = (WORKBOOK,)


def check_upload(upload: Upload, forms: tuple[Form, ...], where: str = "file") -> Checked:
    """Tell what a file is by its content, its size and its hash; InputProblems where it is none.

    Neither its name nor what the browser says of it is believed.
    """
    upload.file.seek(0)
    head = upload.file.read(HEAD)
    upload.file.seek(0)
    form = next((each for each in forms if each.is_one(head)), None)
    if form is None:
        raise _wrong(where, upload, _allowed(forms))
    size, digest = 0, hashlib.sha256()
    for piece in _pieces(upload.file):
        size += len(piece)
        digest.update(piece)
        if size > MOST_BYTES:
            raise _wrong(where, upload, TOO_BIG)
    upload.file.seek(0)
    inside = form.find_wrong(upload.file) if form.find_wrong else None
    if inside is not None:
        raise _wrong(where, upload, inside)
    upload.file.seek(0)
    return Checked(form, size, digest.hexdigest())


def tidy_name(name: str, ending: str = "") -> str:
    """Return a file's name without folders and without what cannot be seen, with an ending."""
    last = PureWindowsPath(PurePosixPath(name).name).name
    seen = "".join(each for each in last if each.isprintable() and each not in '<>:"/\\|?*').strip(
        ". "
    )
    stem = seen[: -len(ending)] if ending and seen.casefold().endswith(ending) else seen
    return f"{stem[:LONGEST_NAME] or 'file'}{ending}"


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    while piece := file.read(PIECE):
        yield piece


def _wrong(where: str, upload: Upload, allowed: Text) -> InputProblems:
    return InputProblems([Problem(where, tidy_name(upload.name), allowed)])


def _allowed(forms: tuple[Form, ...]) -> Text:
    endings = list(dict.fromkeys(each.ending.lstrip(".").upper() for each in forms))
    return Text(
        f"文件内容应为 {'、'.join(endings)}；只看内容，不看扩展名。",
        f"The content of {', '.join(endings)} is expected; the name's ending does not count.",
    )


TOO_BIG = Text(
    f"文件不得超过 {MOST_BYTES // MEGABYTE} MB。",
    f"A file of at most {MOST_BYTES // MEGABYTE} MB is expected.",
)
