"""Rows of an opened sheet, and their cells read by what each column should hold."""

from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass
from itertools import islice
from typing import Any

from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.text import Text
from lumencare.exchange.cells import CellValue, is_blank, show
from lumencare.exchange.workbook.form import Column, SheetForm, place_of
from lumencare.exchange.workbook.opening import Sheet
from lumencare.exchange.workbook.problems import ProblemList
from lumencare.exchange.workbook.sums import NO_SUMS, is_sum, sum_word_first

UNMERGED = Text(
    "数据区不能有合并单元格；请拆分并填写每一格。",
    "Cells of the data may not be merged; split them and fill in each one.",
)


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row stands, with its number as the sheet shows it."""

    sheet: str
    number: int
    columns: Mapping[str, int]

    def where(self, name: str) -> str:
        """Return the place of a field's cell, like `systems!D7`; its row's first where none."""
        column = self.columns.get(name, min(self.columns.values()))
        return place_of(self.sheet, self.number - 1, column)


@dataclass(frozen=True, slots=True)
class SheetRow:
    """One row that holds something: where it stands, and its cells by field."""

    place: RowPlace
    cells: Mapping[str, CellValue | Problem]

    def where(self, name: str) -> str:
        """Return the place of a field's cell, like `systems!D7`."""
        return self.place.where(name)

    def shown(self, name: str) -> str:
        """Return what was typed into a field's cell, as a person can read and find it."""
        cell = self.cells.get(name, "")
        return cell.given if isinstance(cell, Problem) else show(cell)

    def is_written(self, name: str) -> bool:
        """Tell whether a field's cell holds anything, right or wrong."""
        cell = self.cells.get(name, "")
        return isinstance(cell, Problem) or not is_blank(cell)


def read_rows(sheet: Sheet, form: SheetForm, problems: ProblemList) -> Iterator[SheetRow]:
    """Yield every row under the header that holds something; report what stands in the way.

    A row of sums is skipped; one that holds words besides is reported as such.
    """
    sums: set[int] = set()
    count = 0
    for number, cells, values in _written_rows(sheet):
        row = SheetRow(RowPlace(sheet.name, number + 1, sheet.columns), values)
        if is_sum(cells, values):
            sums.add(number)
            continue
        if field := sum_word_first(values):
            problems.add(row.where(field), row.shown(field), NO_SUMS)
            continue
        count += 1
        if count > form.most_rows:
            problems.add(place_of(sheet.name, number, 0), f"> {form.most_rows}", _shorter(form))
            break
        yield row
    _report_merged(sheet, sums, problems)


def _written_rows(
    sheet: Sheet,
) -> Iterator[tuple[int, list[CellValue], dict[str, CellValue | Problem]]]:
    """Yield the rows that hold something: number from 0, all cells, and those of our columns."""
    offset = sheet.content.start[1] if sheet.content.start else 0
    wanted = [(name, at, at - offset) for name, at in sheet.columns.items()]
    rows = islice(enumerate(sheet.content.iter_rows()), sheet.header_row + 1, None)
    for number, cells in rows:
        values: dict[str, CellValue | Problem] = {name: cells[at] for name, _, at in wanted}
        if sheet.faults:
            for name, at, _ in wanted:
                values[name] = sheet.faults.get((number, at), values[name])
        if any(isinstance(each, Problem) or not is_blank(each) for each in values.values()):
            yield number, cells, values


def _shorter(form: SheetForm) -> Text:
    most = f"{form.most_rows:,}"
    return Text(f"最多 {most} 行。", f"At most {most} rows.")


def _report_merged(sheet: Sheet, sums: Set[int], problems: ProblemList) -> None:
    """A merged area gives its value to its first cell only: the others would be read as blank."""
    ours = set(sheet.columns.values())
    for (top, left), (bottom, right) in sheet.content.merged_cell_ranges or ():
        hidden = {at for at in ours if left <= at <= right}
        if bottom <= sheet.header_row or not hidden or (top == bottom and top in sums):
            continue
        if bottom > max(top, sheet.header_row) or hidden != {left}:
            first, last = place_of(sheet.name, top, left), place_of("", bottom, right)
            problems.add(first, f"{first.partition('!')[2]}:{last[1:]}", UNMERGED)


def read_fields(row: SheetRow, form: SheetForm, problems: ProblemList) -> dict[str, Any]:
    """Read the cells of a row; those that are wrong are reported and left out."""
    fields: dict[str, Any] = {}
    for column in form.columns:
        cell = row.cells.get(column.field)
        if cell is None:
            continue
        if isinstance(cell, Problem):
            problems.add(row.where(column.field), cell.given, cell.allowed)
        elif not is_blank(cell):
            for given, allowed in _read_cell(column, cell, fields):
                problems.add(row.where(column.field), given, allowed)
        elif not column.optional:
            problems.add(row.where(column.field), "", _needed(column))
    return fields


def _read_cell(
    column: Column, cell: CellValue, fields: dict[str, Any]
) -> Iterable[tuple[str, Text]]:
    """Put what a cell says into the fields, or return what is wrong with it."""
    try:
        fields[column.field] = column.read(cell)
    except InputProblems as wrong:
        return [(each.given, each.allowed) for each in wrong.problems]
    except Refused as refused:
        return [(show(cell), refused.reason.text)]
    except ValueError:
        return [(show(cell), column.allowed)]
    return ()


def _needed(column: Column) -> Text:
    name, allowed = column.shown, column.allowed
    return Text(f"“{name.zh}”不能空白。{allowed.zh}", f"{name.en!r} is needed. {allowed.en}")
