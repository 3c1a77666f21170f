"""What the address filters a list by, and the tabs of states above one."""

from collections.abc import Container, Iterator, Mapping
from datetime import date
from typing import Any

from django.http import QueryDict

from lumencare.domain.reading import read_date
from lumencare.domain.text import Text

# Beyond them, a day is a slip of the keyboard, and the last ones that exist have no morrow.
EARLIEST, LATEST = 1990, 2200


def words_and_state(wanted: QueryDict, states: Container[str]) -> tuple[str, str]:
    """Return the words and the state that an address filters by; what is none does not filter."""
    state = wanted.get("state", "")
    return wanted.get("q", "").strip(), state if state in states else ""


def read_day(wanted: QueryDict, name: str) -> date | None:
    """Return a day that an address names; None where it names none that exists."""
    try:
        found = read_date(wanted.get(name, ""))
    except ValueError:
        return None
    return found if EARLIEST <= found.year <= LATEST else None


def all_pages(wanted: QueryDict) -> str:
    """Return the filters of an address as a query, whatever page of the list it shows."""
    query = wanted.copy()
    query.pop("cursor", None)
    return f"?{query.urlencode()}" if query else ""


def state_tabs(
    names: Mapping[Any, Text], counts: Mapping[Any, int], chosen: str
) -> Iterator[dict[str, Any]]:
    """Yield the tab of all, then of each state that there is anything of, or that is chosen."""
    yield {
        "state": None,
        "name": Text("全部", "All"),
        "count": sum(counts.values()),
        "here": not chosen,
    }
    for state, name in names.items():
        if counts[state] or chosen == state:
            yield {"state": state, "name": name, "count": counts[state], "here": chosen == state}
