"""The nightly run over many contracts, and the renewals page: `bench/continuity.py 15000 150000`.

Each number of contracts has a SQLite file and a process of its own, so that its peak of memory is
its own. The first evening catches up with 90 days of reminders; the second one is every evening's.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

# A step of its own is `fill=COUNT HOME` or `measure HOME`.
STEP = sys.argv[1] if len(sys.argv) == 3 and Path(sys.argv[2]).is_dir() else ""
HOME = Path(sys.argv[2] if STEP else tempfile.gettempdir())
os.environ["LUMENCARE_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["LUMENCARE_HOSTS"] = "testserver"
os.environ["LUMENCARE_LOG"] = str(HOME / "log")
sys.path.insert(0, str(Path(__file__).parent.parent))

import django  # noqa: E402

django.setup()

from _measure import show  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.utils import timezone  # noqa: E402

ROUNDS, KIB = 20, 1024
# What the process needs for itself, and what it maps of files, which the system may take back.
PARTS, LOOK_EVERY_S = ("RssAnon", "RssFile"), 0.05
RUN_S, RUN_MIB, PAGE_MS = "60", "300", "200"
FILTERS = ({}, {"closes_in": 30}, {"plan": "service-care"}, {"offer": "sent"}, {"q": "b-00012"})


def evening(days: int) -> None:
    """Run what runs each night, some days from now."""
    from lumencare.contracts.actions import put_down_reminders, run_continuity  # noqa: PLC0415
    from lumencare.contracts.renewable import reprice_renewals  # noqa: PLC0415

    now = timezone.now() + timedelta(days=days)
    steps: tuple[tuple[str, Callable[[], object]], ...] = (
        ("what is over ends", lambda: run_continuity(now)),
        ("renewals are priced anew", lambda: reprice_renewals(timezone.localdate(now))),
        ("reminders are put down", lambda: put_down_reminders(now)),
    )
    whole = 0.0
    for name, step in steps:
        start = time.perf_counter()
        done = step()
        took = time.perf_counter() - start
        whole += took
        show(f"  {name}: {done}", took, "s")
    show(f"evening {days + 1}", whole, "s", RUN_S)


def worklist() -> None:
    """Ask for the renewals in several ways."""
    from lumencare.accounts.models import User  # noqa: PLC0415
    from lumencare.contracts.queries.renewals import (  # noqa: PLC0415
        RenewalFilters,
        renewal_worklist,
    )

    user = User.objects.filter(roles__role="sales").first()
    for wanted in FILTERS:
        times = []
        for _ in range(ROUNDS):
            start = time.perf_counter()
            renewal_worklist(user, RenewalFilters(**wanted), on=timezone.localdate())
            times.append(time.perf_counter() - start)
        name = ", ".join(f"{key} {value}" for key, value in wanted.items()) or "everything"
        show(f"worklist: {name}", sorted(times)[int(ROUNDS * 0.95) - 1] * 1000, "ms p95", PAGE_MS)


def fill(count: int) -> None:
    """Put contracts into an empty database; in another process, whose memory does not count."""
    from _contracts import make_contracts  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    make_contracts(count, timezone.localdate())
    connection.cursor().execute("ANALYZE")


def measure() -> None:
    """Measure what is there."""
    at_start = _held("RssAnon")
    with _watched() as peaks:
        worklist()
        show("peak of own memory: the worklist", peaks["RssAnon"], "MiB", RUN_MIB)
        peaks.update(dict.fromkeys(PARTS, 0))
        evening(0)
        evening(1)
    show("own memory at the start", at_start, "MiB")
    show("peak of own memory: the nightly runs", peaks["RssAnon"], "MiB", RUN_MIB)
    show("peak of files that are mapped, shared with the system", peaks["RssFile"], "MiB")
    whole = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB
    show("peak of both together", whole, "MiB")


@contextmanager
def _watched() -> Iterator[dict[str, float]]:
    """Keep the most that the process held of its own memory, and of files, while a block runs."""
    peaks, over = dict.fromkeys(PARTS, 0.0), threading.Event()

    def look() -> None:
        while not over.wait(LOOK_EVERY_S):
            peaks.update({part: max(peaks[part], _held(part)) for part in PARTS})

    watcher = threading.Thread(target=look, daemon=True)
    watcher.start()
    try:
        yield peaks
    finally:
        over.set()
        watcher.join()


def _held(part: str) -> float:
    """Return how much memory of a kind the process holds now, in MiB; Linux tells it."""
    lines = Path("/proc/self/status").read_text().splitlines()
    found = next((each for each in lines if each.startswith(f"{part}:")), f"{part}: 0")
    return int(found.split()[1]) / KIB


def main(counts: list[int]) -> None:
    """Measure each number of contracts in a process of its own."""
    for count in counts:
        print(f"{count} contracts")
        home = tempfile.mkdtemp(prefix="lumencare-bench-")
        try:
            for step in (f"fill={count}", "measure"):
                subprocess.run([sys.executable, __file__, step, home], check=True)
        finally:
            shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__" and STEP:
    measure() if STEP == "measure" else fill(int(STEP.partition("=")[2]))
elif __name__ == "__main__":
    main([int(each) for each in sys.argv[1:]] or [15_000, 150_000])
