"""The whole database into one file and back: SQLite by itself, PostgreSQL by its own tools."""

import os
import shutil
import sqlite3
import subprocess  # the database's own tools, words of ours  # nosec B404
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.running.opening import shown_address

NOT_EMPTY = Text(
    "数据库中已有内容，不会覆盖；请给出空的安装（LUMENCARE_HOME、DATABASE_URL）。",
    "The database holds something; it is not written over. Name an empty installation "
    "(LUMENCARE_HOME, DATABASE_URL).",
)


@dataclass(frozen=True, slots=True)
class Dumping:
    """How one kind of database is written into a file, found empty, and read from a file."""

    name: str
    write: Callable[[Path], None]
    require_empty: Callable[[], None]
    read: Callable[[Path], None]


def dumping() -> Dumping:
    """Return how the installation's database is dumped."""
    return DUMPINGS[connection.vendor]


def _write_sqlite(target: Path) -> None:
    """Copy the database as it is at one moment, while others go on reading and writing."""
    connection.ensure_connection()
    copy = sqlite3.connect(target)
    try:
        connection.connection.backup(copy)
        # The copy is one file, without a log beside it.
        copy.execute("PRAGMA journal_mode=DELETE")
        said = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    finally:
        copy.close()
    if said != "ok":
        raise _failed(str(said))


def _sqlite_is_empty() -> None:
    path = _sqlite_path()
    # The log of a database that is gone would be taken for that of the one put here.
    for each in (path, *(path.with_name(path.name + end) for end in ("-wal", "-journal"))):
        if each.exists() and each.stat().st_size:
            raise InputProblems([Problem("DATABASE_URL", str(each), NOT_EMPTY)])


def _read_sqlite(source: Path) -> None:
    """Put a database in its place; what is there is empty."""
    copy = sqlite3.connect(source)
    try:
        said = copy.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except sqlite3.DatabaseError as error:
        said = str(error)
    finally:
        copy.close()
    if said != "ok":
        raise _failed(str(said))
    path = _sqlite_path()
    path.parent.mkdir(parents=True, exist_ok=True)
    # Moved beside it first: the folder may be on another disk.
    beside = path.with_name(f"{path.name}.{os.getpid()}.partial")
    shutil.move(source, beside)
    beside.replace(path)


def _sqlite_path() -> Path:
    return Path(settings.DATABASES["default"]["NAME"])


def _write_postgresql(target: Path) -> None:
    _run("pg_dump", "--format=custom", "--no-owner", "--no-privileges", f"--file={target}")


def _postgresql_is_empty() -> None:
    if connection.introspection.table_names():
        raise InputProblems([Problem("DATABASE_URL", shown_address(), NOT_EMPTY)])
    connection.close()


def _read_postgresql(source: Path) -> None:
    """Read a dump in one transaction: all of it, or nothing."""
    options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges")
    _run("pg_restore", *options, "--dbname", settings.DATABASES["default"]["NAME"], str(source))


def _run(tool: str, *words: str) -> None:
    """Run a tool of PostgreSQL; the password goes by the environment, which others cannot read."""
    path, chosen = shutil.which(tool), settings.DATABASES["default"]
    if path is None:
        raise InputProblems([Problem(tool, "", _tool_needed(tool))])
    named = {
        "PGHOST": chosen["HOST"],
        "PGPORT": str(chosen["PORT"]),
        "PGUSER": chosen["USER"],
        "PGPASSWORD": chosen["PASSWORD"],
        "PGDATABASE": chosen["NAME"],
    }
    environment = {**os.environ, **{name: value for name, value in named.items() if value}}
    done = subprocess.run(  # no shell  # nosec B603
        [path, *words], env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise _failed(" ".join(done.stderr.split())[:500])


def _tool_needed(tool: str) -> Text:
    return Text(
        f"没有找到 {tool}。请安装 PostgreSQL 的客户端工具（Debian：postgresql-client），"
        "版本不低于数据库；或用数据库自带的备份方式，另行复制 LUMENCARE_HOME。",
        f"There is no {tool} here. Install PostgreSQL's client tools (Debian: postgresql-client), "
        "no older than the database; or use its own backups, and copy LUMENCARE_HOME besides.",
    )


def _failed(said: str) -> InputProblems:
    allowed = Text(f"数据库未能完成：{said}", f"The database could not do it: {said}")
    return InputProblems([Problem("DATABASE_URL", shown_address(), allowed)])


DUMPINGS = {
    "sqlite": Dumping("lumencare.db", _write_sqlite, _sqlite_is_empty, _read_sqlite),
    "postgresql": Dumping(
        "database.dump", _write_postgresql, _postgresql_is_empty, _read_postgresql
    ),
}
