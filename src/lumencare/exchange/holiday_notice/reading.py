"""A holiday notice as somebody pasted it, into the days of its year (D-8)."""

from collections.abc import Iterator
from dataclasses import dataclass

from lumencare.domain.calendar_checks import (
    DayFault,
    ListedDays,
    days_off,
    days_off_by_law,
    find_day_faults,
    missing_holidays,
)
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.shanghai import say_day
from lumencare.domain.text import Text
from lumencare.exchange.holiday_notice.festivals import AND, OF_EVERY_YEAR
from lumencare.exchange.holiday_notice.gathered import Gathered
from lumencare.exchange.holiday_notice.table import is_table, read_table
from lumencare.exchange.holiday_notice.wording import read_wording, year_in_heading

YEARS = range(1990, 2101)
MOST_CHARACTERS = 20_000
MOST_FAULTS = 100

TEXT_NEEDED = Text("请粘贴放假通知全文，或日期表格。", "Paste the notice, or a table of its days.")
TOO_LONG = Text("不得超过 20,000 个字符。", "At most 20,000 characters are accepted.")
NO_TEXT = Text("含有无法保存的字符。", "It holds characters that cannot be kept.")
YEAR_NEEDED = Text(
    "通知中没有写明年份，请填写。", "The notice does not name its year: type it here."
)
YEAR_ALLOWED = Text(f"可用：{YEARS[0]} 至 {YEARS[-1]}。", f"Allowed: {YEARS[0]} to {YEARS[-1]}.")
NOTHING_READ = Text(
    "没有读到任何放假或上班的日期。", "No holiday and no make-up workday was found in it."
)


@dataclass(frozen=True, slots=True)
class NoticeRead:
    """The year of a notice, its days, and what deserves a second look though nothing is wrong."""

    year: int
    listed: tuple[ListedDays, ...]
    cautions: tuple[Text, ...] = ()


def read_notice(text: str, year: int | None = None) -> NoticeRead:
    """Read a notice; `year` is the one that was typed beside it, where there is one.

    InputProblems with all that is wrong: `text:LINE` for a line, `year` for the year.
    """
    _check_text(text)
    table = is_table(text)
    gathered = read_table(text) if table else None
    known = _year(text, year, gathered)
    gathered = gathered or read_wording(text, known)
    faults = [*gathered.faults, *find_day_faults(known, gathered.listed)]
    problems = [_problem(each) for each in sorted(faults, key=lambda each: each.line)]
    problems = problems[:MOST_FAULTS] or [
        Problem("text", given, allowed) for given, allowed in _lacks(known, gathered)
    ]
    if problems:
        raise InputProblems(problems)
    listed = tuple(sorted(gathered.listed, key=lambda each: each.first))
    return NoticeRead(known, listed, tuple(cautions_about(known, listed)))


def cautions_about(year: int, listed: tuple[ListedDays, ...]) -> Iterator[Text]:
    """Say where the days of a year add up to another number than the law gives."""
    by_law, found = days_off_by_law(year), days_off(listed)
    if by_law is not None and found != by_law:
        yield Text(
            f"放假的工作日减去调休上班日为 {found} 天，而法定为 {by_law} 天：请核对是否漏了一天。",
            f"Free weekdays less make-up workdays are {found}, where the law gives {by_law}:"
            " check whether a day is missing.",
        )


def _check_text(text: str) -> None:
    allowed = (
        TEXT_NEEDED
        if not text.strip()
        else TOO_LONG
        if len(text) > MOST_CHARACTERS
        else NO_TEXT
        if "\0" in text
        else None
    )
    if allowed is not None:
        raise InputProblems([Problem("text", "", allowed)])


def _year(text: str, typed: int | None, table: Gathered | None) -> int:
    """Return the year of a notice: its heading's, or the one that was typed; they must agree."""
    if table is not None:
        written = max((each.first.year for each in table.listed), default=None)
    else:
        written = year_in_heading(text)
    year = written if typed is None else typed
    if year is None:
        raise InputProblems([Problem("year", "", YEAR_NEEDED)])
    if year not in YEARS:
        raise InputProblems([Problem("year", str(year), YEAR_ALLOWED)])
    if table is None and written not in {None, year}:
        allowed = Text(f"通知写明是 {written} 年的。", f"The notice says that it is for {written}.")
        raise InputProblems([Problem("year", str(year), allowed)])
    return year


def _lacks(year: int, gathered: Gathered) -> Iterator[tuple[str, Text]]:
    """A notice takes the place of everything known of its year, so it must be whole."""
    if not gathered.listed:
        yield "", NOTHING_READ
        return
    names = {zh for each in gathered.listed for zh in each.name.zh.split(AND)}
    for each in OF_EVERY_YEAR:
        if each.zh not in names:
            allowed = Text(
                f"全年的通知应有{each.zh}的安排。", f"The {each.en} holiday is expected in it."
            )
            yield each.zh, allowed
    for day in missing_holidays(year, gathered.listed):
        said = say_day(day)
        yield str(day), Text(f"{said.zh}依法放假。", f"{said.en} is a holiday by law.")


def _problem(fault: DayFault) -> Problem:
    return Problem(f"text:{fault.line}", fault.given, fault.allowed)
