"""Calendar files, one a year, into the work calendar; all wrong lines are reported (D-8)."""

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from lumencare.data.rows import RowReader
from lumencare.data.toml_lines import locate_rows
from lumencare.domain.period import DAY, Span
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.domain.workcalendar import (
    SATURDAY,
    CalendarDay,
    CalendarYear,
    DayKind,
    WorkCalendar,
    build_calendar,
    days_of,
)

FOLDER = Path(__file__).parent / "calendars"
YEARS = range(1990, 2101)
STATUSES = ("official", "provisional")
HEAD_KEYS: dict[str, type] = {"year": int, "status": str, "source": str}

DUPLICATE = Text("同一天只能列一次。", "A day may be listed only once.")
TWO_NOTICES = Text(
    "每年只能有一个正式文件和一个预计文件。",
    "A year may have one official and one provisional file.",
)
ON_A_WEEKDAY = Text("调休上班日应为周六或周日。", "A make-up workday is a Saturday or a Sunday.")
OUTSIDE = Text(
    "应为本年的日期，或上一年 12 月的最后一周。",
    "A day of the file's year, or of the last week of December before it, is expected.",
)
BACKWARDS = Text("last 不得早于 first。", "last may not be before first.")
KINDS = Text(f"可用：{'、'.join(DayKind)}。", f"Allowed: {', '.join(DayKind)}.")
YEAR_WORDS = Text(f"可用：{YEARS[0]} 至 {YEARS[-1]}。", f"Allowed: {YEARS[0]} to {YEARS[-1]}.")
STATUS_WORDS = Text(f"可用：{'、'.join(STATUSES)}。", f"Allowed: {', '.join(STATUSES)}.")


@dataclass(frozen=True, slots=True)
class DayRow:
    """One line of a calendar file: a day, or a run of days, of one kind and one name."""

    kind: str
    name: Text
    first: date
    line: int
    last: date | None = None

    @property
    def span(self) -> Span:
        """The days of the row."""
        return Span(self.first, (self.last or self.first) + DAY)


@cache
def shipped_calendar() -> WorkCalendar:
    """Return the calendar of the years that come with the product."""
    return load_calendar(FOLDER)


def load_calendar(folder: Path) -> WorkCalendar:
    """Read every year file of a folder; InputProblems names all that is wrong in all of them."""
    problems: list[Problem] = []
    years: list[CalendarYear] = []
    seen: set[tuple[int, bool]] = set()
    for path in sorted(folder.glob("*.toml")):
        year, found = read_year(path)
        problems += found
        if year is None:
            continue
        if (year.year, year.official) in seen:
            problems.append(Problem(path.name, str(year.year), TWO_NOTICES))
        seen.add((year.year, year.official))
        years.append(year)
    if problems:
        raise InputProblems(problems)
    return build_calendar(years)


def read_year(path: Path) -> tuple[CalendarYear | None, list[Problem]]:
    """Read one year file; the year is None where anything in it is wrong."""
    try:
        text = path.read_text(encoding="utf-8")
        raw = tomllib.loads(text)
    except UnicodeDecodeError as wrong:
        return None, [Problem(path.name, str(wrong), Text("应为 UTF-8。", "UTF-8 is expected."))]
    except tomllib.TOMLDecodeError as wrong:
        return None, [Problem(path.name, str(wrong), Text("应为 TOML。", "TOML is expected."))]
    reader = RowReader(path.name, locate_rows(text))
    _check_head(reader, raw)
    rows = reader.read_rows(DayRow, "days", raw.get("days"))
    if reader.problems:
        return None, reader.problems
    _check_days(reader, raw["year"], rows)
    if reader.problems:
        return None, reader.problems
    days = tuple(_calendar_days(rows))
    return CalendarYear(raw["year"], raw["status"] == "official", raw["source"], days), []


def _check_head(reader: RowReader, raw: dict[str, Any]) -> None:
    for key, kind in HEAD_KEYS.items():
        if type(raw.get(key)) is not kind:
            line = reader.lines.get((key, -1), 1)
            allowed = Text(
                f"需要 {key}（{kind.__name__}）。", f"{key} ({kind.__name__}) is needed."
            )
            reader.report(line, f"{key} = {raw.get(key)!r}", allowed)
    if isinstance(raw.get("year"), int) and raw["year"] not in YEARS:
        reader.report(reader.lines.get(("year", -1), 1), raw["year"], YEAR_WORDS)
    if isinstance(raw.get("status"), str) and raw["status"] not in STATUSES:
        reader.report(reader.lines.get(("status", -1), 1), raw["status"], STATUS_WORDS)
    for key in sorted(raw.keys() - HEAD_KEYS.keys() - {"days"}):
        reader.report(
            reader.lines.get((key, -1), 1),
            key,
            Text("没有这个字段。", "There is no such field."),
        )


def _check_days(reader: RowReader, year: int, rows: Iterable[DayRow]) -> None:
    seen: set[date] = set()
    for row in rows:
        faults = tuple(_faults_of(row, year))
        for given, allowed in faults:
            reader.report(row.line, given, allowed)
        days = () if faults else tuple(days_of(row.span))
        for day in seen.intersection(days):
            reader.report(row.line, day, DUPLICATE)
        seen.update(days)


def _faults_of(row: DayRow, year: int) -> Iterator[tuple[object, Text]]:
    if row.kind not in set(DayKind):
        yield row.kind, KINDS
    if row.span.last_day < row.first:
        yield f"{row.first} - {row.last}", BACKWARDS
    for day in sorted({row.first, row.span.last_day}):
        if not _belongs(day, year):
            yield day, OUTSIDE
        if row.kind == DayKind.MAKEUP_WORKDAY and day.weekday() < SATURDAY:
            yield day, ON_A_WEEKDAY


def _belongs(day: date, year: int) -> bool:
    """Tell whether a notice may set this day.

    New Year notices reach back: the one for 2019 made 29 December 2018 a workday and
    31 December 2018 a holiday.
    """
    return date(year - 1, 12, 25) <= day <= date(year, 12, 31)


def _calendar_days(rows: Iterable[DayRow]) -> Iterator[CalendarDay]:
    for row in rows:
        for day in days_of(row.span):
            yield CalendarDay(day, DayKind(row.kind), row.name)
