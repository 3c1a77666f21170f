"""Deeds that die at random statements, or just before they could answer, and are done again."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from random import Random
from typing import Any

from django.db import connection

STATEMENTS = ("SELECT", "INSERT", "UPDATE", "DELETE")
# A deed that dies every time would never end.
MOST_DEATHS = 3


class Killed(BaseException):
    """The process died; nothing that catches Exception sees it."""


class Reaper:
    """Lets deeds die, each at most a few times; one without a chance lets all live."""

    def __init__(self, random: Random, chance: float) -> None:
        self.random, self.chance, self.deaths = random, chance, 0

    def insist(self, deed: Callable[[], Any], *, may_die_late: bool = False) -> Any:
        """Do a deed again until it was not killed; it reads its rows anew each time."""
        for attempt in range(MOST_DEATHS + 1):
            doomed = attempt < MOST_DEATHS and self.random.random() < self.chance
            try:
                with self._dying() if doomed else _living():
                    answer = deed()
                    if doomed and may_die_late:
                        raise Killed
                    return answer
            except Killed:
                self.deaths += 1
        raise AssertionError("a deed that nothing killed has no answer")

    @contextmanager
    def _dying(self) -> Iterator[None]:
        left = int(self.random.triangular(1, 60, 5))
        after = self.random.random() < 0.5

        def run(execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
            nonlocal left
            if not sql.lstrip().upper().startswith(STATEMENTS):
                return execute(sql, *rest)
            left -= 1
            if left == 0 and not after:
                raise Killed
            answer = execute(sql, *rest)
            if left == 0:
                raise Killed
            return answer

        with connection.execute_wrapper(run):
            yield


@contextmanager
def _living() -> Iterator[None]:
    yield
