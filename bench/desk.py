"""Server time of the service desk: `bench/desk.py 5000` open cases.

Opens that many cases in a SQLite file of its own and asks for the pages through the whole stack
of middleware; then one case changes and what 200 people cost who hear of it is counted. How late
they hear of it is measured by `desk_live.py`.
"""

import os
import shutil
import sys
import tempfile
import time
from itertools import cycle
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="lumencare-bench-"))
os.environ["LUMENCARE_HOME"] = str(HOME)
os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
os.environ["LUMENCARE_HOSTS"] = "testserver"
os.environ["LUMENCARE_LOG"] = str(HOME / "log")
sys.path.insert(0, str(Path(__file__).parent.parent))

import django  # noqa: E402

django.setup()

from _measure import show  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from pages import measure, percentile_95  # noqa: E402

PEOPLE = 200


def measure_opening(client: Client) -> tuple[float, float]:
    """Return the 95th percentile of opening a case with its decision, by the clock and of the
    processor's own time, in milliseconds."""
    from lumencare.sites.models import System  # noqa: PLC0415

    times, busy = [], []
    for each, system in zip(range(40), cycle(System.objects.all()), strict=False):
        posted = {
            "reporter_name": "王",
            "place": system.ref,
            "summary": "灯不亮",
            "key": f"k{each}",
        }
        seen = ",".join(system_cases(system))
        start, begun = time.perf_counter(), time.process_time()
        answer = client.post("/desk/new", {**posted, "seen": seen})
        times.append(time.perf_counter() - start)
        busy.append(time.process_time() - begun)
        if answer.status_code != 302:
            sys.exit(f"not opened: {answer.status_code}")
    return percentile_95(times), percentile_95(busy)


def system_cases(system) -> list[str]:
    """Return the numbers that the form shows as open at the same site."""
    from tests.desk.cases import support  # noqa: PLC0415

    from lumencare.desk.queries import Likeness, open_like  # noqa: PLC0415

    like = Likeness(system=system.pk, site=system.site_id, words="灯不亮 ")
    return [each.number for each in open_like(support(), like, timezone.localtime())]


def measure_news(clients: list[Client]) -> tuple[float, float]:
    """Return what all cost who hear that nothing is new, and that something is: ms of one core."""
    from tests.desk.cases import support  # noqa: PLC0415

    from lumencare.desk.actions import change_case  # noqa: PLC0415
    from lumencare.desk.models import Case  # noqa: PLC0415

    def ask(seen: str) -> float:
        start = time.process_time()
        for each in clients:
            each.get(f"/desk/live?tab=open&seen={seen}")
        return (time.process_time() - start) * 1000

    page = clients[0].get("/desk/").content.decode()
    seen = page.split("seen=")[1].split('"')[0]
    quiet = ask(seen)
    case = Case.objects.order_by("-pk").first()
    change_case(case, {"summary": "换了说法"}, by=support(), now=timezone.localtime())
    return quiet, ask(seen)


def main(count: int) -> None:
    """Measure the pages with `count` open cases."""
    from _desk import fill  # noqa: PLC0415
    from tests.office import person  # noqa: PLC0415

    now = timezone.localtime()
    start = time.perf_counter()
    fill(count, now)
    print(f"{count} open cases (made in {time.perf_counter() - start:.0f} s)")
    clients = []
    for each in range(PEOPLE):
        client = Client()
        client.force_login(person("coordinator", name=f"c{each}"))
        clients.append(client)
    for name, address, target in (
        ("queue", "/desk/", "200"),
        ("queue, what waits for the customer", "/desk/?tab=waiting", "200"),
        ("nothing new", "/desk/live?seen=none", "200"),
    ):
        figure, busy, queries = measure(clients[0], address, {})
        show(f"{name}, {queries} queries", figure, "ms p95", target)
        show("  of which the processor's time", busy, "ms p95")
    opening, busy = measure_opening(clients[0])
    show("opening a case with its decision", opening, "ms p95", "150")
    show("  of which the processor's time", busy, "ms p95")
    quiet, news = measure_news(clients)
    show(f"{PEOPLE} people ask, nothing is new", quiet, "ms of one core", "2000")
    show(f"{PEOPLE} people hear of a change", news, "ms of one core", "2000")


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000)
    finally:
        connection.close()
        shutil.rmtree(HOME, ignore_errors=True)
