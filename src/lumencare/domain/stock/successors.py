"""What follows on a part that is no longer made: chains of successors, and chains that are none."""

from collections.abc import Iterator, Mapping


def chain_of(part: str, successors: Mapping[str, str]) -> Iterator[str]:
    """Yield what follows on a part, nearest first; a chain that turns back ends there."""
    seen = {part}
    following = successors.get(part, "")
    while following and following not in seen:
        yield following
        seen.add(following)
        following = successors.get(following, "")


def in_circles(successors: Mapping[str, str]) -> frozenset[str]:
    """Return the parts that would succeed themselves, each of a circle; every part is met once."""
    done: set[str] = set()
    found: set[str] = set()
    for start in successors:
        path: dict[str, int] = {}
        part = start
        while part and part not in done and part not in path:
            path[part] = len(path)
            part = successors.get(part, "")
        if part in path:
            found.update(each for each, at in path.items() if at >= path[part])
        done.update(path)
    return frozenset(found)
