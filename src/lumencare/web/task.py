"""One thing that waits for somebody on the workbench, and the kind that it is of."""

from dataclasses import dataclass
from typing import Any

from lumencare.domain.money import Money

# How many of a kind the workbench shows.
MOST = 5


@dataclass(slots=True)
class Task:
    """One thing to do: where it is done, what it is about, what is at stake."""

    address: str
    title: str
    detail: str
    verb: str
    since: Any = ""
    value: Money | None = None
    key: int | None = None


@dataclass(frozen=True, slots=True)
class Waiting:
    """Things of one kind that wait, the first few of them, and where all of them are."""

    words: str
    look: str
    total: int
    address: str
    tasks: list[Task]
