"""Files between their preview and the decision: kept by hash, so that what is applied is what was
shown, and thrown away when nobody decides."""

import hashlib
import re
import shutil
from datetime import datetime
from pathlib import Path

from django.conf import settings

from lumencare.accounts.models import User
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.sites.uploads import Form, Upload, check_upload, tidy_name

HASH = re.compile(r"[0-9a-f]{64}")
AGAIN = Text("预览已过期，请重新上传文件。", "The preview is gone; send the file again.")


def stage(upload: Upload, forms: tuple[Form, ...], *, by: User) -> tuple[Path, str]:
    """Keep a file until its sender decides; return where it lies, and its hash.

    It lies among its sender's own, so a hash that somebody else saw leads nowhere.
    """
    checked = check_upload(upload, forms)
    folder = _folder(by, checked.sha256)
    folder.mkdir(parents=True, exist_ok=True)
    for other in folder.iterdir():
        other.unlink()
    path = folder / tidy_name(upload.name, checked.form.ending)
    with path.open("wb") as file:
        shutil.copyfileobj(upload.file, file)
    return path, checked.sha256


def staged(sha256: str, *, by: User) -> Path:
    """Return a file that its sender saw a preview of; InputProblems where it is gone."""
    folder = _folder(by, sha256) if HASH.fullmatch(sha256) else None
    files = list(folder.iterdir()) if folder and folder.is_dir() else []
    if len(files) != 1 or hashlib.sha256(files[0].read_bytes()).hexdigest() != sha256:
        raise InputProblems([Problem("file", "", AGAIN)])
    return files[0]


def discard(sha256: str, *, by: User) -> None:
    """Throw a file away that was decided about."""
    if HASH.fullmatch(sha256):
        shutil.rmtree(_folder(by, sha256), ignore_errors=True)


def sweep_staged(before: datetime) -> int:
    """Throw away what nobody decided about since a moment; return how many files."""
    old = [each for each in _root().glob("*/*/*") if each.stat().st_mtime < before.timestamp()]
    for each in old:
        shutil.rmtree(each.parent, ignore_errors=True)
    return len(old)


def _root() -> Path:
    return Path(settings.MEDIA_ROOT) / "staged"


def _folder(by: User, sha256: str) -> Path:
    return _root() / str(by.pk) / sha256
