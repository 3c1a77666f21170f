"""Engineers' times and wanted visits, built by hand."""

from dataclasses import replace
from datetime import date, datetime
from typing import Any

from lumencare.data.places import find_place
from lumencare.data.workcalendars import shipped_calendar
from lumencare.domain.dispatch.facts import Busy, EngineerTime, Wanted
from lumencare.domain.dispatch.slots import Fit, Search, find_slots
from lumencare.domain.period import Span
from lumencare.domain.shanghai import SHANGHAI
from lumencare.domain.text import Text

CALENDAR = shipped_calendar()


def moment(text: str) -> datetime:
    """Return an instant of 2026: `11-17 14:22`."""
    return datetime.fromisoformat(f"2026-{text}").replace(tzinfo=SHANGHAI)


def busy(start: str, end: str, city: str = "", name: str = "巡检") -> Busy:
    """Return a time that is taken; with a city, at a place."""
    place = find_place(city) if city else None
    return Busy(moment(start), moment(end), Text(name, name), place)


def engineer(name: str = "周凯", *taken: Busy, city: str = "上海市", **more: Any) -> EngineerTime:
    """Return an engineer who can do everything."""
    facts: dict[str, Any] = {"skills": frozenset({"commercial"}), **more}
    return EngineerTime(
        key=sum(map(ord, name)), name=name, home=find_place(city), busy=tuple(taken), **facts
    )


def wanted(city: str = "杭州市", **more: Any) -> Wanted:
    """Return half a man-day of repair."""
    facts: dict[str, Any] = {"tenths": 5, "may_shorten": True, **more}
    return Wanted(place=find_place(city), **facts)


def fit(visit: Wanted, *engineers: EngineerTime, now: str = "11-17 14:22", days: int = 1) -> Fit:
    """Return the slots of some days from a moment on."""
    start = moment(now)
    span = Span(start.date(), date.fromordinal(start.date().toordinal() + days))
    return find_slots(visit, engineers, Search(start, span, CALENDAR))


__all__ = ["CALENDAR", "busy", "engineer", "fit", "moment", "replace", "wanted"]
