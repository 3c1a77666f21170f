"""`POST /api/v1/compare` on two workers: `bench/api.py [SECONDS]`, 10 by default.

Serves an empty installation of its own as `lumencare serve` does and asks from this process, over
connections that stay open; each asks its next question when the last one is answered. What asks
shares the machine with what answers; the processor's time of the workers alone stands beside.
"""

import http.client
import json
import os
import socket
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from threading import Thread

from _measure import show

SECONDS = float(sys.argv[1]) if len(sys.argv) > 1 else 10.0
WORKERS, CONNECTIONS = 2, 12
TARGET, TARGET_MS = ">= 600", "< 50"
WARM_UP = 2.0
CLASSES = ("1Y", "2Y", "HWQS8")


def bodies() -> list[bytes]:
    """Return questions that differ in class, amount, age and city."""
    return [
        json.dumps(
            {
                "class": CLASSES[number % 3],
                "bom": f"{100_000 + number * 7919}.00",
                "order_date": f"{2019 + number % 7}-0{1 + number % 9}-15",
                "on": "2026-01-15",
                "city": ("苏州", "上海", "昆山", "成都")[number % 4],
            }
        ).encode()
        for number in range(200)
    ]


def main() -> None:
    """Measure, and print the figures beside their targets."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["LUMENCARE_HOME"] = home
        os.environ["LUMENCARE_LOG"] = str(Path(home) / "log")
        os.environ["DJANGO_SETTINGS_MODULE"] = "lumencare.settings"
        import django  # noqa: PLC0415 - the settings read the environment

        django.setup()
        tokens = prepare()
        with served(home) as (port, pids):
            ask_for(WARM_UP, port, tokens)
            before = processor_seconds(pids)
            start = time.perf_counter()
            times = sorted(ask_for(SECONDS, port, tokens))
            elapsed = time.perf_counter() - start
            spent = processor_seconds(pids) - before
    show(f"POST /api/v1/compare, {WORKERS} workers", len(times) / elapsed, "requests/s", TARGET)
    show("  half of them within", times[len(times) // 2] * 1000, "ms")
    show("  99 of 100 within", times[int(len(times) * 0.99)] * 1000, "ms", TARGET_MS)
    show("  the processor's time of a request, in the workers", spent / len(times) * 1000, "ms")
    show("  which would be, on two cores of their own", 2 * len(times) / spent, "requests/s")


def prepare() -> list[str]:
    """Make the tables and somebody with a few tokens; return their secrets."""
    from django.core.management import call_command  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415
    from django.utils.timezone import now  # noqa: PLC0415

    from lumencare.accounts.models import RoleHeld, User  # noqa: PLC0415
    from lumencare.accounts.roles import Role  # noqa: PLC0415
    from lumencare.people.tokens import make_token  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    moment = now()
    by = User.objects.create(email="bench@example.com", name="bench", created_at=moment)
    RoleHeld.objects.create(user=by, role="sales")
    term = moment + timedelta(days=1)
    made = [
        make_token(by, name=str(number), role=Role.SALES, expires_at=term, now=moment)[1]
        for number in range(4)
    ]
    connections.close_all()
    return made


@contextmanager
def served(home: str) -> Iterator[tuple[int, list[int]]]:
    """Serve the installation; yield its port and its workers."""
    from lumencare.running.children import Child, stop  # noqa: PLC0415
    from lumencare.running.server import Place, _environment, _web_words  # noqa: PLC0415

    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    child = Child("web", _web_words(Place("127.0.0.1", port, WORKERS)), _environment(Path(home)))
    child.start()
    try:
        await_answer(port)
        yield port, workers_of(child.process.pid)
    finally:
        stop([child], 10)


def await_answer(port: int) -> None:
    """Wait until the server answers; give up after a minute."""
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port)).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("the server does not answer")


def workers_of(parent: int) -> list[int]:
    """Return the processes that a process has started."""
    return [
        int(each) for each in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()
    ]


def processor_seconds(pids: list[int]) -> float:
    """Return the processor's time that processes have taken so far."""
    ticks = os.sysconf("SC_CLK_TCK")
    fields = [Path(f"/proc/{each}/stat").read_text().rsplit(")", 1)[1].split() for each in pids]
    return sum(int(each[11]) + int(each[12]) for each in fields) / ticks


def ask_for(seconds: float, port: int, tokens: list[str]) -> list[float]:
    """Ask over all connections for so long; return how long each answer took."""
    times: list[float] = []
    deadline = time.perf_counter() + seconds
    askers = [
        Thread(target=ask, args=(deadline, port, tokens[number % len(tokens)], number, times))
        for number in range(CONNECTIONS)
    ]
    for each in askers:
        each.start()
    for each in askers:
        each.join()
    return times


def ask(deadline: float, port: int, token: str, first: int, times: list[float]) -> None:
    """Ask one question after the other over one connection."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
    asked, number = bodies(), first
    while (start := time.perf_counter()) < deadline:
        connection.request("POST", "/api/v1/compare", asked[number % len(asked)], headers)
        answer = connection.getresponse()
        answer.read()
        if answer.status != 200:
            sys.exit(f"answered {answer.status}")
        times.append(time.perf_counter() - start)
        number += 1
    connection.close()


if __name__ == "__main__":
    main()
