"""Calendars: whole days, both languages, the same bytes for the same entries."""

from datetime import date
from typing import Any

from icalendar import Calendar

from lumencare.domain.text import Text
from lumencare.notices.calendar_feed import Entry, write_calendar
from tests.office import NOW

NAME = Text("路明", "Lumencare")


def entry(**more: Any) -> Entry:
    """Return an entry for one day."""
    facts: dict[str, Any] = {
        "uid": "window-1@lumencare",
        "first_day": date(2026, 3, 1),
        "last_day": date(2026, 3, 1),
        "title": Text("购买期最后一天：滨江中心 A 座", "Last day to buy: Binjiang Tower A"),
        "description": Text("逗号，分号；反斜杠\\。", "Comma, semicolon; backslash\\."),
        "url": "https://lumencare.example/systems/1/",
        "changed_at": NOW,
        **more,
    }
    return Entry(**facts)


def test_an_entry_is_a_whole_day_in_both_languages_without_an_alarm() -> None:
    (event,) = Calendar.from_ical(write_calendar(NAME, [entry()])).walk("VEVENT")
    assert (event["uid"], event.decoded("dtstart"), event.decoded("dtend")) == (
        "window-1@lumencare", date(2026, 3, 1), date(2026, 3, 2),
    )  # fmt: skip
    assert event["dtstart"].params["VALUE"] == "DATE"
    assert str(event["summary"]) == (
        "购买期最后一天：滨江中心 A 座 / Last day to buy: Binjiang Tower A"
    )
    assert "反斜杠\\。\nComma, semicolon; backslash\\." in str(event["description"])
    assert event.subcomponents == []


def test_a_span_ends_after_its_last_day() -> None:
    (event,) = Calendar.from_ical(write_calendar(NAME, [entry(last_day=date(2026, 3, 31))])).walk(
        "VEVENT"
    )
    assert event.decoded("dtend") == date(2026, 4, 1)


def test_lines_are_folded_and_the_bytes_stay_the_same() -> None:
    """RFC 5545, 3.1: no line is longer than 75 octets."""
    several = [entry(uid=f"window-{number}@lumencare") for number in range(3)]
    made = write_calendar(NAME, several)
    assert all(len(line) <= 75 for line in made.split(b"\r\n"))
    assert made == write_calendar(NAME, reversed(several))
    assert b"20260115T020000Z" in made


def test_a_calendar_without_entries_is_one() -> None:
    calendar = Calendar.from_ical(write_calendar(NAME, []))
    assert calendar.walk("VEVENT") == []
    assert calendar["version"] == "2.0"
