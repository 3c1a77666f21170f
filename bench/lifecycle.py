"""Server time of System Care: `bench/lifecycle.py 5000` systems, a fifth with software noted.

The radar judges every system anew with each page, so its size counts; one page of rows is shown.
On SQLite in a file of its own; the pages go through the whole stack of middleware.
"""

import os
import shutil
import sys
import tempfile
import time
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
from _portfolio import make_portfolio  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.utils import timezone  # noqa: E402
from pages import measure  # noqa: E402

# Every kind of verdict is to be found: old ones, gone ones, and types that nobody lists.
KINDS = ("Quantum", "Athena", "HomeWorks QS", "GRAFIK 6000", "LCP128", "HWI", "unheard of")
NOTED_EACH, LISTED_EACH, LINES = 5, 10, 20


def fill(count: int) -> None:
    """Make systems of every kind; note the software of some, list the hardware of others."""
    from lumencare.lifecycle.models import InstalledSoftware  # noqa: PLC0415
    from lumencare.sites.models import System  # noqa: PLC0415

    call_command("migrate", verbosity=0)
    make_portfolio(count)
    rows = list(System.objects.order_by("pk"))
    for number, each in enumerate(rows):
        each.system_type = KINDS[number % len(KINDS)]
        each.software_version = f"3.{number % 8}"
    System.objects.bulk_update(rows, ["system_type", "software_version"], batch_size=1000)
    InstalledSoftware.objects.bulk_create(
        (
            InstalledSoftware(
                system=each,
                clients=["Windows 7", "Windows 11"][number % 2 :],
                wanted=["BACnet"],
                seen_on=timezone.localdate(),
                source="on site",
                changed_at=timezone.now(),
            )
            for number, each in enumerate(rows[::NOTED_EACH])
        ),
        batch_size=1000,
    )
    _list_hardware(rows[::LISTED_EACH])
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def _list_hardware(rows) -> None:
    """Give systems a list of parts, of which some are gone without a successor."""
    from tests.lifecycle.lives import listed  # noqa: PLC0415

    from lumencare.stock.models import Part  # noqa: PLC0415

    now = timezone.now()
    Part.objects.bulk_create(
        Part(
            number=f"BN-{each}", key=f"BN-{each}", name_zh=f"备件 {each}", name_en=f"Part {each}",
            state="obsolete" if each % 4 == 0 else "current", changed_at=now,
        )
        for each in range(LINES)
    )  # fmt: skip
    for each in rows:
        listed(each, *(f"BN-{number}" for number in range(LINES)))


def main(count: int) -> None:
    """Measure the rooms of System Care."""
    from tests.office import person  # noqa: PLC0415

    start = time.perf_counter()
    fill(count)
    took = time.perf_counter() - start
    print(f"{connection.vendor}: {count} systems (made in {took:.0f} s)")
    client = Client()
    client.force_login(person("manager"))
    for name, address in (
        ("the radar", "/system-care/"),
        ("the radar, the urgent ones", "/system-care/?grade=urgent"),
        ("the radar, one kind of system", "/system-care/?system=QUANTUM"),
        ("the radar, by words", "/system-care/?q=B-00012"),
        ("leads", "/system-care/leads/"),
        ("the catalogue of systems", "/system-care/catalogue/"),
        ("one system of the catalogue", "/system-care/catalogue/QUANTUM/"),
    ):
        figure, busy, queries = measure(client, address, {})
        show(f"{name}, {queries} queries", figure, "ms p95", "200")
        show("  of which the processor's time", busy, "ms p95")
    print("load", *(f"{each:.1f}" for each in os.getloadavg()))


if __name__ == "__main__":
    try:
        main(int(sys.argv[1]) if len(sys.argv) > 1 else 5_000)
    finally:
        connection.close()
        shutil.rmtree(HOME, ignore_errors=True)
