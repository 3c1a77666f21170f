"""Files of issued quotes: on the disk before any row names them, and swept where none does."""

import hashlib
import os
import secrets
from collections.abc import Iterator, Set
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from lumencare.sales.models import QuoteVersion

FOLDER = "quotes"
# Longer than any transaction runs: a file this old that no row names is left over from a failure.
LEFT_OVER_AFTER = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Kept:
    """A file in the archive: its name below the media folder, and the hash of its content."""

    name: str
    sha256: str


def keep_pdf(content: bytes, number: str, version: int, now: datetime) -> Kept:
    """Write a quotation's PDF so that it outlives a power cut; the same content has one name."""
    sha256 = hashlib.sha256(content).hexdigest()
    name = f"{FOLDER}/{now:%Y/%m}/{number}-v{version}-{sha256[:16]}.pdf"
    write_durably(Path(settings.MEDIA_ROOT) / name, content)
    return Kept(name, sha256)


def write_durably(path: Path, content: bytes) -> None:
    """Write a file whole or not at all, with its name in the folder, down to the disk."""
    path.parent.mkdir(parents=True, exist_ok=True)
    # Another request may write the same at this moment, in this process too.
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}.part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def read_pdf(version: QuoteVersion) -> bytes:
    """Return the PDF as it was issued."""
    return (Path(settings.MEDIA_ROOT) / str(version.pdf)).read_bytes()


def is_intact(version: QuoteVersion) -> bool:
    """Tell whether the PDF is there and is the one that was issued."""
    try:
        return hashlib.sha256(read_pdf(version)).hexdigest() == version.pdf_sha256
    except OSError:
        return False


def sweep_left_over(now: datetime) -> int:
    """Remove files that no version names because their issuing failed; return how many."""
    return sweep_folder(
        FOLDER, set(QuoteVersion.objects.exclude(pdf="").values_list("pdf", flat=True)), now
    )


def sweep_folder(folder: str, named: Set[str], now: datetime) -> int:
    """Remove the old files of a folder whose names no row holds; return how many."""
    left = [each for each in _old_files(folder, now) if _name_of(each) not in named]
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def _old_files(folder: str, now: datetime) -> Iterator[Path]:
    until = (now - LEFT_OVER_AFTER).timestamp()
    for path in (Path(settings.MEDIA_ROOT) / folder).glob("*/*/*"):
        if path.is_file() and path.stat().st_mtime < until:
            yield path


def _name_of(path: Path) -> str:
    return path.relative_to(settings.MEDIA_ROOT).as_posix()
