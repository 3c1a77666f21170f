"""How soon something is due: groups of days, how they look, and the one that is filtered by."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Protocol, TypeVar

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from lumencare.domain.money import Money

SOON, URGENT = 30, 7
# The groups of worklists, as addresses name them; 0: later than all of them.
CHOICES = {"0", "7", "30", "60", "90"}
Row = TypeVar("Row")


class Group(Protocol):
    """How many of something are due within some days, and what is at stake in them."""

    @property
    def closes_in(self) -> int:
        """The number of days; 0: later than all groups."""

    @property
    def count(self) -> int:
        """How many there are."""

    @property
    def value(self) -> Money:
        """What is at stake."""


def look_of(days_left: int) -> str:
    """Return how a number of days is shown: colour only where it is about to be too late."""
    return "bad" if days_left <= URGENT else "warn" if days_left <= SOON else ""


def chosen_days(wanted: QueryDict) -> int | None:
    """Return the group that an address filters by; what is none does not filter."""
    within = wanted.get("within", "")
    return int(within) if within in CHOICES else None


def shown_group(group: Group, chosen: int | None) -> dict[str, Any]:
    """Return a group as its figure is shown; `chosen` is the number of days that is filtered by."""
    days = group.closes_in
    words = ngettext("within %(days)s day", "within %(days)s days", days) % {"days": days}
    return {
        "closes_in": days,
        "words": words if days else _("later"),
        "count": group.count,
        "value": group.value,
        "look": look_of(days) if days and group.count else "",
        "chosen": days == chosen,
    }


def under_heads(
    rows: Iterable[tuple[int, Row]], groups: Sequence[dict[str, Any]]
) -> Iterator[tuple[Row, int, dict[str, Any] | None]]:
    """Yield rows with their days left, soonest first; the first of a group brings its head."""
    before: dict[str, Any] | None = None
    for days, row in rows:
        group = next((each for each in groups if 0 < each["closes_in"] >= days), groups[-1])
        yield row, days, None if group is before else group
        before = group
