"""Cities as sites keep them: by the name that the reference data has, where it has one (D-19)."""

from functools import lru_cache

from lumencare.data.places import find_place
from lumencare.domain.place import Place
from lumencare.domain.problems import InputProblems, Refused

NAMES_REMEMBERED = 4096


def kept_city(place: Place, written: str) -> str:
    """Return the data's own name of a place where it leads there; else the name as written."""
    own = place.name.zh
    return own if own == written or _leads_to(own) == _leads_to(written) else written


@lru_cache(maxsize=NAMES_REMEMBERED)
def _leads_to(name: str) -> str | None:
    try:
        return repr(find_place(name))
    except (InputProblems, Refused):
        return None
