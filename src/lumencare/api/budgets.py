"""How much one token may ask: a budget that fills up again by the second."""

import math
import threading
from datetime import datetime

from django.http import HttpRequest
from ninja.throttling import BaseThrottle

MOST_KEYS = 10_000


class Budget(BaseThrottle):
    """Counts calls by token within this process, without asking the database.

    Each worker keeps its own count: an installation allows this much for each of its workers.
    """

    def __init__(self, *, per_second: int, most: int) -> None:
        self.per_second = per_second
        self.most = most
        self.left: dict[int, tuple[float, datetime]] = {}
        self.lock = threading.Lock()
        self.seconds = threading.local()

    def allow_request(self, request: HttpRequest) -> bool:
        """Take one call from the token's budget; False where nothing is left."""
        return self.take(request.token_key, request.now)  # type: ignore[attr-defined]

    def take(self, key: int, now: datetime) -> bool:
        """Take one call from a key's budget as it stands at an instant."""
        with self.lock:
            left, since = self.left.get(key, (float(self.most), now))
            gained = max(0.0, (now - since).total_seconds()) * self.per_second
            left = min(float(self.most), left + gained)
            allowed = left >= 1
            self._keep(key, left - 1 if allowed else left, now)
        self.seconds.wait = 0 if allowed else math.ceil((1 - left) / self.per_second)
        return allowed

    def wait(self) -> float:
        """Return in how many seconds the call that was just refused would be allowed."""
        return float(self.seconds.wait)

    def _keep(self, key: int, left: float, now: datetime) -> None:
        if len(self.left) >= MOST_KEYS:
            self.left.clear()
        self.left[key] = (left, now)


# A question is answered from memory alone; what reads or writes rows costs more.
QUESTIONS = Budget(per_second=1000, most=2000)
OFFICE = Budget(per_second=50, most=300)
