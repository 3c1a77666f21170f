"""The hardware list of one system as a file of its own: XLSX or CSV, read with all its problems."""

from dataclasses import dataclass
from pathlib import Path

from lumencare.domain.money import Money
from lumencare.domain.problems import Problem
from lumencare.domain.request import BomLine
from lumencare.domain.system import BOM_ALLOWED, check_bom
from lumencare.domain.text import Text
from lumencare.exchange.portfolio.bom import SystemBom, line_of, ref_key
from lumencare.exchange.portfolio.columns import parts_form
from lumencare.exchange.workbook.form import SheetForm, place_of
from lumencare.exchange.workbook.opening import Sheet
from lumencare.exchange.workbook.problems import ProblemList
from lumencare.exchange.workbook.rows import read_fields, read_rows
from lumencare.exchange.workbook.table import open_table

SHEET_WANTED = Text(
    "应有工作表“bom”或“硬件清单”，或只有一个工作表。",
    "A sheet named 'bom' or '硬件清单' is expected, or a single sheet.",
)
LINE_WANTED = Text("表头下应至少有一行部件。", "At least one part is expected under the header.")
OTHER_SYSTEM = Text(
    "这一行属于另一个系统；请只上传本系统的清单。",
    "This line belongs to another system; send this system's list alone.",
)


@dataclass(frozen=True, slots=True)
class Part:
    """One part line with the serial numbers of its pieces, where known."""

    line: BomLine
    serials: str = ""


@dataclass(frozen=True, slots=True)
class PartsFile:
    """The part lines that could be read, their totals, and everything that is wrong."""

    parts: tuple[Part, ...]
    amount: Money
    list_amount: Money | None
    problems: tuple[Problem, ...]


def read_parts(path: Path, ref: str) -> PartsFile:
    """Read the hardware list of one system; a column of references may name no other system.

    Raises InputProblems where the file is neither a workbook nor text.
    """
    problems = ProblemList()
    form = parts_form()
    with open_table(path, form, SHEET_WANTED, problems) as sheet:
        parts = _read_sheet(sheet, form, ref, problems)
    bom = SystemBom([each.line for each in parts])
    if not len(problems) and check_bom(bom.amount, ""):
        problems.add(path.name, str(bom.amount), BOM_ALLOWED)
    return PartsFile(tuple(parts), bom.amount, bom.list_amount, problems.listed(path.name))


def _read_sheet(
    sheet: Sheet | None, form: SheetForm, ref: str, problems: ProblemList
) -> list[Part]:
    if sheet is None:
        return []
    parts, empty = [], True
    for row in read_rows(sheet, form, problems):
        empty = False
        before = len(problems)
        fields = read_fields(row, form, problems)
        if ref_key(fields.get("ref", ref)) != ref_key(ref):
            problems.add(row.where("ref"), row.shown("ref"), OTHER_SYSTEM)
        if len(problems) == before:
            parts.append(Part(line_of(fields), fields.get("serials", "")))
    if empty:
        problems.add(place_of(sheet.name, sheet.header_row + 1, 0), "", LINE_WANTED)
    return parts
