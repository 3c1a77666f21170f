"""A file that is one table: CSV, or a workbook with one sheet that counts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from lumencare.domain.text import Text
from lumencare.exchange.archive import ZIP_MAGIC
from lumencare.exchange.workbook.csv_sheet import read_csv_content
from lumencare.exchange.workbook.form import SheetForm, compared
from lumencare.exchange.workbook.opening import Sheet, open_content, open_sheet, open_workbook
from lumencare.exchange.workbook.problems import ProblemList


@contextmanager
def open_table(
    path: Path, form: SheetForm, wanted: Text, problems: ProblemList
) -> Iterator[Sheet | None]:
    """Open the one table of a file; None where it is not there (`wanted`) or its header is wrong.

    A workbook's only sheet may have any name. Raises InputProblems where the file is neither a
    workbook nor text.
    """
    with path.open("rb") as file:
        is_workbook = file.read(len(ZIP_MAGIC)) == ZIP_MAGIC
    if not is_workbook:
        yield open_content(path.name, read_csv_content(path), form, problems)
        return
    with open_workbook(path) as book:
        names = book.sheet_names
        accepted = {compared(each) for each in form.names}
        if len(names) == 1 and compared(names[0]) not in accepted:
            form = replace(form, names=tuple(names))
        before = len(problems)
        sheet = open_sheet(path, book, form, problems)
        if sheet is None and len(problems) == before:
            problems.add(path.name, "、".join(names), wanted)
        yield sheet
