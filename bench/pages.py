"""Server time and queries of the office's pages with many systems: `bench/pages.py 10000 100000`.

Makes a portfolio of that size in a SQLite file of its own and asks for each page forty times
through the whole stack of middleware, as somebody from sales.
"""

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from functools import partial
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
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402

ROUNDS = 40
PAGES_MS, FRAGMENT_MS = "200", "120"


def percentile_95(times: list[float]) -> float:
    """Return the time that 95 of 100 calls keep, in milliseconds."""
    return sorted(times)[int(len(times) * 0.95) - 1] * 1000


def fill(count: int) -> None:
    """Put `count` systems at three quarters as many sites into an empty database."""
    from _portfolio import make_portfolio  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    make_portfolio(count)


def addresses() -> Iterator[tuple[str, str, dict[str, str], str]]:
    """Yield what is asked for: its name, address, headers and target."""
    from lumencare.sites.models import System  # noqa: PLC0415

    system = System.objects.order_by("pk")[System.objects.count() // 2]
    fragment = {"HX-Request": "true"}
    yield "workbench", "/", {}, PAGES_MS
    yield "list of sites", "/sites/", {}, PAGES_MS
    yield "list of sites, by name", "/sites/?text=中心", {}, PAGES_MS
    yield "search, two characters of Chinese", "/search?q=中心", fragment, PAGES_MS
    yield "search, pinyin initials", "/search?q=bjzx", fragment, PAGES_MS
    yield "search, nothing to be found", "/search?q=zzzzqq", fragment, PAGES_MS
    yield "purchase windows", "/windows/", {}, PAGES_MS
    yield "list of quotes", "/quotes/", {}, PAGES_MS
    yield "one system", f"/systems/{system.pk}/", {}, PAGES_MS
    yield "quote page", f"/systems/{system.pk}/quote", {}, PAGES_MS
    yield "quote fragment", f"/systems/{system.pk}/quote", fragment, FRAGMENT_MS


def measure(client: Client, address: str, headers: dict[str, str]) -> tuple[float, float, int]:
    """Return the 95th percentile in milliseconds by the clock, the same of the processor's own
    time, which what else runs here does not lengthen, and the number of queries of one call."""
    call = partial(client.get, address, headers=headers)
    queries: list[str] = []

    def count(execute, sql, *rest):
        queries.append(sql)
        return execute(sql, *rest)

    with connection.execute_wrapper(count):
        answer = client.get(address, headers=headers)
    if answer.status_code != 200:
        sys.exit(f"{address}: {answer.status_code}")
    times, busy = [], []
    for _ in range(ROUNDS):
        start, begun = time.perf_counter(), time.process_time()
        call()
        times.append(time.perf_counter() - start)
        busy.append(time.process_time() - begun)
    return percentile_95(times), percentile_95(busy), len(queries)


def measure_pdf(client: Client) -> float:
    """Return the 95th percentile, in milliseconds, from the click that issues a quote to its PDF
    in hand: another quote each time."""
    from lumencare.sites.models import System  # noqa: PLC0415

    times = []
    for system in System.objects.order_by("-order_date")[:ROUNDS]:
        start = time.perf_counter()
        issued = client.post(f"/systems/{system.pk}/quote/issue", {"plan": "service-care"})
        answer = client.get(f"{issued['Location']}v1/pdf")
        b"".join(answer.streaming_content)
        times.append(time.perf_counter() - start)
    return percentile_95(times)


def main(counts: list[int]) -> None:
    """Measure every page at each size."""
    from tests.office import person  # noqa: PLC0415

    for count in counts:
        call_command("flush", verbosity=0, interactive=False) if count != counts[0] else None
        start = time.perf_counter()
        fill(count)
        print(f"{count} systems (made in {time.perf_counter() - start:.0f} s)")
        client = Client()
        client.force_login(person("sales"))
        for name, address, headers, target in addresses():
            figure, busy, queries = measure(client, address, headers)
            show(f"{name}, {queries} queries", figure, "ms p95", target)
            show("  of which the processor's time", busy, "ms p95")
        show("quote PDF, from click to file", measure_pdf(client), "ms p95", "2000")


if __name__ == "__main__":
    try:
        main([int(each) for each in sys.argv[1:]] or [10_000, 100_000])
    finally:
        connection.close()
        shutil.rmtree(HOME, ignore_errors=True)
