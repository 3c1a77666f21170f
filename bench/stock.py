"""Server time of the spare parts: `bench/stock.py 20000 1000000` parts and moves.

On SQLite in a file of its own, or on the PostgreSQL that DATABASE_URL names (emptied at the end of
it: name one that is for tests). The pages go through the whole stack of middleware; reservations
are made by 20 clients at once, each with a connection of its own and a little to read in between.
"""

import os
import random
import shutil
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
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

FREQUENT, CLIENTS, EACH = 600, 20, 10
# Between two reservations somebody reads and types for so long: twenty clerks, not a flood.
BETWEEN_SECONDS = 0.5


def fill(parts: int, moves: int, now) -> None:
    """Make a catalogue, of which 600 parts are in the pool, and two years of moves."""
    from lumencare.stock.actions import shanghai_pool  # noqa: PLC0415
    from lumencare.stock.models import Balance, Part, PartUse  # noqa: PLC0415
    from lumencare.store.inserting import insert_rows  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    pool = shanghai_pool(now)
    rows = [
        Part(
            number=f"BN-{each:06d}", key=f"BN-{each:06d}", name_zh=f"备件 {each}",
            name_en=f"Part {each}", spelled=f"bn-{each:06d}\npart {each}", lead_days=45,
            frequent=each % (parts // FREQUENT) == 0, changed_at=now,
        )
        for each in range(parts)
    ]  # fmt: skip
    Part.objects.bulk_create(rows, batch_size=2000)
    rows = list(Part.objects.order_by("pk"))
    shelf = {"place": pool, "condition": "good"}
    # One of 20 parts of the pool is low, so that there is something to order.
    frequent = [each.pk for each in rows if each.frequent]
    low = set(frequent[CLIENTS::20])
    months = {(now.date() - timedelta(days=30 * each)).replace(day=1) for each in range(12)}
    with transaction.atomic():
        held = ((each.pk, 3 if each.pk in low else 1000) for each in rows)
        insert_rows(Balance, shelf, ("part", "on_hand"), held)
        uses = ((each.pk, month) for each in rows for month in months)
        insert_rows(PartUse, {"used": 4}, ("part", "month"), uses)
    _move(frequent, [each.pk for each in rows], moves, pool, now)
    with connection.cursor() as cursor:
        # As both databases do by themselves in time: a plan needs to know how many rows there are.
        cursor.execute("ANALYZE")


def _move(often: list[int], every: list[int], count: int, pool, now) -> None:
    """Write moves, most of them of the parts that are in the pool."""
    from lumencare.stock.models import Move  # noqa: PLC0415
    from lumencare.store.inserting import insert_rows  # noqa: PLC0415

    chance = random.Random(7)
    same = {
        "kind": "issue", "quantity": 1, "from_place": pool.pk, "from_condition": "good",
        "at": now - timedelta(days=300), "reference": "C-0000-001",
    }  # fmt: skip
    for start in range(0, count, 50_000):
        some = (
            (chance.choice(often if each % 2 else every), f"bench-{each}")
            for each in range(start, min(start + 50_000, count))
        )
        with transaction.atomic():
            insert_rows(Move, same, ("part", "key"), some)


def reserve_at_once() -> tuple[list[float], float]:
    """Reserve by twenty clients at once; return how long each took, and what all took together."""
    from tests.stock.parts import clerk  # noqa: PLC0415

    from lumencare.stock.actions import Slip, Wish, reserve, shanghai_pool  # noqa: PLC0415
    from lumencare.stock.models import Part  # noqa: PLC0415

    now = timezone.localtime()
    pool, by = shanghai_pool(now), clerk()
    # Half of them want the same part: that is where they wait for each other.
    parts = list(Part.objects.filter(frequent=True).order_by("pk")[:CLIENTS])

    def client(number: int) -> list[float]:
        chance, times = random.Random(number), []
        part = parts[0] if number % 2 else parts[number]
        time.sleep(chance.random() * BETWEEN_SECONDS)
        for each in range(EACH):
            slip = Slip(key=f"b-{number}-{each}", reference="C-1", plan_customer=True)
            start = time.perf_counter()
            reserve(Wish(part=part, place=pool), slip, by=by, now=now)
            # The first of a connection opens it.
            if each:
                times.append(time.perf_counter() - start)
            time.sleep(BETWEEN_SECONDS * (0.5 + chance.random()))
        connection.close()
        return times

    begun = time.process_time()
    with ThreadPoolExecutor(CLIENTS) as pool_of_clients:
        found = [each for times in pool_of_clients.map(client, range(CLIENTS)) for each in times]
    return found, (time.process_time() - begun) / (CLIENTS * EACH) * 1000


def main(parts: int, moves: int) -> None:
    """Measure the pages and the reservations."""
    from tests.stock.parts import clerk  # noqa: PLC0415

    from lumencare.stock.models import Part  # noqa: PLC0415

    now = timezone.localtime()
    start = time.perf_counter()
    fill(parts, moves, now)
    took = time.perf_counter() - start
    print(f"{connection.vendor}: {parts} parts, {moves} moves (made in {took:.0f} s)")
    client = Client()
    client.force_login(clerk())
    part = Part.objects.filter(frequent=True).order_by("-pk").first()
    for name, address in (
        ("stock page", "/stock/"),
        ("the same, whole catalogue", "/stock/?all=1"),
        ("the same, by words", "/stock/?all=1&q=part%201999"),
        ("what to order", "/stock/levels"),
        ("one part", f"/stock/parts/{part.number}"),
        ("moves", "/stock/moves/"),
    ):
        figure, busy, queries = measure(client, address, {})
        show(f"{name}, {queries} queries", figure, "ms p95", "200")
        show("  of which the processor's time", busy, "ms p95")
    times, busy = reserve_at_once()
    show(f"reservation, {CLIENTS} clients at once", percentile_95(times), "ms p95", "50")
    show("  the processor's time of one, on the average", busy, "ms")
    print("load", *(f"{each:.1f}" for each in os.getloadavg()))


if __name__ == "__main__":
    try:
        main(
            int(sys.argv[1]) if len(sys.argv) > 1 else 20_000,
            int(sys.argv[2]) if len(sys.argv) > 2 else 1_000_000,
        )
    finally:
        if connection.vendor == "postgresql":
            call_command("flush", interactive=False, verbosity=0)
        connection.close()
        shutil.rmtree(HOME, ignore_errors=True)
