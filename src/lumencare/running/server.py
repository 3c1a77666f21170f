"""Serve an installation: the web server and the background worker, as one command."""

import os
import signal
import socket
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.running.children import TICK, Child, stop

# Enough for a PDF that is being made; a job that takes longer is given to another worker.
PATIENCE = 25.0
LONGEST_START = 60.0
THREADS = 4
# Whoever listens everywhere is reached on this machine.
EVERYWHERE = "0.0.0.0"  # nosec B104
HERE = {EVERYWHERE: "127.0.0.1", "::": "[::1]"}


@dataclass(frozen=True, slots=True)
class Place:
    """Where an installation listens and with how many processes."""

    host: str
    port: int
    workers: int

    @property
    def address(self) -> str:
        """The address to open on this machine."""
        host = HERE.get(self.host, self.host)
        return f"http://{host}:{self.port}/"


def serve(place: Place, home: Path, when_ready: Callable[[], None]) -> int:
    """Run until a signal asks to stop; return the exit status."""
    _require_free(place)
    environment = _environment(home)
    web = Child("web", _web_words(place), environment)
    jobs = Child("jobs", [sys.executable, "-m", "lumencare.jobs"], environment, is_replaced=True)
    children = [web, jobs]
    with _signals() as asked:
        for each in children:
            each.start()
        try:
            if _await_answer(place, web, asked):
                when_ready()
            return _watch(children, asked)
        finally:
            stop(children, PATIENCE)


def _watch(children: list[Child], asked: list[int]) -> int:
    while not asked:
        for each in children:
            if each.has_ended():
                if not each.is_replaced:
                    return 1
                each.replace()
        time.sleep(TICK)
    return 0


def _await_answer(place: Place, web: Child, asked: list[int]) -> bool:
    """Wait until pages are answered: a server that is still starting may miss a signal."""
    deadline = time.monotonic() + LONGEST_START
    while time.monotonic() < deadline and not web.has_ended():
        try:
            health = f"{place.address}healthz"  # always http, and this machine
            with urllib.request.urlopen(health, timeout=5):  # nosec B310
                return not asked
        except (urllib.error.URLError, OSError):
            time.sleep(TICK)
    return False


def _require_free(place: Place) -> None:
    family = socket.AF_INET6 if ":" in place.host else socket.AF_INET
    try:
        with socket.socket(family, socket.SOCK_STREAM) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((place.host, place.port))
    except OSError as error:
        said = error.strerror or str(error)
        allowed = Text(
            f"该地址无法监听（{said}），请换一个空闲端口或停止占用它的程序。",
            f"This cannot be listened on ({said}): name a free port, or stop what uses it.",
        )
        given = f"{place.host}:{place.port}"
        raise InputProblems([Problem("--host, --port", given, allowed)]) from error


def _environment(home: Path) -> dict[str, str]:
    figures = home / "metrics"
    figures.mkdir(parents=True, exist_ok=True)
    for left in figures.glob("*.db"):
        left.unlink()
    return {**os.environ, "PROMETHEUS_MULTIPROC_DIR": str(figures)}


def _web_words(place: Place) -> list[str]:
    options = {
        "interface": "wsgi",
        "host": place.host,
        "port": place.port,
        "workers": place.workers,
        "blocking-threads": THREADS,
        "workers-kill-timeout": int(PATIENCE) - 5,
        "log-level": "warning",
    }
    words = [word for name, value in options.items() for word in (f"--{name}", str(value))]
    more = ["--no-ws", "--respawn-failed-workers", "lumencare.wsgi:application"]
    return [sys.executable, "-m", "granian", *words, *more]


@contextmanager
def _signals() -> Iterator[list[int]]:
    """Gather the signals that ask to stop, instead of being ended by them.

    What serves is no filter: a peer that hangs up, or a reader of its output that has gone, is an
    error to handle, not its end.
    """
    asked: list[int] = []
    names = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP]
    before = {name: signal.signal(name, lambda number, _: asked.append(number)) for name in names}
    before[signal.SIGPIPE] = signal.signal(signal.SIGPIPE, signal.SIG_IGN)
    try:
        yield asked
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)
