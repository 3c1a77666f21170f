"""Sheets of a workbook from tables of columns: heads, widths, kinds of cells, values."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Generic, TypeVar

from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from lumencare.domain.money import Money
from lumencare.domain.text import Text

Item = TypeVar("Item")
GROUP_ROW, HEAD_ROW, FIRST_ROW = 0, 1, 2
HEAD_HEIGHT = 32


class Kind(StrEnum):
    """How a column's cells are written and formatted."""

    TEXT = "text"
    COUNT = "count"
    MONEY = "money"
    PERCENT = "percent"
    DAY = "day"
    LINK = "link"


NUMBER_FORMATS = {
    Kind.TEXT: "@",
    Kind.COUNT: "0",
    Kind.MONEY: "#,##0.00",
    Kind.PERCENT: "0.##%",
    Kind.DAY: "yyyy-mm-dd",
    Kind.LINK: "@",
}
HEAD_LOOK = {"bold": True, "text_wrap": True, "valign": "vcenter", "bg_color": "#EFECE5"}
GROUP_LOOK = {"bold": True, "align": "center", "bg_color": "#FFF3D9"}
LINK_LOOK = {"font_color": "#1D4F73", "underline": 1}


@dataclass(frozen=True, slots=True)
class Column(Generic[Item]):
    """One column: its head, width and kind, and how an item's value is found."""

    head: Text
    width: int
    kind: Kind
    value: Callable[[Item], Any]
    group: Text | None = None


def write_sheet(
    book: Workbook, name: str, columns: Sequence[Column[Item]], items: Iterable[Item]
) -> None:
    """Write one sheet with its heads frozen and a filter on them."""
    sheet = book.add_worksheet(name)
    formats = {kind: _cell_format(book, kind) for kind in Kind}
    _write_heads(book, sheet, columns)
    last = HEAD_ROW
    for last, item in enumerate(items, start=FIRST_ROW):
        for place, column in enumerate(columns):
            _write_cell(sheet, (last, place), column, (column.value(item), formats[column.kind]))
    sheet.freeze_panes(FIRST_ROW, 2)
    sheet.autofilter(HEAD_ROW, 0, last, len(columns) - 1)
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(GROUP_ROW, HEAD_ROW)


def _cell_format(book: Workbook, kind: Kind) -> Format:
    look = {"num_format": NUMBER_FORMATS[kind], "valign": "top"}
    return book.add_format({**look, **(LINK_LOOK if kind is Kind.LINK else {})})


def _write_heads(book: Workbook, sheet: Worksheet, columns: Sequence[Column[Any]]) -> None:
    head, group = book.add_format(HEAD_LOOK), book.add_format(GROUP_LOOK)
    sheet.set_row(HEAD_ROW, HEAD_HEIGHT)
    for place, column in enumerate(columns):
        sheet.set_column(place, place, column.width)
        sheet.write_string(HEAD_ROW, place, f"{column.head.zh}\n{column.head.en}", head)
    for words, first, last in _groups(columns):
        title = f"{words.zh} {words.en}"
        sheet.merge_range(GROUP_ROW, first, GROUP_ROW, last, title, group)


def _groups(columns: Sequence[Column[Any]]) -> Iterable[tuple[Text, int, int]]:
    places: dict[Text, list[int]] = {}
    for place, column in enumerate(columns):
        if column.group is not None:
            places.setdefault(column.group, []).append(place)
    return [(words, found[0], found[-1]) for words, found in places.items()]


def _write_cell(
    sheet: Worksheet, at: tuple[int, int], column: Column[Any], cell: tuple[Any, Format]
) -> None:
    """Write a value as its kind; words stay words, so that none of them becomes a formula."""
    value, look = cell
    if value is None:
        sheet.write_blank(*at, None, look)
    elif isinstance(value, Money):
        sheet.write_number(*at, value.amount, look)
    elif isinstance(value, date):
        sheet.write_datetime(*at, value, look)
    elif column.kind is Kind.LINK:
        sheet.write_url(*at, f"external:{_escape(value)}", look, value)
    elif isinstance(value, str):
        sheet.write_string(*at, value, look)
    else:
        sheet.write_number(*at, value, look)


def _escape(file: str) -> str:
    """Return a file name as a link's target: `%` and `#` mean something else there."""
    return file.replace("%", "%25").replace("#", "%23").replace(" ", "%20")
