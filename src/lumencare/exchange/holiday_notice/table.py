"""A holiday notice as a table: a line for each run of days, separated by commas or tabs."""

import csv
from collections.abc import Callable
from datetime import date

from lumencare.domain.calendar_checks import ListedDays
from lumencare.domain.reading import DATE_ALLOWED, plain, read_date
from lumencare.domain.text import Text
from lumencare.domain.workcalendar import DayKind
from lumencare.exchange.holiday_notice.festivals import named
from lumencare.exchange.holiday_notice.gathered import Gathered

# The heads of the columns, as we write them and as people do.
COLUMNS = {
    "first": ("first", "day", "date", "日期", "开始日期", "首日", "从"),
    "last": ("last", "until", "结束日期", "末日", "至"),
    "kind": ("kind", "类别", "类型", "安排"),
    "zh": ("zh", "name", "名称", "节日", "节日名称"),
    "en": ("en", "english", "英文", "英文名称"),
}
COLUMN_OF = {head: column for column, heads in COLUMNS.items() for head in heads}
NEEDED = ("first", "kind", "zh")
KINDS = {
    **dict.fromkeys(("holiday", "放假", "休", "休息", "节假日"), DayKind.HOLIDAY),
    **dict.fromkeys(
        ("makeup-workday", "make-up workday", "上班", "班", "调休上班", "补班"),
        DayKind.MAKEUP_WORKDAY,
    ),
}
KIND_ALLOWED = Text("应为“放假”或“上班”。", "Expected: holiday (放假) or makeup-workday (上班).")
HEADS_ALLOWED = Text(
    "首行应有列名：first（日期）、kind（类别）、zh（名称）；"
    "可另加 last（结束日期）、en（英文名称）。",
    "The first line names the columns: first, kind, zh, and also last and en where wanted.",
)
NAME_ALLOWED = Text("应写明节日名称。", "The name of the holiday is expected.")
ENGLISH_ALLOWED = Text(
    "不认识的节日名称，应在 en 列写明英文名称。",
    "No festival that is known: its English name is expected in the column en.",
)
LONGEST_NAME = 60


def is_table(text: str) -> bool:
    """Tell whether the first line names columns."""
    lines = [line for line in text.splitlines() if line.strip()]
    heads = _heads(lines[0]) if lines else []
    return len(heads) > 1 and sum(each in COLUMN_OF for each in heads) > 1


def read_table(text: str) -> Gathered:
    """Read every line of a table; every wrong one is noted."""
    gathered = Gathered()
    rows = list(enumerate(text.splitlines(), 1))
    number, head = next((number, line) for number, line in rows if line.strip())
    columns = [COLUMN_OF.get(each, "") for each in _heads(head)]
    if not set(NEEDED) <= set(columns):
        gathered.fault(number, head.strip(), HEADS_ALLOWED)
        return gathered
    for line, row in rows[number:]:
        if row.strip(" ,\t"):
            cells = dict(zip(columns, _cells(row, _separator(head)), strict=False))
            _read_row({name: plain(cell) for name, cell in cells.items()}, line, gathered)
    return gathered


def _heads(line: str) -> list[str]:
    return [plain(each).lower() for each in _cells(line, _separator(line))]


def _separator(head: str) -> str:
    return "\t" if "\t" in head else ","


def _cells(line: str, separator: str) -> list[str]:
    """Return the cells of one line; a line that the format does not allow is one cell."""
    try:
        return next(csv.reader([line.replace("，", ",")], delimiter=separator, strict=True), [])
    except csv.Error:
        return [line]


def _read_row(cells: dict[str, str], line: int, gathered: Gathered) -> None:
    first = _read(cells.get("first", ""), read_date, line, DATE_ALLOWED, gathered)
    written = cells.get("last", "")
    last = _read(written, read_date, line, DATE_ALLOWED, gathered) if written else first
    kind = KINDS.get(cells.get("kind", "").lower())
    if kind is None:
        gathered.fault(line, cells.get("kind", ""), KIND_ALLOWED)
    name = _name(cells.get("zh", ""), cells.get("en", ""), line, gathered)
    if first is not None and last is not None and kind is not None and name is not None:
        gathered.listed.append(ListedDays(kind, name, first, last, line))


def _read(
    cell: str, read: Callable[[str], date], line: int, allowed: Text, gathered: Gathered
) -> date | None:
    try:
        return read(cell)
    except ValueError:
        gathered.fault(line, cell, allowed)
        return None


def _name(zh: str, en: str, line: int, gathered: Gathered) -> Text | None:
    if not zh or len(zh) > LONGEST_NAME or len(en) > LONGEST_NAME:
        gathered.fault(line, zh, NAME_ALLOWED)
        return None
    if en:
        return Text(zh, en)
    name = named([each for each in zh.replace("和", "、").split("、") if each])
    if name is None:
        gathered.fault(line, zh, ENGLISH_ALLOWED)
    return name
