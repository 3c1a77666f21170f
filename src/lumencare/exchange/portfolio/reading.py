"""A portfolio workbook into requests for quotations, with every wrong cell named at once."""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from python_calamine import CalamineWorkbook

from lumencare.data.places import find_place as find_listed_place
from lumencare.domain.codes import StartUp
from lumencare.domain.edition import Edition
from lumencare.domain.money import Money
from lumencare.domain.place import Place
from lumencare.domain.problems import Problem
from lumencare.domain.quotation.refusals import OPTIONS, PLANS
from lumencare.domain.request import QuotationRequest
from lumencare.domain.system import BOM_ALLOWED, System, check_bom
from lumencare.domain.text import Text
from lumencare.exchange.portfolio.bom import SystemBom, read_boms, ref_key
from lumencare.exchange.portfolio.columns import systems_form
from lumencare.exchange.portfolio.order import in_sheet_order
from lumencare.exchange.portfolio.partial_row import find_certain_refusals, say_refusals
from lumencare.exchange.portfolio.written import WrittenChoices
from lumencare.exchange.workbook.form import SheetForm, place_of
from lumencare.exchange.workbook.opening import open_sheet, open_workbook
from lumencare.exchange.workbook.problems import ProblemList
from lumencare.exchange.workbook.rows import RowPlace, SheetRow, read_fields, read_rows

SYSTEMS_WANTED = Text(
    "应有工作表“systems”或“系统”。", "A sheet named 'systems' or '系统' is expected."
)
ROW_WANTED = Text("表头下应至少有一个系统。", "At least one system is expected under the header.")
CHOICES = (PLANS, OPTIONS)
AMOUNT_WANTED = Text(
    "请填写硬件清单金额，或在硬件清单表中列出此系统的部件。",
    "Give the hardware list amount, or list the system's parts on the sheet 'bom'.",
)


@dataclass(frozen=True, slots=True)
class PortfolioRow:
    """One system of a portfolio that was read without a problem."""

    request: QuotationRequest
    place: Place
    row: RowPlace
    # What was typed into the cells of plans and options.
    written: Mapping[str, WrittenChoices[Any]]

    def where(self, name: str) -> str:
        """Return the place of a cell, like `systems!K7`: of `plans`, `options`, `bom`, `city`."""
        return self.row.where(name)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """The systems that can be quoted, in the order of the sheet, and all that is wrong."""

    rows: tuple[PortfolioRow, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """A row of the systems sheet as far as it could be read by itself."""

    row: SheetRow
    fields: dict[str, Any]
    sound: bool

    @property
    def key(self) -> str:
        """The reference as it is compared; empty where it could not be read."""
        return ref_key(self.fields.get("ref", ""))


def read_portfolio(
    path: Path,
    *,
    edition: Edition,
    today: date,
    find_place: Callable[[str], Place] = find_listed_place,
) -> Portfolio:
    """Read a workbook of systems and part lines.

    Raises InputProblems where the file is no workbook that can be read at all. What is wrong in
    its cells is returned beside the rows that are right, so that the caller decides.
    """
    problems = ProblemList()
    form = systems_form(edition, today=today, find_place=find_place)
    with open_workbook(path) as book:
        found = _read_systems(path, book, form, problems)
        drafts = found or []
        refs = None if found is None else {each.key for each in drafts}
        boms = read_boms(path, book, refs, problems)
    _report_twice(drafts, problems)
    seen = Counter(each.key for each in drafts)
    rows: list[PortfolioRow] = []
    for draft in drafts:
        row = _finish(draft, boms.get(draft.key), problems)
        if row is not None and seen[draft.key] == 1:
            rows.append(row)
        else:
            refusals = find_certain_refusals(edition, today, draft.fields)
            problems.extend(say_refusals(refusals, draft.row.place, draft.fields))
    return Portfolio(tuple(rows), tuple(in_sheet_order(problems.listed(path.name))))


def _read_systems(
    path: Path, book: CalamineWorkbook, form: SheetForm, problems: ProblemList
) -> list[Draft] | None:
    before = len(problems)
    sheet = open_sheet(path, book, form, problems)
    if sheet is None:
        if len(problems) == before:
            problems.add(path.name, "、".join(book.sheet_names), SYSTEMS_WANTED)
        return None
    drafts = [_draft(row, form, problems) for row in read_rows(sheet, form, problems)]
    if not drafts:
        problems.add(place_of(sheet.name, sheet.header_row + 1, 0), "", ROW_WANTED)
    return drafts


def _draft(row: SheetRow, form: SheetForm, problems: ProblemList) -> Draft:
    before = len(problems)
    fields = read_fields(row, form, problems)
    for name in CHOICES:
        if not row.is_written(name):
            fields[name] = WrittenChoices()
    return Draft(row, fields, len(problems) == before)


def _report_twice(drafts: list[Draft], problems: ProblemList) -> None:
    seen: dict[str, str] = {}
    for draft in drafts:
        where = draft.row.where("ref")
        first = seen.setdefault(draft.key, where) if draft.key else where
        if first != where:
            text = Text(
                f"与 {first} 的编号重复；每个系统只能有一行。",
                f"The reference already stands in {first}; a system has one row.",
            )
            problems.add(where, draft.row.shown("ref"), text)


def _finish(draft: Draft, bom: SystemBom | None, problems: ProblemList) -> PortfolioRow | None:
    """Settle the amounts and build the request; None where something about the row is wrong."""
    if bom is not None and not bom.complete:
        return None
    before = len(problems)
    lines = bom if bom is not None and bom.lines else None
    amount = _settle(draft, "bom", lines.amount if lines else None, problems)
    list_amount = _settle(draft, "list_amount", lines.list_amount if lines else None, problems)
    if amount is None and not draft.row.is_written("bom"):
        problems.add(draft.row.where("bom"), "", AMOUNT_WANTED)
    if not draft.sound or amount is None or len(problems) > before:
        return None
    request = _request(draft, amount, list_amount, lines)
    written = {name: draft.fields[name] for name in CHOICES}
    return PortfolioRow(request, draft.fields["city"].place, draft.row.place, written)


def _settle(draft: Draft, name: str, summed: Money | None, problems: ProblemList) -> Money | None:
    """Return the amount that was written or else the sum of the lines; they may not differ."""
    written: Money | None = draft.fields.get(name)
    where = draft.row.where(name)
    if written is None:
        if summed is not None and check_bom(summed, where):
            problems.add(where, str(summed), BOM_ALLOWED)
        return summed
    if summed is not None and summed != written:
        text = Text(
            f"与硬件清单表的合计 {summed.grouped} 不一致；请改正，或留空以采用合计。",
            f"The part lines add up to {summed.grouped}; correct one of them, or leave the cell "
            "blank to use their sum.",
        )
        problems.add(where, draft.row.shown(name), text)
    return written


def _request(
    draft: Draft, amount: Money, list_amount: Money | None, bom: SystemBom | None
) -> QuotationRequest:
    fields = draft.fields
    system = System(
        warranty_class=fields["warranty_class"],
        order_date=fields["order_date"],
        bom=amount,
        start_up=fields.get("start_up", StartUp.PARTNER),
    )
    return QuotationRequest(
        ref=fields["ref"],
        project=fields["project"],
        customer=fields["customer"],
        city=fields["city"].city,
        system_type=fields["system_type"],
        system=system,
        start_up_stated="start_up" in fields,
        list_amount=list_amount,
        plans=fields[PLANS].choices,
        options=fields[OPTIONS].choices,
        bom_lines=tuple(bom.lines) if bom else (),
    )
