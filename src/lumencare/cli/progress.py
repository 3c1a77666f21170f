"""A progress bar for long work: on a terminal only, and never in the way of the answer."""

import sys
from collections.abc import Iterable, Sequence
from typing import TypeVar

Item = TypeVar("Item")


def track(items: Sequence[Item], label: str) -> Iterable[Item]:
    """Yield the items, showing on the error terminal how far the work is."""
    if not sys.stderr.isatty():
        yield from items
        return
    from rich.console import Console  # noqa: PLC0415 - only for people, it costs start-up
    from rich.progress import track as track_on  # noqa: PLC0415

    yield from track_on(items, label, console=Console(stderr=True), transient=True)
