"""A form that is sent twice is acted on once: a double click makes one quote, not two."""

import hashlib
import secrets
from collections.abc import Callable

from django.core.cache import cache

from lumencare.accounts.requests import Request

FIELD = "once"
# Much longer than a slow answer takes, much shorter than somebody comes back for another quote.
KEPT_SECONDS = 120
UNDER_WAY = ""


def new_mark() -> str:
    """Return a mark for a form that is shown now."""
    return secrets.token_urlsafe(12)


def make_once(request: Request, act: Callable[[], str]) -> str:
    """Return what `act` returns; sent again with the same content, what it returned before.

    Empty where the first one is still under way. A form without a mark is acted on each time.
    """
    key = _key_of(request)
    if key is None:
        return act()
    if not cache.add(key, UNDER_WAY, KEPT_SECONDS):
        return str(cache.get(key, UNDER_WAY))
    made = UNDER_WAY
    try:
        made = act()
    finally:
        # What failed may be tried again at once.
        if made:
            cache.set(key, made, KEPT_SECONDS)
        else:
            cache.delete(key)
    return made


def _key_of(request: Request) -> str | None:
    """Return a key for the whole content: other choices on the same page are another form."""
    if not request.POST.get(FIELD):
        return None
    fields = sorted((name, sorted(map(str, values))) for name, values in request.POST.lists())
    content = repr((request.user.pk, request.path, fields))
    return f"once-{hashlib.sha256(content.encode()).hexdigest()}"
