"""Files of a case: which are kept, told by what is in them; a name that lies is refused."""

import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.sites.uploads import (
    DWG,
    DXF,
    DXF_BINARY,
    JPEG,
    PDF,
    PNG,
    ZIP,
    Checked,
    Form,
    Upload,
    begins,
    check_upload,
    tidy_name,
)

MOST_FILES = 20
ENDING = re.compile(r"\.[a-z0-9]{1,6}$")
OFFICE = "application/vnd.openxmlformats-officedocument"
# What a double click would run, or what holds scripts: never kept, under no content.
DANGEROUS = frozenset(
    re.findall(
        r"\.\w+",
        ".apk .bat .chm .cmd .com .cpl .dll .docm .dotm .exe .hta .htm .html .iso .jar .js .jse "
        ".lnk .mht .mhtml .msi .msix .pif .potm .pptm .ps1 .py .reg .scr .sh .shtml .svg .swf "
        ".url .vbe .vbs .wsf .wsh .xht .xhtml .xlam .xlsb .xlsm .xltm .xml",
    )
)


def _is_media(*brands: bytes) -> Callable[[bytes], bool]:
    """Return what tells a picture or film by the brand in its first box."""
    return lambda head: head[4:8] == b"ftyp" and head[8:12] in brands


def _is_text(head: bytes) -> bool:
    """Tell plain text: no NUL, and nothing that begins like a page or a script."""
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    return bool(start) and b"\0" not in head and not start.startswith((b"<", b"#!"))


WEBP = Form("image/webp", ".webp", lambda head: head[:4] == b"RIFF" and head[8:12] == b"WEBP")
GIF = Form("image/gif", ".gif", begins(b"GIF87a", b"GIF89a"))
HEIC = Form("image/heic", ".heic", _is_media(b"heic", b"heix", b"hevc", b"mif1", b"msf1"))
MP4 = Form("video/mp4", ".mp4", _is_media(b"isom", b"iso2", b"iso4", b"mp41", b"mp42", b"avc1"))
MOV = Form("video/quicktime", ".mov", _is_media(b"qt  "))
DOCX = Form(f"{OFFICE}.wordprocessingml.document", ".docx", begins(b"PK\x03\x04"))
XLSX = Form(f"{OFFICE}.spreadsheetml.sheet", ".xlsx", begins(b"PK\x03\x04"))
PPTX = Form(f"{OFFICE}.presentationml.presentation", ".pptx", begins(b"PK\x03\x04"))
TEXT = Form("text/plain", ".txt", _is_text)
FORMS = (PDF, PNG, JPEG, WEBP, GIF, HEIC, MP4, MOV, DWG, DXF_BINARY, DXF, ZIP, TEXT)
PARTS = {"word/": DOCX, "xl/": XLSX, "ppt/": PPTX}
# Other endings that a form may bear.
ALSO = {
    ".jpg": {".jpeg", ".jpe", ".jfif"},
    ".heic": {".heif"},
    ".mp4": {".m4v", ".mov"},
    ".txt": {".log", ".csv", ".ini", ".md", ".eml"},
}
KNOWN = frozenset(
    {each.ending for each in (*FORMS, DOCX, XLSX, PPTX)} | set().union(*ALSO.values())
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A file that may be kept, under the name it is kept by."""

    upload: Upload
    checked: Checked
    name: str


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A file of a mail that was not kept, and what would have been."""

    name: str
    why: Text


def check_files(uploads: Sequence[Upload]) -> list[Kept]:
    """Return files that may be kept; InputProblems names every one that may not."""
    kept, left_out = sort_files(uploads)
    problems = [Problem("files", each.name, each.why) for each in left_out]
    if len(uploads) > MOST_FILES:
        problems.append(Problem("files", str(len(uploads)), TOO_MANY))
    if problems:
        raise InputProblems(problems)
    return kept


def sort_files(uploads: Sequence[Upload]) -> tuple[list[Kept], list[LeftOut]]:
    """Return which of several files may be kept, and which not, each with its reason."""
    kept: list[Kept] = []
    left_out: list[LeftOut] = []
    for each in uploads:
        try:
            kept.append(_check(each))
        except InputProblems as wrong:
            left_out.append(LeftOut(tidy_name(each.name), wrong.problems[0].allowed))
    return kept, left_out


def _check(upload: Upload) -> Kept:
    given = _ending(upload.name)
    if given in DANGEROUS:
        raise _wrong(upload, DANGER)
    checked = check_upload(upload, FORMS, "files")
    if checked.form is ZIP:
        checked = replace(checked, form=_look_inside(upload))
    form = checked.form
    own = {form.ending} | ALSO.get(form.ending, set())
    if given in KNOWN - own:
        raise _wrong(upload, _lie(given, form))
    return Kept(upload, checked, tidy_name(upload.name, given if given in own else form.ending))


def _look_inside(upload: Upload) -> Form:
    """Return what an archive is; one that holds what could run is refused."""
    try:
        with zipfile.ZipFile(upload.file) as archive:
            names = [each.replace("\\", "/") for each in archive.namelist()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, UnicodeDecodeError) as error:
        raise _wrong(upload, DAMAGED) from error
    finally:
        upload.file.seek(0)
    if any(
        _ending(each) in DANGEROUS - {".xml"} or each.endswith("vbaProject.bin") for each in names
    ):
        raise _wrong(upload, DANGER)
    if "[Content_Types].xml" not in names:
        return ZIP
    found = (form for start, form in PARTS.items() if any(each.startswith(start) for each in names))
    return next(found, ZIP)


def _ending(name: str) -> str:
    found = ENDING.search(tidy_name(name).casefold())
    return found[0] if found else ""


def _lie(given: str, form: Form) -> Text:
    shown, held = given.lstrip(".").upper(), form.ending.lstrip(".").upper()
    return Text(
        f"扩展名是 {shown}，内容却是 {held}；请改正扩展名后再发送。",
        f"It is named {shown} and holds {held}; send it again under its right name.",
    )


def _wrong(upload: Upload, allowed: Text) -> InputProblems:
    return InputProblems([Problem("files", tidy_name(upload.name), allowed)])


DANGER = Text(
    "可能含有可执行的内容，不予保存；请改发图片、PDF、文本或办公文档。",
    "It may hold what runs on a computer, so it is not kept; send a picture, a PDF, text or an "
    "office document.",
)
DAMAGED = Text("压缩文件已损坏。", "The archive is damaged.")
TOO_MANY = Text(
    f"一次最多 {MOST_FILES} 个文件。", f"At most {MOST_FILES} files at once are expected."
)
