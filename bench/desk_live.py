"""200 people on the live queue of a desk: `bench/desk_live.py [CASES] [PEOPLE]`, 5000 and 200.

Serves an installation of its own with `lumencare serve` on two workers. The people ask from a
process of their own, each over a connection that stays open, as the page does; cases change, and
the lag is from the moment a change was written until the queue that shows it has arrived.
"""

import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

HOME = Path(tempfile.mkdtemp(prefix="lumencare-bench-"))
os.environ["LUMENCARE_HOME"] = str(HOME)
os.environ["LUMENCARE_LOG"] = str(HOME / "log")
os.environ["DJANGO_SETTINGS_MODULE"] = "lumencare.settings"
os.environ["EMAIL_URL"] = "memorymail://"
os.environ.pop("DATABASE_URL", None)
sys.path.insert(0, str(Path(__file__).parent.parent))

import django  # noqa: E402

django.setup()

from _measure import show  # noqa: E402
from django.conf import settings  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402

from api import await_answer, processor_seconds, workers_of  # noqa: E402

SECONDS, EVERY, WARM_UP, QUIET = 60, 2.5, 4.0, 10.0
# The longest that anybody may wait for a change, in seconds, and what one may cost the server.
LAG, COST = 2.0, 1.5
# Above this the machine does other things meanwhile, and its clock says little of the server.
BUSY = 1.0
# Enough for each worker to have drawn the page once: a first answer loads what it draws with.
FIRST_ANSWERS = 12
LUMENCARE = str(Path(sys.executable).with_name("lumencare"))


def cookies_of(count: int) -> list[str]:
    """Let people sign in; return the cookies of their sessions."""
    from tests.office import person  # noqa: PLC0415

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    found = []
    for each in range(count):
        client = Client()
        client.force_login(person("coordinator", name=f"c{each}"))
        found.append(f"sessionid={client.cookies['sessionid'].value}")
    return found


def serve() -> tuple[subprocess.Popen, int]:
    """Start the server on a free port."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    words = [LUMENCARE, "serve", "--port", str(port), "--workers", "2"]
    return subprocess.Popen(words, stdout=subprocess.DEVNULL), port


def draw_first(port: int, cookie: str) -> None:
    """Ask for the page until every worker has drawn it, and seen that nothing is new."""
    for number in range(FIRST_ANSWERS):
        link = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        link.request("GET", f"/desk/live?tab=open&seen={number}", headers={"Cookie": cookie})
        link.getresponse().read()
        link.close()


def families(parent: int) -> list[int]:
    """Return the processes that belong to a server, with those of the background work."""
    children = workers_of(parent)
    return [*children, *(each for child in children for each in workers_of(child))]


def change(until: float) -> list[tuple[float, str]]:
    """Change one case after the other; return when each was written and what marks it."""
    from tests.desk.cases import support  # noqa: PLC0415

    from lumencare.desk.actions import change_case  # noqa: PLC0415
    from lumencare.desk.models import Case  # noqa: PLC0415
    from lumencare.desk.queries.live import revision  # noqa: PLC0415

    random, by, done = Random(0), support(), []
    keys = list(Case.objects.values_list("pk", flat=True))
    while time.monotonic() < until:
        case = Case.objects.get(pk=random.choice(keys))
        now = timezone.localtime()
        change_case(case, {"summary": f"换了说法 {len(done)}"}, by=by, now=now)
        done.append((time.monotonic(), marked(revision(by, now))))
        time.sleep(EVERY)
    return done


def marked(seen: str) -> str:
    """Return what marks the last change; a state also says how many cases are overdue."""
    return seen.rsplit("-", 1)[0]


def lags(changes: list[tuple[float, str]], seen: list[list]) -> list[float]:
    """Return for each person and change how late the queue that shows it arrived."""
    place = {mark: number for number, (_, mark) in enumerate(changes)}
    found = []
    for arrivals in seen:
        waiting = 0
        for moment, mark in arrivals:
            shown = place.get(marked(mark), -1)
            found += [moment - changes[each][0] for each in range(waiting, shown + 1)]
            waiting = max(waiting, shown + 1)
        if waiting < len(changes):
            sys.exit(f"somebody never heard of change {waiting} of {len(changes)}")
    return found


def main(count: int, people: int) -> None:
    """Serve, watch and change; print how late the people heard of it."""
    from _desk import fill  # noqa: PLC0415
    from tests.desk.cases import support  # noqa: PLC0415

    from lumencare.desk.queries.live import revision  # noqa: PLC0415

    fill(count, timezone.localtime())
    cookies, seen = cookies_of(people), revision(support(), timezone.localtime())
    server, port = serve()
    try:
        await_answer(port)
        draw_first(port, cookies[0])
        words = [sys.executable, str(Path(__file__).with_name("_watchers.py"))]
        watchers = subprocess.Popen(words, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        told = {"port": port, "cookies": cookies, "seconds": SECONDS, "seen": seen}
        load, start = os.getloadavg()[0], time.monotonic()
        pids = families(server.pid)
        watchers.stdin.write(json.dumps(told) + "\n")
        watchers.stdin.flush()
        time.sleep(WARM_UP)
        quiet = busy_share(pids, QUIET)
        begun, before = time.monotonic(), processor_seconds(pids)
        changes = change(start + SECONDS - 3 * EVERY)
        spent, lasted = processor_seconds(pids) - before, time.monotonic() - begun
        answer = json.loads(watchers.communicate()[0])
    finally:
        server.terminate()
        server.wait(60)
    last = report(changes, answer, people)
    cost = (spent - quiet * lasted) / len(changes)
    show("  nothing new: of one core", 100 * quiet, "% busy")
    show("  with the changes: of one core", 100 * spent / lasted, "% busy")
    show("  one change on top of that", cost, "s busy", f"{COST}")
    show("  load of the machine before", load, "")
    print(verdict(last, cost, load))


def busy_share(pids: list[int], seconds: float) -> float:
    """Return how much of one core processes take while some seconds pass."""
    before, start = processor_seconds(pids), time.monotonic()
    time.sleep(seconds)
    return (processor_seconds(pids) - before) / (time.monotonic() - start)


def verdict(last: float, cost: float, load: float) -> str:
    """Say whether the targets are met, and what the clock is worth."""
    met = last <= LAG and cost <= COST
    said = "within the target" if met else "BEYOND the target"
    busy = f" (load {load:.1f}: the clock is no proof)" if load > BUSY else ""
    return f"  verdict: {said}: the last heard after {last:.2f} s of {LAG:.0f} s{busy}"


def report(changes: list, answer: dict, people: int) -> float:
    """Print the lags beside their target; return the longest."""
    found, waits = sorted(lags(changes, answer["seen"])), sorted(answer["waits"])
    show(f"{people} people, {len(changes)} changes: half hear within", found[len(found) // 2], "s")
    show("  95 of 100 within", found[int(len(found) * 0.95)], "s", "2")
    show("  the last within", found[-1], "s", "2")
    show("  an answer takes, 95 of 100", 1000 * waits[int(len(waits) * 0.95)], "ms")
    show("  the slowest answer", 1000 * waits[-1], "ms")
    return found[-1]


if __name__ == "__main__":
    try:
        given = [int(each) for each in sys.argv[1:]]
        main(*(given + [5000, 200][len(given) :]))
    finally:
        connection.close()
        shutil.rmtree(HOME, ignore_errors=True)
