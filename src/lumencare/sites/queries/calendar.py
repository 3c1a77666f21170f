"""The purchase windows that somebody's calendar shows: of the systems that they may see (PW-1)."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.sites.queries.rows import visible_systems

# What a calendar holds: a little of the past, and no more than a person can look at.
BACK = timedelta(days=31)
MOST = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class WindowDay:
    """The last day of a purchase window, and of which system."""

    system_pk: int
    ref: str
    name: str
    site: str
    last_day: date
    created_at: datetime
    version: int


def calendar_windows(user: User, on: date) -> list[WindowDay]:
    """Return the windows that closed lately or close next, soonest first."""
    if not may(user, Right.SEE_SITES):
        return []
    rows = visible_systems(user).filter(
        window_ends_on__gte=on - BACK, retired_on=None, part_care_held=False
    )
    return [
        WindowDay(
            system_pk=each.pk,
            ref=each.ref,
            name=each.name,
            site=each.site.name,
            last_day=each.window_ends_on,
            created_at=each.created_at,
            version=each.version,
        )
        for each in rows.select_related("site").order_by("window_ends_on", "pk")[:MOST]
        if each.window_ends_on
    ]
