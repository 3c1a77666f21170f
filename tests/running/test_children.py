"""Processes under one command: replaced when they fail, stopped when asked, forced when deaf."""

import os
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

from lumencare.running.children import Child, stop

DEAF = """
import pathlib, signal, sys, time
signal.signal(signal.SIGTERM, signal.SIG_IGN)
pathlib.Path({mark!r}).touch()
time.sleep(60)
"""


def child(code: str) -> Child:
    """Return a child that runs a line of Python."""
    return Child("trial", [sys.executable, "-c", code], dict(os.environ), is_replaced=True)


def wait_for(condition: Callable[[], bool]) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.02)


def test_one_that_ends_is_replaced_after_ever_longer_pauses() -> None:
    each = child("raise SystemExit(1)")
    each.start()
    wait_for(each.has_ended)
    each.replace()
    first = (each.starts_again or 0) - time.monotonic()
    each.failures = 4
    each.starts_again = None
    each.replace()
    later = (each.starts_again or 0) - time.monotonic()
    assert 0 < first <= 1
    assert 10 < later <= 16
    each.starts_again = time.monotonic()
    each.replace()
    assert each.starts_again is None
    wait_for(each.has_ended)


def test_those_that_listen_are_stopped_and_the_deaf_are_forced(tmp_path: Path) -> None:
    mark = tmp_path / "deaf"
    listening, deaf = child("import time; time.sleep(60)"), child(DEAF.format(mark=str(mark)))
    listening.start()
    deaf.start()
    wait_for(mark.exists)
    began = time.monotonic()
    stop([listening, deaf], patience=1)
    assert time.monotonic() - began < 5
    assert listening.process is not None
    assert deaf.process is not None
    assert listening.process.returncode == -signal.SIGTERM
    assert deaf.process.returncode == -signal.SIGKILL
