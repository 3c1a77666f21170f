"""Everything found wrong in a workbook, counted to the end and listed up to a sensible length."""

from collections.abc import Iterable

from lumencare.domain.problems import Problem
from lumencare.domain.text import Text

MOST_LISTED = 10_000


class ProblemList:
    """Problems in the order in which they were found; what exceeds the list is only counted."""

    def __init__(self) -> None:
        self._listed: list[Problem] = []
        self._count = 0

    def __len__(self) -> int:
        """Count every problem, also those that are not listed."""
        return self._count

    def add(self, where: str, given: str, allowed: Text) -> None:
        """Report one thing wrong."""
        self._count += 1
        if len(self._listed) < MOST_LISTED:
            self._listed.append(Problem(where, given, allowed))

    def extend(self, problems: Iterable[Problem]) -> None:
        """Report several things wrong."""
        for each in problems:
            self.add(each.where, each.given, each.allowed)

    def listed(self, where: str) -> tuple[Problem, ...]:
        """Return the problems; where the list is not complete, its last row says so."""
        left = self._count - len(self._listed)
        if not left:
            return tuple(self._listed)
        more = Text(f"另有 {left} 处问题未列出。", f"{left} more problems are not listed.")
        return (*self._listed, Problem(where, f"+{left}", more))
