"""Deeds that happen in the same moment, each by a connection of its own."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection

from lumencare.domain.problems import Conflict, InputProblems, Refused


def at_once(*deeds: Callable[[], Any]) -> list[Any]:
    """Do everything in threads that start together; return what each returned or raised."""
    start = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        start.wait()
        try:
            return deed()
        except (Conflict, InputProblems, Refused) as told:
            return told
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def told(results: Sequence[Any]) -> list[Exception]:
    """Return who was told that somebody was faster."""
    return [each for each in results if isinstance(each, Exception)]
