"""Server time of the service desk: `bench/desk.py 5000` open cases, with 200 people on the queue.

Opens that many cases in a SQLite file of its own and asks for the pages through the whole stack
of middleware; then one case changes and 200 people ask for news within one interval.
"""

import os
import shutil
import sys
import tempfile
import time
from datetime import timedelta
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
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from pages import measure, percentile_95  # noqa: E402

PEOPLE = 200


def fill(count: int, now) -> None:
    """Open `count` cases over the last nine days at forty systems."""
    from tests.desk.cases import held, opened, support  # noqa: PLC0415
    from tests.office import organization, site, system  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    today = now.date()
    systems = []
    for each in range(40):
        where = site(organization(f"业主 {each}"), name=f"项目 {each}")
        found = system(where, f"S-{each}", order_date=today - timedelta(days=300))
        span = (today - timedelta(days=100), today + timedelta(days=200))
        held(found, "service-care", *span)
        if each % 2:
            held(found, ("24h", "48h", "72h")[each % 3], *span)
        systems.append(found)
    first = [opened(each, at=f"{now:%Y-%m-%d %H:%M}", by=support()) for each in systems]
    with transaction.atomic():
        copy(first, count - len(first), now)


def copy(first: list, count: int, now) -> None:
    """Repeat cases that were opened, with decision and events, each reported at its own moment."""
    from lumencare.desk.clocks import columns_of, reading_of  # noqa: PLC0415
    from lumencare.desk.models import Case, ClockEvent, Decision  # noqa: PLC0415

    events = {each.pk: list(each.clock_events.order_by("pk")) for each in first}
    for place, old in zip(range(count), cycle(first)):
        then = now - timedelta(minutes=5 + place * 12_900 // count)
        decision, case = Decision.objects.get(pk=old.decision_id), Case.objects.get(pk=old.pk)
        rows = events[old.pk]
        for each in rows:
            each.at = then
        case.pk, case.number, case.decision = None, f"R-0000-{place:05}", None
        case.reported_at = case.opened_at = case.changed_at = then
        for name, value in columns_of(reading_of(case, rows)).items():
            setattr(case, name, value)
        case.save()
        decision.pk, decision.case = None, case
        decision.save()
        Case.objects.filter(pk=case.pk).update(decision=decision)
        ClockEvent.objects.bulk_create(
            ClockEvent(case=case, kind=each.kind, at=then, entered_at=then, data=each.data)
            for each in rows
        )


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

    from lumencare.desk.queries.near import open_cases_at  # noqa: PLC0415

    return [each.number for each in open_cases_at(support(), site=system.site_id)]


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
