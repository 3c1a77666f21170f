"""Deeds in a process of their own, on the database and the files of the test that asks.

A process that has Django and the product loaded stands ready, one for each worker; each deed is
done by a fork of it. To start Python and load everything anew for each took a second a time.
"""

import importlib
import multiprocessing
import os
from multiprocessing import forkserver
from pathlib import Path
from unittest import mock

from django.db import connection

ROOT = Path(__file__).parent.parent
KILLED = -9
LONGEST = 120
READY = multiprocessing.get_context("forkserver")
# The database that the ready process was started for: a worker has one, for the whole run.
started_for: list[str] = []


def run_apart(module: str, *words: object) -> int:
    """Call `main` of a module with some words in another process; return how that ended."""
    _stand_ready()
    process = READY.Process(target=_do, args=(module, [str(each) for each in words]))
    process.start()
    process.join(LONGEST)
    if process.exitcode is None:
        process.kill()
        raise TimeoutError(f"{module} {words} did not end within {LONGEST} s")
    return process.exitcode


def address() -> str:
    """Return where the database of this test is."""
    database = connection.settings_dict
    if connection.vendor == "sqlite":
        return f"sqlite:///{database['NAME']}"
    who = f"{database['USER']}:{database['PASSWORD']}".rstrip(":")
    host = f"{database['HOST'] or 'localhost'}:{database['PORT'] or 5432}"
    return f"postgres://{who}@{host}/{database['NAME']}"


def _stand_ready() -> None:
    if started_for:
        assert started_for == [address()]
        return
    started_for.append(address())
    surroundings = {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": address(),
        "PYTHONPATH": str(ROOT),
    }
    READY.set_forkserver_preload(["tests.apart", "tests.apart_ready"])
    with mock.patch.dict(os.environ, surroundings):
        forkserver.ensure_running()


def _do(module: str, words: list[str]) -> None:
    importlib.import_module(module).main(*words)
