"""Backup and restore by the commands: the same installation again, or nothing at all."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg import sql
from pytest_django import DjangoDbBlocker

from lumencare.documents.certificate import make_certificate, write_pem
from lumencare.domain.shanghai import SHANGHAI
from lumencare.running.archive import write_archive
from lumencare.store.secret import kept_once
from lumencare.store.signing_certificate import OWN
from tests import ready_database
from tests.office import PASSWORD

MADE = datetime(2026, 12, 1, tzinfo=SHANGHAI)
NAMES = tuple(f"lumencare_backup_{each}_{os.getpid()}" for each in ("from", "to"))


@pytest.fixture
def databases() -> Iterator[tuple[str, ...]]:
    """Yield the addresses of two empty databases of the kind that the tests run on."""
    if connection.vendor == "sqlite":
        yield "", ""
        return
    chosen = settings.DATABASES["default"]
    server = f"postgresql://{chosen['USER']}@{chosen['HOST']}:{chosen['PORT']}/"
    with psycopg.connect(f"{server}postgres", autocommit=True) as admin:
        for each in NAMES:
            admin.execute(sql.SQL("DROP DATABASE IF EXISTS {}").format(sql.Identifier(each)))
            admin.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(each)))
        yield tuple(server + each for each in NAMES)
        for each in NAMES:
            admin.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} (FORCE)").format(sql.Identifier(each))
            )


def run(home: Path, database: str, *words: str, status: int = 0, **more: str) -> str:
    """Run a command in an installation; return what it says on both channels."""
    environment = {**os.environ, **more, "LUMENCARE_HOME": str(home), "LUMENCARE_LANG": "en"}
    environment.pop("DATABASE_URL", None)
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    if database:
        environment["DATABASE_URL"] = database
    program = "import sys; from lumencare.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", program, *words, "--lang", "en"],
        env=environment, capture_output=True, text=True, check=False, input=PASSWORD,
    )  # fmt: skip
    assert done.returncode == status, done.stdout + done.stderr
    assert "Traceback" not in done.stderr
    return done.stdout + done.stderr


def test_an_installation_is_put_back_whole_and_into_an_empty_one_only(
    tmp_path: Path,
    databases: tuple[str, ...],
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
) -> None:
    old, new, file = tmp_path / "old", tmp_path / "new", str(tmp_path / "b.zip")
    first, second = databases
    old.mkdir()
    with django_db_blocker.unblock():
        ready_database.give(connection.vendor, NAMES[0] if first else str(old / "lumencare.db"))
    person = ("--email", "li@example.com", "--name", "李工", "--password-file", "-")
    run(old, first, "init", *person)
    certificate = kept_once(old / OWN, lambda: write_pem(make_certificate("Lumencare", MADE)))
    drawing = old / "files" / "records" / "图.pdf"
    drawing.parent.mkdir(parents=True)
    drawing.write_bytes(b"%PDF-1.7 plan")
    assert "backed up" in run(old, first, "backup", file)
    assert "not written over" in run(old, first, "backup", file, status=2)
    assert "holds something" in run(old, first, "restore", file, status=2)

    damaged = tmp_path / "damaged.zip"
    damaged.write_bytes(Path(file).read_bytes()[:-50])
    assert "unchanged" in run(new, second, "restore", str(damaged), status=2)
    assert {each.name for each in new.iterdir()} <= {"secret-key"}

    assert "put back" in run(new, second, "restore", file)
    assert (new / "secret-key").read_bytes() == (old / "secret-key").read_bytes()
    assert (new / OWN).read_bytes() == certificate
    assert (new / OWN).stat().st_mode & 0o777 == 0o600
    assert (new / "files" / "records" / "图.pdf").read_bytes() == b"%PDF-1.7 plan"
    assert not list(new.glob(".restore-*"))
    assert not list(old.glob(".backup-*"))
    # No fonts and no mail are needed to know that the rows are there again.
    said = json.loads(run(new, second, "doctor", "--json", status=0))
    assert {"zh": "有系统管理员", "en": "there is an administrator"} in [
        each["said"] for each in said
    ]


def test_a_backup_of_another_kind_of_database_is_told(
    tmp_path: Path, databases: tuple[str, ...]
) -> None:
    """The archive is made by hand: what matters is what it says of itself."""
    other = tmp_path / "lumencare.db"
    other.write_bytes(b"rows")
    for name, facts in {
        "other.zip": {"database": "oracle"},
        "newer.zip": {"database": connection.vendor, "migrations": ["sites.9999_later"]},
    }.items():
        member = "database.dump" if connection.vendor == "postgresql" else "lumencare.db"
        write_archive(tmp_path / name, [(member, other)], facts)
    home = tmp_path / "home"
    told = run(home, databases[1], "restore", str(tmp_path / "other.zip"), status=2)
    assert "another kind of database" in told
    told = run(home, databases[1], "restore", str(tmp_path / "newer.zip"), status=2)
    assert "newer version" in told


def test_what_is_missing_of_the_databases_own_tools_is_told(
    tmp_path: Path, databases: tuple[str, ...]
) -> None:
    """SQLite needs none."""
    needs_tools = connection.vendor == "postgresql"
    file, status = tmp_path / "b.zip", 2 if needs_tools else 0
    told = run(tmp_path, databases[0], "backup", str(file), status=status, PATH="/none")
    assert ("postgresql-client" in told) == needs_tools
    assert file.exists() != needs_tools
