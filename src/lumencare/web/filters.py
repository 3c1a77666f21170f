"""What the address filters a list by, and the tabs of states above one."""

from collections.abc import Iterator, Mapping
from typing import Any

from lumencare.domain.text import Text


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
