"""Entries into an iCalendar file (RFC 5545): the same entries give the same bytes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from icalendar import Calendar, Event

from lumencare.domain.text import Text

PRODUCT = "-//Lumencare//Lumencare//ZH"
# How often programs should look again.
REFRESH = timedelta(hours=6)
DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One entry of a calendar: whole days, the last one included; told in both languages.

    One with times, `starts_at` to `ends_at`, takes that time; others take none.

    `uid` stays the same for the same thing, so that programs change an entry and do not add one;
    `changed_at` and `revision` say which state of it is the later.
    """

    uid: str
    first_day: date
    last_day: date
    title: Text
    description: Text
    url: str
    changed_at: datetime
    revision: int = 0
    starts_at: datetime | None = None
    ends_at: datetime | None = None


def write_calendar(name: Text, entries: Iterable[Entry]) -> bytes:
    """Return a calendar file with some entries, in the order of their days."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", _both(name))
    calendar.add("x-wr-timezone", "Asia/Shanghai")
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT6H")
    for each in sorted(entries, key=lambda each: (each.first_day, each.uid)):
        calendar.add_component(_event(each))
    content: bytes = calendar.to_ical()
    return content


def _event(entry: Entry) -> Event:
    event = Event()
    event.add("uid", entry.uid)
    # The stamp is the state's own moment, not the clock's: nothing differs while nothing changes.
    event.add("dtstamp", entry.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("last-modified", entry.changed_at.astimezone(UTC).replace(microsecond=0))
    event.add("sequence", entry.revision)
    has_times = entry.starts_at is not None and entry.ends_at is not None
    event.add("dtstart", _instant(entry.starts_at) or entry.first_day)
    event.add("dtend", _instant(entry.ends_at) or entry.last_day + DAY)
    event.add("summary", _both(entry.title))
    event.add("description", f"{entry.description.zh}\n{entry.description.en}\n{entry.url}")
    event.add("url", entry.url)
    event.add("transp", "OPAQUE" if has_times else "TRANSPARENT")
    return event


def _instant(moment: datetime | None) -> datetime | None:
    return None if moment is None else moment.astimezone(UTC)


def _both(text: Text) -> str:
    return f"{text.zh} / {text.en}"
