"""Queues that were drawn for one state of the desk, so that many who look at it draw it once."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from threading import Lock

MOST = 32


@dataclass(frozen=True, slots=True)
class DrawnQueue:
    """A queue as it was drawn, and how many of its cases are whose."""

    text: str
    mine: Mapping[int, int]


class Drawn:
    """The last few queues of this process by what they depend on; each is drawn by one thread.

    Whoever asks meanwhile waits for that thread: two hundred who hear of one change at once
    would else draw the same page two hundred times.
    """

    def __init__(self) -> None:
        self._kept: OrderedDict[Hashable, DrawnQueue] = OrderedDict()
        self._lock = Lock()

    def get(self, key: Hashable, draw: Callable[[], DrawnQueue]) -> DrawnQueue:
        """Return what was drawn for a key, or draw it."""
        with self._lock:
            if key not in self._kept:
                self._kept[key] = draw()
                while len(self._kept) > MOST:
                    self._kept.popitem(last=False)
            return self._kept[key]


QUEUES = Drawn()
