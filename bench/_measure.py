"""How long a call takes, and how a figure is set beside its target."""

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
