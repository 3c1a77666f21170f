"""Rows out of an Excel workbook: its first sheet, each cell as the text one would type."""

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from lumencare.domain.problems import InputProblems, Problem
from lumencare.exchange.archive import check_workbook_archive
from lumencare.exchange.archive_refusals import DAMAGED
from lumencare.exchange.price_file.block import RowBlock, blocks_of
from lumencare.exchange.price_file.columns import find_columns
from lumencare.exchange.price_file.stage import Stage

if TYPE_CHECKING:
    from python_calamine import CalamineSheet


def read_sheet(path: Path, stage: Stage) -> None:
    """Take the rows of a workbook's first sheet."""
    from python_calamine import CalamineError, load_workbook  # noqa: PLC0415 - XLSX only

    check_workbook_archive(path)
    try:
        with load_workbook(path) as workbook:
            for block in _blocks(path, workbook.get_sheet_by_index(0)):
                stage.add(block)
    except CalamineError as error:
        raise InputProblems([Problem(path.name, str(error), DAMAGED)]) from error


def _blocks(path: Path, sheet: "CalamineSheet") -> Iterator[RowBlock]:
    rows = enumerate((list(map(as_text, row)) for row in sheet.iter_rows()), start=1)
    headings = next((row for _, row in rows if any(row)), [])
    width = _last_filled(headings)
    yield from blocks_of(rows, find_columns(path.name, headings[:width]), width)


def as_text(value: Any) -> str:
    """Return a cell as text; Excel keeps 15 digits of a number, further ones are noise."""
    return AS_TEXT.get(type(value), str)(value)


def _number(value: float) -> str:
    return f"{value:.15g}"


def _instant(value: datetime) -> str:
    return value.date().isoformat()


AS_TEXT: dict[type, Callable[[Any], str]] = {
    str: str,
    float: _number,
    datetime: _instant,
    date: date.isoformat,
}


def _last_filled(cells: Sequence[str]) -> int:
    return max((index for index, cell in enumerate(cells, start=1) if cell), default=0)
