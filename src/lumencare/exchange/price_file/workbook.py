"""Prices into an Excel workbook, row by row; what one sheet cannot hold goes on in the next."""

from errno import EIO
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from lumencare.analysis.pricebatch import NO_PRICE
from lumencare.domain.codes import PlanCode
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.exchange.price_file.priced import HEADINGS, PricedPiece
from lumencare.exchange.price_file.stage import Stage

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

# Excel has 1,048,576 rows, one of them for the headings.
SHEET_ROWS = 1_048_575
MOST_SHEETS = 16
WIDTHS = (24, 24, 10, 13, 18, 18)
SMALLER = Text(
    f"价格行数超过 {MOST_SHEETS} 个工作表所能容纳的；请输出为 .csv 或 .parquet。",
    f"There are more prices than {MOST_SHEETS} sheets can hold; write to .csv or .parquet.",
)


class WorkbookWriter:
    """Writes a workbook that never stands in memory as a whole."""

    def __init__(self, target: Path, plans: tuple[PlanCode, ...], stage: Stage) -> None:
        from xlsxwriter import Workbook  # noqa: PLC0415 - loaded for XLSX only

        self._target = target
        self._stage = stage
        self._plans = [str(plan) for plan in plans]
        options = {"constant_memory": True, "tmpdir": str(target.parent)}
        self._workbook = Workbook(target, options)
        self._heading = self._workbook.add_format({"bold": True, "bottom": 1})
        self._amount = self._workbook.add_format({"num_format": "0.00"})
        self._sheet = self._open_sheet(1)

    def write(self, piece: PricedPiece) -> None:
        """Add the prices of the rows that are kept, one row for each plan."""
        refs = self._stage.read_refs(piece.first)
        years = piece.project_years.tolist()
        prices = [
            list(zip(*(part[at].tolist() for part in piece.prices.parts), strict=True))
            for at in range(len(self._plans))
        ]
        for at in np.flatnonzero(piece.kept).tolist():
            for plan, of_plan in zip(self._plans, prices, strict=True):
                self._write_row(refs[at], plan, years[at], of_plan[at])

    def finish(self) -> None:
        """Put the workbook together."""
        from xlsxwriter.exceptions import FileCreateError  # noqa: PLC0415 - XLSX only

        try:
            self._workbook.close()
        except FileCreateError as error:
            raise OSError(EIO, str(error), str(self._target)) from error

    def close(self) -> None:
        """Close a workbook that was given up."""
        if not self._workbook.fileclosed:
            self._workbook.close()

    def _open_sheet(self, number: int) -> "Worksheet":
        if number > MOST_SHEETS:
            raise InputProblems([Problem("OUT", self._target.suffix, SMALLER)])
        sheet = self._workbook.add_worksheet(f"prices {number}")
        sheet.freeze_panes(1, 0)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
            sheet.write_string(0, column, HEADINGS[column], self._heading)
        self._row = 1
        return sheet

    def _write_row(self, ref: str, plan: str, year: int, price: tuple[bool, int, int]) -> None:
        if self._row > SHEET_ROWS:
            self._sheet = self._open_sheet(len(self._workbook.worksheets()) + 1)
        sheet, row = self._sheet, self._row
        eligible, *amounts = price
        # Written as text: a ref that looks like a formula or an address stays a ref.
        sheet.write_string(row, 0, ref)
        sheet.write_string(row, 1, plan)
        sheet.write_boolean(row, 2, eligible)
        sheet.write_number(row, 3, year)
        for column, fen in enumerate(amounts, start=4):
            if fen != NO_PRICE:
                # A workbook knows binary numbers only; this is the one nearest to the amount.
                sheet.write_number(row, column, fen / 100, self._amount)
        self._row += 1
