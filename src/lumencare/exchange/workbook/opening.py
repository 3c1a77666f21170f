"""A workbook that people filled in: its sheets found by any of their names, with any header."""

import re
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from python_calamine import CalamineError, CalamineWorkbook

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.exchange.archive import check_workbook_archive
from lumencare.exchange.archive_refusals import DAMAGED
from lumencare.exchange.cells import CellValue, show
from lumencare.exchange.workbook.faults import Place, find_faulty_cells
from lumencare.exchange.workbook.form import Column, SheetForm, compared, place_of
from lumencare.exchange.workbook.problems import ProblemList

# A title, a note and some empty rows may stand above the header.
HEADER_WITHIN = 30
FEWEST_HEADERS = 3
BOTH_LANGUAGES = re.compile(r"[/|\n\r]")
IN_YUAN = Text(
    "金额以元为单位；请改为元，并去掉表头中的“万”。",
    "Amounts are in RMB yuan; write them in yuan and take 万 out of the header.",
)
ONE_COLUMN = Text("同一列只能出现一次。", "A column may stand there only once.")


# Where a header stands, the column it names, and how it is written there.
Header = tuple[int, Column, str]


class Content(Protocol):
    """The cells of a sheet, whatever kind of file they come from."""

    @property
    def start(self) -> tuple[int, int] | None:
        """Row and column, from 0, of the first cell that rows begin with; None where empty."""

    @property
    def merged_cell_ranges(self) -> list[tuple[Place, Place]] | None:
        """First and last cell of each merged area."""

    def iter_rows(self) -> Iterator[list[CellValue]]:
        """Yield the rows from the top, all of one length."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """An opened sheet with its header found."""

    name: str
    header_row: int
    columns: Mapping[str, int]
    content: Content
    faults: Mapping[Place, Problem]


@contextmanager
def open_workbook(path: Path) -> Iterator[CalamineWorkbook]:
    """Open a workbook once its archive is found safe; InputProblems where it cannot be read."""
    check_workbook_archive(path)
    try:
        with CalamineWorkbook.from_path(path) as book:
            yield book
    except CalamineError as error:
        raise InputProblems([Problem(path.name, str(error), DAMAGED)]) from error


def open_sheet(
    path: Path, book: CalamineWorkbook, form: SheetForm, problems: ProblemList
) -> Sheet | None:
    """Find a sheet and its header; None where there is none, or where its header is wrong."""
    accepted = {compared(each) for each in form.names}
    found = [i for i, name in enumerate(book.sheet_names) if compared(name) in accepted]
    if not found:
        return None
    name = book.sheet_names[found[0]]
    if len(found) > 1:
        problems.add(path.name, "、".join(book.sheet_names[each] for each in found), _one_of(form))
        return None
    content = book.get_sheet_by_index(found[0])
    return open_content(name, content, form, problems, lambda: find_faulty_cells(path, found[0]))


def open_content(
    name: str,
    content: Content,
    form: SheetForm,
    problems: ProblemList,
    find_faults: Callable[[], Mapping[Place, Problem]] = dict,
) -> Sheet | None:
    """Find the header of a sheet; None where it is wrong."""
    before = len(problems)
    header_row, columns = _find_header(name, content, form, problems)
    if len(problems) > before:
        return None
    return Sheet(name, header_row, columns, content, find_faults())


def _one_of(form: SheetForm) -> Text:
    names = form.names
    return Text(f"只能有其中一个：{'、'.join(names)}。", f"Only one of: {', '.join(names)}.")


def _find_header(
    name: str, content: Content, form: SheetForm, problems: ProblemList
) -> tuple[int, dict[str, int]]:
    known = {compared(each): column for column in form.columns for each in column.names}
    offset = content.start[1] if content.start else 0
    best: tuple[int, list[Header]] = (0, [])
    for number, cells in enumerate(islice(content.iter_rows(), HEADER_WITHIN)):
        headers = [
            (at + offset, column, cell)
            for at, cell in enumerate(cells)
            if isinstance(cell, str) and (column := _column_named(cell, known))
        ]
        if len(headers) > len(best[1]):
            best = (number, headers)
    number, headers = best
    if len(headers) < min(FEWEST_HEADERS, len(form.columns)):
        problems.add(place_of(name, 0, offset), name, _header_wanted(form))
        return 0, {}
    return number, _place_columns(name, number, headers, form, problems)


def _column_named(header: str, known: Mapping[str, Column]) -> Column | None:
    """Return the column that a header names, also one in both languages: 编号 / ref."""
    if column := known.get(compared(header)):
        return column
    named = {
        found.field: found
        for each in BOTH_LANGUAGES.split(header)
        if (found := known.get(compared(each)))
    }
    return next(iter(named.values())) if len(named) == 1 else None


def _place_columns(
    name: str,
    number: int,
    headers: list[Header],
    form: SheetForm,
    problems: ProblemList,
) -> dict[str, int]:
    columns: dict[str, int] = {}
    for at, column, cell in headers:
        if column.field in columns:
            problems.add(place_of(name, number, at), show(cell), ONE_COLUMN)
        if "万" in cell:
            problems.add(place_of(name, number, at), show(cell), IN_YUAN)
        columns.setdefault(column.field, at)
    for column in form.columns:
        if not column.optional and column.field not in columns:
            shown = column.shown
            missing = Text(f"缺少列“{shown.zh}”。", f"The column {shown.en!r} is missing.")
            problems.add(place_of(name, number, 0), f"{shown.zh} / {shown.en}", missing)
    return columns


def _header_wanted(form: SheetForm) -> Text:
    wanted = [each.shown for each in form.columns if not each.optional]
    return Text(
        f"前 {HEADER_WITHIN} 行内应有表头：{'、'.join(each.zh for each in wanted)}。",
        f"A header is expected in the first {HEADER_WITHIN} rows: "
        f"{', '.join(each.en for each in wanted)}.",
    )
