"""How often something may be done: counted in a place that all workers share."""

from django.core.cache import cache


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
