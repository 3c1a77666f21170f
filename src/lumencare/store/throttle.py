"""How often something may be done: counted in a place that all workers share."""

from allauth.account.adapter import get_adapter
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest

# Whoever is not signed in may check so many documents.
MOST_CHECKS, CHECKS_WITHIN = 60, 600


def checks_too_often(request: HttpRequest) -> bool:
    """Count one more check of a document from an address; tell whether there were too many."""
    return caller_too_often(request, "check", MOST_CHECKS, CHECKS_WITHIN)


def caller_too_often(request: HttpRequest, what: str, most: int, seconds: int) -> bool:
    """Count one more time from an address; tell whether there were too many."""
    return is_too_often(f"{what}:{caller_address(request)}", most, seconds)


def caller_address(request: HttpRequest) -> str:
    """Return the caller's address, past the proxies that are believed; a socket has none."""
    try:
        return str(get_adapter().get_client_ip(request))
    except PermissionDenied:
        return "unknown"


def is_too_often(what: str, most: int, seconds: int) -> bool:
    """Count one more time; tell whether it happened more than `most` times within `seconds`."""
    key = f"throttle:{what}"
    if cache.add(key, 1, seconds):
        return False
    try:
        return bool(cache.incr(key) > most)
    except ValueError:
        # It ran out between the two: this one is the first of a new span.
        cache.set(key, 1, seconds)
        return False
