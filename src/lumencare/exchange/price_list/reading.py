"""Reading a price list of parts: every row, and every wrong cell at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from lumencare.domain.money import Money
from lumencare.domain.problems import Problem
from lumencare.domain.stock.part_numbers import number_key
from lumencare.domain.text import Text
from lumencare.exchange.price_list.columns import FORM, LONGEST_NUMBER, NUMBER_ALLOWED
from lumencare.exchange.workbook.form import place_of
from lumencare.exchange.workbook.opening import Sheet
from lumencare.exchange.workbook.problems import ProblemList
from lumencare.exchange.workbook.rows import RowPlace, read_fields, read_rows
from lumencare.exchange.workbook.table import open_table

SHEET_WANTED = Text(
    "应有工作表“价格表”，或只有一个工作表。",
    "A sheet named 'prices' is expected, or a single sheet.",
)
ROW_WANTED = Text("表头下应至少有一行部件。", "At least one part is expected under the header.")
ONCE = Text("同一部件号只能出现一次。", "A part may stand in the list only once.")


@dataclass(frozen=True, slots=True)
class ListedPart:
    """A part of the list: its price, and the facts that are written; a blank cell says nothing."""

    number: str
    key: str
    unit_net: Money
    facts: dict[str, Any]
    place: RowPlace


@dataclass(frozen=True, slots=True)
class PriceListFile:
    """The parts that could be read and everything that is wrong."""

    parts: tuple[ListedPart, ...]
    problems: tuple[Problem, ...]


def read_price_list(path: Path) -> PriceListFile:
    """Read a price list; InputProblems where the file is neither a workbook nor text."""
    problems = ProblemList()
    with open_table(path, FORM, SHEET_WANTED, problems) as sheet:
        parts = tuple(_read_sheet(sheet, problems))
    return PriceListFile(parts, problems.listed(path.name))


def _read_sheet(sheet: Sheet | None, problems: ProblemList) -> Iterator[ListedPart]:
    if sheet is None:
        return
    seen: set[str] = set()
    empty = True
    for row in read_rows(sheet, FORM, problems):
        empty = False
        before = len(problems)
        fields = read_fields(row, FORM, problems)
        key = number_key(fields.get("number", ""))
        if "number" in fields and not 0 < len(key) <= LONGEST_NUMBER:
            problems.add(row.where("number"), row.shown("number"), NUMBER_ALLOWED)
        if key in seen:
            problems.add(row.where("number"), row.shown("number"), ONCE)
        seen.add(key)
        if len(problems) == before:
            number, net = fields.pop("number"), fields.pop("unit_net")
            yield ListedPart(number, key, net, fields, row.place)
    if empty:
        problems.add(place_of(sheet.name, sheet.header_row + 1, 0), "", ROW_WANTED)
