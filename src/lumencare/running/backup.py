"""An installation into one file and back: its database, its files, its key."""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import datetime
from importlib.metadata import version
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.running.archive import Manifest, extract, read_manifest, write_archive
from lumencare.running.dumps import dumping
from lumencare.store.signing_certificate import OWN

FILES = "files"
# What the installation alone can read: its key, and the certificate that it made for itself.
PRIVATE = ("secret-key", OWN)
FILES_THERE = Text(
    "此文件夹已有内容，不会覆盖；请给出空的安装（LUMENCARE_HOME）。",
    "This folder holds something; it is not written over. Name an empty installation "
    "(LUMENCARE_HOME).",
)
OTHER_DATABASE = Text(
    "备份来自另一种数据库；请将 DATABASE_URL 设为同一种。",
    "The backup is of another kind of database: name one of the same kind with DATABASE_URL.",
)
NEWER = Text(
    "备份来自较新的版本；请用该版本或更新的版本恢复。",
    "The backup was made by a newer version: put it back with that one, or a later one.",
)


def back_up(target: Path, now: datetime) -> Manifest:
    """Write the installation into a new file, while it goes on working.

    The database comes first and files are never changed: every file that a row names is there.
    """
    dump = dumping()
    applied = MigrationRecorder(connection).applied_migrations()
    facts = {
        "lumencare": version("lumencare"),
        "made_at": now.isoformat(),
        "database": connection.vendor,
        "migrations": sorted(f"{app}.{name}" for app, name in applied),
    }
    with tempfile.TemporaryDirectory(dir=settings.HOME, prefix=".backup-") as work:
        copy = Path(work) / dump.name
        dump.write(copy)
        return write_archive(target, [(dump.name, copy), *_kept()], facts)


def _kept() -> Iterator[tuple[str, Path]]:
    """Yield the key and the certificate, where the installation keeps them, then every file."""
    home, files = Path(settings.HOME), Path(settings.MEDIA_ROOT)
    for name in PRIVATE:
        if (home / name).is_file():
            yield name, home / name
    for each in sorted(files.rglob("*")):
        if each.is_file() and not each.is_symlink():
            yield f"{FILES}/{each.relative_to(files).as_posix()}", each


def put_back(source: Path) -> Manifest:
    """Make an empty installation what it was when the file was written: all of it, or nothing.

    Everything is read and proven before anything is put into its place.
    """
    dump, files = dumping(), Path(settings.MEDIA_ROOT)
    manifest = read_manifest(source)
    _require_fitting(source, manifest, dump.name)
    dump.require_empty()
    if files.is_dir() and any(files.iterdir()):
        raise InputProblems([Problem("LUMENCARE_HOME", str(files), FILES_THERE)])
    home = Path(settings.HOME)
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as work:
        extract(source, manifest, Path(work))
        _put_in_place(Path(work), files)
    return manifest


def _put_in_place(work: Path, files: Path) -> None:
    """Move what was proven: files first, so that a database that is there has all of them."""
    came, dump = work / FILES, dumping()
    came.mkdir(exist_ok=True)
    if files.is_dir():
        files.rmdir()
    files.parent.mkdir(parents=True, exist_ok=True)
    shutil.move(came, files)
    with ExitStack() as undo:
        undo.callback(shutil.move, files, came)
        dump.read(work / dump.name)
        undo.pop_all()
    # Opening the installation has made a key, which nothing was signed with yet.
    for name in PRIVATE:
        if (work / name).is_file():
            (work / name).chmod(0o600)
            (work / name).replace(Path(settings.HOME) / name)


def _require_fitting(source: Path, manifest: Manifest, dump: str) -> None:
    """Raise InputProblems where the file is not for this kind of database or this version."""
    facts = manifest.facts
    if facts.get("database") != connection.vendor:
        raise InputProblems([Problem("FILE", str(source), OTHER_DATABASE)])
    known = {f"{app}.{name}" for app, name in MigrationLoader(None).disk_migrations}
    if dump not in {each.name for each in manifest.members}:
        raise InputProblems([Problem("FILE", str(source), OTHER_DATABASE)])
    if not known.issuperset(facts.get("migrations", [])):
        raise InputProblems([Problem("FILE", str(source), NEWER)])
