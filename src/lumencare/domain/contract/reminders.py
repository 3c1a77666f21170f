"""The ladder of reminders: which rung is due on a day before a last day (D-25, D-23)."""

from collections.abc import Sequence
from datetime import date, timedelta

from lumencare.domain.edition import Edition

WINDOW, RENEWAL, CONTRACT_END = "purchase-window", "renewal", "contract-end"
ALLOWANCE = "allowance"


def ladder_of(edition: Edition, of: str) -> tuple[int, ...]:
    """Return the days before an end on which people are reminded, most first."""
    days = next((each.days for each in edition.reminders if each.of == of), ())
    return tuple(sorted(days, reverse=True))


def rung_reached(days: Sequence[int], last_day: date, on: date) -> int | None:
    """Return the rung that is due on a day; None before the first one and after the last day.

    Where several were passed while nothing ran, only the latest one is said: two mails of one
    morning about one thing help nobody.
    """
    left = (last_day - on).days
    return min((each for each in days if 0 <= left <= each), default=None)


def looks_ahead(days: Sequence[int], on: date) -> date:
    """Return the latest last day of which anything is to be said on a day."""
    return on + timedelta(days=max(days, default=0))
