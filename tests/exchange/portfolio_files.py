"""Portfolio workbooks for tests, written as people write them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import xlsxwriter

from lumencare.data.edition_files import current_edition
from lumencare.exchange.portfolio.reading import Portfolio, read_portfolio

TODAY = date(2026, 11, 23)

SYSTEM: Mapping[str, Any] = {
    "ref": "S-1",
    "project": "滨江办公楼",
    "customer": "示例置业有限公司",
    "city": "苏州",
    "system type": "Quantum",
    "class": "2Y",
    "start-up": "manufacturer",
    "order date": "2025-12-01",
    "BOM amount": 1_000_000,
    "list-price amount": 1_300_000,
    "plans": "part-care-plus; service-care",
    "options": "24h; weekend x2",
}
LINE: Mapping[str, Any] = {
    "ref": "S-1",
    "part number": "QSN-4A5-S",
    "description": "Energi Savr Node",
    "quantity": 4,
    "post-sales unit price": 250_000,
    "list unit price": 325_000,
}


def system(**changes: Any) -> dict[str, Any]:
    """Return one row of systems; keywords stand for headers, `_` for a space."""
    return {**SYSTEM, **{key.replace("_", " "): value for key, value in changes.items()}}


def line(**changes: Any) -> dict[str, Any]:
    """Return one part line; keywords stand for headers, `_` for a space."""
    return {**LINE, **{key.replace("_", " "): value for key, value in changes.items()}}


def write_workbook(path: Path, sheets: Mapping[str, Iterable[Sequence[Any]]]) -> Path:
    """Write sheets of rows, as they are: text, numbers, days, formulas that begin with =."""
    book = xlsxwriter.Workbook(path, {"default_date_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for number, row in enumerate(rows):
            for column, value in enumerate(row):
                sheet.write(number, column, value)
    book.close()
    return path


def table(rows: Sequence[Mapping[str, Any]]) -> list[list[Any]]:
    """Return a header and the rows under it."""
    return [list(rows[0]), *(list(row.values()) for row in rows)]


def write_portfolio(
    path: Path, *systems: Mapping[str, Any], lines: Sequence[Mapping[str, Any]] = ()
) -> Path:
    """Write a portfolio with English headers in the first row."""
    sheets = {"systems": table(systems)}
    if lines:
        sheets["bom"] = table(lines)
    return write_workbook(path, sheets)


def read(path: Path) -> Portfolio:
    """Read a portfolio on the day of the tests, by the shipped edition."""
    return read_portfolio(path, edition=current_edition(), today=TODAY)


def told(portfolio: Portfolio) -> dict[str, str]:
    """Return what is wrong by its place: what was given, and the English of what is allowed."""
    return {each.where: f"{each.given} | {each.allowed.en}" for each in portfolio.problems}
