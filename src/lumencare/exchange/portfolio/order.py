"""The order in which problems are told: sheet by sheet, from top to bottom, from left to right."""

import re
from collections.abc import Iterable

from lumencare.domain.problems import Problem
from lumencare.exchange.portfolio.names import BOM_SHEET, SYSTEMS_SHEET
from lumencare.exchange.workbook.form import compared

CELL = re.compile(r"(.*)!([A-Z]{1,3})(\d{1,7})", re.DOTALL)
SHEETS = [{compared(each) for each in names} for names in (SYSTEMS_SHEET, BOM_SHEET)]

Order = tuple[int, int, int, str]


def in_sheet_order(problems: Iterable[Problem]) -> list[Problem]:
    """Return problems by the place of their cells; what concerns the whole file comes last."""
    return sorted(problems, key=_order)


def _order(problem: Problem) -> Order:
    cell = CELL.fullmatch(problem.where)
    if cell is None:
        return len(SHEETS), 0, 0, ""
    sheet, column, row = cell.groups()
    known = [at for at, names in enumerate(SHEETS) if compared(sheet) in names]
    return known[0] if known else len(SHEETS) - 1, int(row), len(column), column
