"""A notice as somebody typed it: read, and held against what other notices say of its days."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from lumencare.calendars.queries import listed_days, years_in_force
from lumencare.domain.calendar_checks import ListedDays, calendar_days
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.reading import plain, read_whole
from lumencare.domain.text import Text
from lumencare.domain.workcalendar import CalendarYear
from lumencare.exchange.holiday_notice.reading import (
    YEAR_ALLOWED,
    NoticeRead,
    cautions_about,
    read_notice,
)

LONGEST_SOURCE = 300
SOURCE_NEEDED = Text(
    "请填写出处，如文号或网址，不超过 300 个字。",
    "Where it was announced is expected, such as its number or address; at most 300 characters.",
)


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed: the text, where it was announced, and the year where it names none."""

    text: str
    source: str
    year: str = ""


@dataclass(frozen=True, slots=True)
class Examined:
    """A draft without a fault: where it is from, and what it says."""

    source: str
    read: NoticeRead

    @property
    def days(self) -> list[dict[str, Any]]:
        """The days as a row keeps them."""
        return [
            {
                "kind": each.kind.value,
                "zh": each.name.zh,
                "en": each.name.en,
                "first": each.first.isoformat(),
                "last": each.last.isoformat(),
                "line": each.line,
            }
            for each in self.read.listed
        ]


def examine(typed: Draft) -> Examined:
    """Read what was typed; InputProblems with everything that is wrong with it."""
    problems: list[Problem] = []
    source = " ".join(typed.source.split())
    if not source or len(source) > LONGEST_SOURCE or not source.isprintable():
        problems.append(Problem("source", source, SOURCE_NEEDED))
    try:
        read = read_notice(typed.text, _year(typed.year))
    except InputProblems as wrong:
        raise InputProblems([*problems, *wrong.problems]) from None
    if problems:
        raise InputProblems(problems)
    return Examined(source, read)


def refuse_clashes(year: int, days: list[dict[str, Any]]) -> None:
    """Refuse days that another year's notice in force makes the opposite of.

    Notices reach back into December: the last days of a year can stand in two of them.
    """
    others = [each for each in years_in_force() if each.official and each.year != year]
    problems = list(_clashes(listed_days(days), others))
    if problems:
        raise InputProblems(problems)


def cautions_of(year: int, days: list[dict[str, Any]]) -> list[Text]:
    """Return what deserves a second look in a notice, though nothing in it is wrong."""
    return list(cautions_about(year, tuple(listed_days(days))))


def _clashes(listed: Iterable[ListedDays], others: list[CalendarYear]) -> Iterator[Problem]:
    kinds = {each.day: (each.kind, of.year) for of in others for each in of.days}
    for row in listed:
        for each in calendar_days([row]):
            kind, year = kinds.get(each.day, (each.kind, 0))
            if kind is not each.kind:
                allowed = Text(
                    f"{year} 年的通知对这一天另有安排。",
                    f"The notice for {year} makes something else of this day.",
                )
                yield Problem(f"text:{row.line}", str(each.day), allowed)


def _year(typed: str) -> int | None:
    text = plain(typed)
    if not text:
        return None
    year = read_whole(text, 9999)
    if year is None or year < 1000:
        raise InputProblems([Problem("year", typed[:20], YEAR_ALLOWED)])
    return year
