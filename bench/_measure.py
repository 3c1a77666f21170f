"""How long a call takes, and how a figure is set beside its target."""

import os
import tempfile
import time
from collections.abc import Callable


def seconds_of(call: Callable[[], object]) -> float:
    """Return how long one call takes."""
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


def least_seconds(call: Callable[[], object], rounds: int = 9) -> float:
    """Return the least of some rounds: what else the machine does only ever adds."""
    return min(seconds_of(call) for _ in range(rounds))


def show(what: str, figure: float, unit: str, target: str = "-") -> None:
    """Print one figure beside its target."""
    print(f"  {what:<52} {figure:>10,.2f} {unit:<10} target {target}")


def timed(what: str, call: Callable[[], object], *, clock: str = "-", busy: str = "-") -> None:
    """Print how long a call takes beside its targets: by the clock, and of the processor's time."""
    begun = time.process_time()
    seconds = seconds_of(call)
    show(what, seconds, "s", clock)
    show("  of which the processor's time", time.process_time() - begun, "s", busy)


def on_own_database(measure: Callable[[], None]) -> None:
    """Measure on a database of its own: SQLite, or the PostgreSQL that DATABASE_URL names."""
    with tempfile.TemporaryDirectory() as home:
        os.environ["LUMENCARE_HOME"] = home
        os.environ["DJANGO_SETTINGS_MODULE"] = "lumencare.settings"
        import django  # noqa: PLC0415 - the settings read the environment

        django.setup()
        from django.core.management import call_command  # noqa: PLC0415

        call_command("migrate", verbosity=0)
        measure()
