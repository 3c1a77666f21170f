"""What holds for every test: how Hypothesis runs, and that nothing is skipped unseen in CI."""

import os
import subprocess
import sys
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest
from django.db import connection
from hypothesis import settings
from pytest_django import DjangoDbBlocker

from tests import ready_database

# Machines share their cores: an example may be slow without being wrong.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")

ROOT = Path(__file__).parent.parent
IN_CI = os.environ.get("CI") == "true"


def pytest_configure(config: pytest.Config) -> None:
    """Compile the Chinese of the pages, once, before any page is made."""
    if not hasattr(config, "workerinput"):
        subprocess.run([sys.executable, ROOT / "scripts" / "messages", "compile"], check=True)


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Call bytes by their argument: an archive made on the way has the second in it.

    Where the processes of a run gather tests in different seconds, they would have to agree on
    the names, and nothing would be run.
    """
    return argname if isinstance(val, bytes) else None


@pytest.fixture(scope="session")
def django_db_keepdb(
    django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker
) -> bool:
    """Begin with a database that is ready, where there is one: to migrate takes ten seconds."""
    with django_db_blocker.unblock():
        return ready_database.lay_out()


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_keepdb: bool, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[None]:
    """Let a test that commits empty the trail behind it: SQLite has no TRUNCATE for that.

    That entries cannot be deleted is tried in tests/audit, with the trigger put back.
    """
    with django_db_blocker.unblock():
        ready_database.keep()
        if connection.vendor == "sqlite":
            with connection.cursor() as cursor:
                cursor.execute("DROP TRIGGER IF EXISTS audit_entry_never_deleted")
    yield
    if django_db_keepdb:
        with django_db_blocker.unblock():
            ready_database.remove()


@pytest.hookimpl(wrapper=True)
def pytest_fixture_setup() -> Generator[None, object, object]:
    """Let nobody wait for a database that could not be made."""
    try:
        return (yield)
    except BaseException:
        ready_database.give_up()
        raise


def _require(report: pytest.TestReport | pytest.CollectReport) -> None:
    """Turn a skip into a failure: what a person's machine may lack, CI must have."""
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"skipped, but required where CI=true: {report.longrepr}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Hold a test that skips itself against the rule for CI."""
    report = yield
    _require(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Hold a module that skips itself against the rule for CI."""
    report = yield
    _require(report)
    return report
