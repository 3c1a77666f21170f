"""Calendar files, one a year, into the work calendar; all wrong lines are reported (D-8)."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from lumencare.data.rows import RowReader
from lumencare.data.toml_lines import locate_rows
from lumencare.domain.calendar_checks import ListedDays, calendar_days, find_day_faults
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.domain.workcalendar import CalendarYear, DayKind, WorkCalendar, build_calendar

FOLDER = Path(__file__).parent / "calendars"
YEARS = range(1990, 2101)
STATUSES = ("official", "provisional")
HEAD_KEYS: dict[str, type] = {"year": int, "status": str, "source": str}

TWO_NOTICES = Text(
    "每年只能有一个正式文件和一个预计文件。",
    "A year may have one official and one provisional file.",
)
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
    def listed(self) -> ListedDays:
        """The days of the row; its kind must be one that there is."""
        return ListedDays(
            DayKind(self.kind), self.name, self.first, self.last or self.first, self.line
        )


@cache
def shipped_calendar() -> WorkCalendar:
    """Return the calendar of the years that come with the product."""
    return build_calendar(shipped_years())


@cache
def shipped_years() -> tuple[CalendarYear, ...]:
    """Return the years that come with the product, official ones and expected ones."""
    return tuple(load_years(FOLDER))


def load_calendar(folder: Path) -> WorkCalendar:
    """Read every year file of a folder into one calendar."""
    return build_calendar(load_years(folder))


def load_years(folder: Path) -> list[CalendarYear]:
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
    return years


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
    listed = _check_days(reader, raw["year"], rows)
    if reader.problems:
        return None, reader.problems
    days = tuple(calendar_days(listed))
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


def _check_days(reader: RowReader, year: int, rows: tuple[DayRow, ...]) -> list[ListedDays]:
    """Return what the rows list; every fault of theirs is reported in the order of the lines."""
    unknown = [each for each in rows if each.kind not in set(DayKind)]
    listed = [each.listed for each in rows if each not in unknown]
    faults = [(each.line, each.given, each.allowed) for each in find_day_faults(year, listed)]
    faults += [(each.line, each.kind, KINDS) for each in unknown]
    for line, given, allowed in sorted(faults, key=lambda each: each[0]):
        reader.report(line, given, allowed)
    return listed
