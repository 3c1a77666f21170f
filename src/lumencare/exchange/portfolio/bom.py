"""The part lines of a portfolio: read, gathered by the system they belong to, and added up."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from lumencare.domain.money import Money, round_to_fen, total
from lumencare.domain.reading import plain
from lumencare.domain.request import BomLine
from lumencare.domain.text import Text
from lumencare.exchange.portfolio.columns import bom_form
from lumencare.exchange.workbook.opening import open_sheet
from lumencare.exchange.workbook.problems import ProblemList
from lumencare.exchange.workbook.rows import read_fields, read_rows

NO_SYSTEM = Text(
    "系统表中没有这个编号。", "The sheet of systems has no system with this reference."
)


@dataclass(slots=True)
class SystemBom:
    """The part lines of one system; not `complete` where one of them could not be read."""

    lines: list[BomLine] = field(default_factory=list)
    complete: bool = True

    @property
    def amount(self) -> Money:
        """The total at post-sales prices, each line rounded to the fen (D-2)."""
        return _add_up((line.quantity, line.unit_price) for line in self.lines)

    @property
    def list_amount(self) -> Money | None:
        """The total at list prices (X-6); None where a line has none."""
        priced = [
            (line.quantity, line.list_unit_price)
            for line in self.lines
            if line.list_unit_price is not None
        ]
        return _add_up(priced) if len(priced) == len(self.lines) else None


def ref_key(ref: str) -> str:
    """Return a reference as it is compared: neither case nor width nor spaces tell two apart."""
    return "".join(plain(ref).casefold().split())


def read_boms(
    path: Path, book: CalamineWorkbook, refs: set[str] | None, problems: ProblemList
) -> dict[str, SystemBom]:
    """Return the part lines of each system by the key of its reference; there may be none.

    `refs` are the keys of all systems, None where the systems could not be read at all.
    """
    form = bom_form()
    sheet = open_sheet(path, book, form, problems)
    boms: dict[str, SystemBom] = {}
    if sheet is None:
        return boms
    for row in read_rows(sheet, form, problems):
        before = len(problems)
        fields = read_fields(row, form, problems)
        if "ref" not in fields:
            continue
        key = ref_key(fields["ref"])
        if refs is not None and key not in refs:
            problems.add(row.where("ref"), row.shown("ref"), NO_SYSTEM)
        bom = boms.setdefault(key, SystemBom())
        if len(problems) == before:
            bom.lines.append(line_of(fields))
        else:
            bom.complete = False
    return boms


def line_of(fields: dict[str, Any]) -> BomLine:
    """Return a part line of the fields that were read of its row."""
    return BomLine(
        part_number=fields["part_number"],
        description=fields.get("description", ""),
        quantity=fields["quantity"],
        unit_price=fields["unit_price"],
        list_unit_price=fields.get("list_unit_price"),
    )


def _add_up(lines: Iterable[tuple[Any, Money]]) -> Money:
    return total(round_to_fen(quantity * price.amount) for quantity, price in lines)
