"""Reading a workbook of the catalogue of systems: whichever of its three sheets are there."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from python_calamine import CalamineWorkbook

from lumencare.domain.problems import Problem
from lumencare.domain.text import Text
from lumencare.exchange.system_catalogue.columns import CODES, FORMS, KEYS, SheetKind
from lumencare.exchange.workbook.opening import open_sheet, open_workbook
from lumencare.exchange.workbook.problems import ProblemList
from lumencare.exchange.workbook.rows import RowPlace, read_fields, read_rows


@dataclass(frozen=True, slots=True)
class CatalogueRow:
    """A row as a form would hold it; a blank cell is left out, as it says nothing."""

    kind: SheetKind
    key: tuple[str, ...]
    typed: Mapping[str, str]
    place: RowPlace


@dataclass(frozen=True, slots=True)
class CatalogueFile:
    """The rows that could be read and everything that is wrong."""

    rows: tuple[CatalogueRow, ...]
    problems: tuple[Problem, ...]


def read_catalogue_file(path: Path) -> CatalogueFile:
    """Read the sheets that are there; InputProblems where the file is no workbook."""
    problems = ProblemList()
    with open_workbook(path) as book:
        rows = tuple(_read(path, book, problems))
        if not rows and not len(problems):
            problems.add(path.name, "、".join(book.sheet_names), SHEETS_WANTED)
    return CatalogueFile(rows, problems.listed(path.name))


def _read(path: Path, book: CalamineWorkbook, problems: ProblemList) -> Iterator[CatalogueRow]:
    for kind, form in FORMS.items():
        sheet = open_sheet(path, book, form, problems)
        if sheet is None:
            continue
        seen: set[tuple[str, ...]] = set()
        for row in read_rows(sheet, form, problems):
            before = len(problems)
            fields = read_fields(row, form, problems)
            if len(problems) > before:
                continue
            typed = {name: _tidy(name, text) for name, text in fields.items()}
            key = tuple(typed[name] for name in KEYS[kind])
            if key in seen:
                problems.add(row.where(KEYS[kind][-1]), " ".join(key), ONCE)
            else:
                seen.add(key)
                yield CatalogueRow(kind, key, typed, row.place)


def _tidy(name: str, text: str) -> str:
    return text.upper() if name in CODES else text


SHEETS_WANTED = Text(
    "应有工作表“系统”“软件”或“利旧”中的至少一个，表头下至少一行。",
    "At least one of the sheets 'systems', 'software' and 'reuse' is expected, with a row.",
)
ONCE = Text("同一条目只能出现一次。", "An entry may stand in the sheet only once.")
