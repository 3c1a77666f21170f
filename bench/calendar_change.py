"""Due times moved by a holiday notice, in a file of its own: `bench/calendar_change.py 100000`.

Every case is reported on the eve of a holiday that the notice brings, so that each due time moves:
the whole of it, with an event of the clock and an entry of the trail for each.
"""

import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

HOME = Path(tempfile.mkdtemp(prefix="lumencare-bench-"))
os.environ["LUMENCARE_HOME"] = str(HOME)
os.environ["DATABASE_URL"] = f"sqlite:///{HOME / 'lumencare.db'}"
os.environ["DJANGO_SETTINGS_MODULE"] = "lumencare.settings"
sys.path.insert(0, str(Path(__file__).parent.parent))

import django  # noqa: E402

django.setup()

from _measure import seconds_of, show  # noqa: E402
from django.core.management import call_command  # noqa: E402
from tests.calendars.notices import somebody, staged  # noqa: E402

from lumencare.calendars.queries import calendar_in_force  # noqa: E402
from lumencare.desk.models import Case, ClockEvent  # noqa: E402
from lumencare.domain.shanghai import SHANGHAI  # noqa: E402
from lumencare.moves.actions import approve, carry_out  # noqa: E402
from lumencare.moves.queries import what_moves  # noqa: E402

EVE = datetime(2026, 12, 31, 9, 0, tzinfo=SHANGHAI)
NOW = datetime(2026, 12, 31, 18, 0, tzinfo=SHANGHAI)
PROMISES = (("24h", 24, None), ("standard", None, 10))
MOVE_S, KIB = "20", 1024


def fill(count: int) -> None:
    """Write cases as they are after their promise was pinned, with the events of that."""
    cases = [_case(number) for number in range(count)]
    Case.objects.bulk_create(cases, batch_size=2000)
    ClockEvent.objects.bulk_create(
        (
            ClockEvent(case=case, kind=kind, at=case.reported_at, entered_at=NOW, by_name="bench")
            for case in cases
            for kind in ("reported", "pinned")
        ),
        batch_size=2000,
    )


def _case(number: int) -> Case:
    commitment, hours, days = PROMISES[number % 2]
    reported = EVE + timedelta(seconds=number % 30_000)
    due = datetime(2027, 1, 14, 18, tzinfo=SHANGHAI) if days else reported + timedelta(hours=24)
    return Case(
        number=f"S-{number:06}",
        channel="hotline",
        reporter_name="王建国",
        summary="大堂灯光无法调暗",
        reported_at=reported,
        opened_at=reported,
        commitment=commitment,
        hours=hours,
        business_days=days,
        edition="cn-mainland-1",
        clock="running",
        due_at=due,
        calendar_certain=False,
        changed_at=reported,
    )


def measure(what: str, call: Callable[[], object], target: str = "-") -> None:
    """Show how long a call takes by the clock, and how long the processor was busy with it."""
    busy = time.process_time()
    show(what, seconds_of(call), "s", target)
    show("  busy", time.process_time() - busy, "s")


def main(count: int) -> None:
    """Fill a database, then tell and move all of it."""
    call_command("migrate", verbosity=0)
    fill(count)
    notice = staged()
    person = somebody("approver")
    measure(f"what moves, {count} cases", lambda: what_moves(person, notice, NOW))
    measure("moved", lambda: (approve(notice, by=person, now=NOW), carry_out(NOW)), MOVE_S)
    moved = ClockEvent.objects.filter(kind="calendar").count()
    show("due times that moved", moved, "")
    show("moved again, nothing to move", seconds_of(lambda: carry_out(NOW)), "s")
    show("the calendar in force, asked", seconds_of(calendar_in_force) * 1_000_000, "µs")
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / KIB
    show("peak of memory", peak, "MiB")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 100_000)
