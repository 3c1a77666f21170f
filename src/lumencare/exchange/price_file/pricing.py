"""A file of systems in, a file of prices out: every plan for every system, millions of rows."""

from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from lumencare.analysis.pricebatch import PriceTables, build_tables, price_batch
from lumencare.analysis.projectyears import project_years
from lumencare.domain.codes import PlanCode
from lumencare.domain.edition import Edition
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.exchange.price_file.cells import Days, RowNumbers, count_days, find_rejects, read_row
from lumencare.exchange.price_file.csv_file import read_csv
from lumencare.exchange.price_file.parquet_file import read_parquet
from lumencare.exchange.price_file.priced import PricedPiece, PriceWriter
from lumencare.exchange.price_file.rejects import RejectsFile, free_rejects_path, rejects_path
from lumencare.exchange.price_file.sheet import read_sheet
from lumencare.exchange.price_file.stage import PIECE_ROWS, Numbers, Stage, find_doubtful
from lumencare.exchange.price_file.table import TableWriter
from lumencare.exchange.price_file.workbook import WorkbookWriter
from lumencare.exchange.work_folder import open_work_folder

Read = Callable[[Path, Stage], None]
OpenWriter = Callable[[Path, tuple[PlanCode, ...], Stage], PriceWriter]
# Called with how many rows are done, and of how many.
Report = Callable[[int, int], None]

READERS: dict[str, Read] = {".csv": read_csv, ".xlsx": read_sheet, ".parquet": read_parquet}
WRITERS: dict[str, OpenWriter] = {
    ".csv": TableWriter,
    ".xlsx": WorkbookWriter,
    ".parquet": TableWriter,
}

ENDINGS_ALLOWED = Text(
    f"文件名应以 {'、'.join(READERS)} 结尾。", f"The file name must end with {', '.join(READERS)}."
)
SOURCE_ALLOWED = Text("应为可读取的文件。", "A file that can be read is expected.")
TARGET_ALLOWED = Text("应为已有文件夹中的文件。", "A file in a folder that exists is expected.")
ANOTHER_FILE = Text(
    "输出与其 .rejects.csv 不可与输入是同一文件。",
    "The output and its .rejects.csv must be other files than the input.",
)

PREFIX = ".price-file-"
HARMLESS = RowNumbers(warranty_class=0, fen=1, order_day=0, on_day=0)


@dataclass(frozen=True, slots=True)
class PriceFileResult:
    """What became of a price file: rows read, prices written, rows rejected, and where they are."""

    rows: int
    prices: int
    rejected: int
    out: Path
    rejects: Path | None


def _say_nothing(_done: int, _of: int) -> None:
    """Report to nobody."""


def price_file(
    edition: Edition,
    source: Path,
    target: Path,
    *,
    on: date,
    today: date,
    report: Report = _say_nothing,
) -> PriceFileResult:
    """Price every plan for each row of `source` into `target`; wrong rows go to its rejects file.

    `on` is the day for rows that name none. Raises InputProblems where nothing can be priced at
    all. Both files are complete when they appear: they are made aside and moved into place.
    """
    _check_paths(source, target)
    days = Days(on=count_days(on), today=count_days(today))
    with open_work_folder(target.parent, PREFIX) as folder, ExitStack() as open_:
        made, made_rejects = folder / f"out{target.suffix.lower()}", folder / "rejects.csv"
        stage = open_.enter_context(closing(Stage(folder, days)))
        READERS[source.suffix.lower()](source, stage)
        tables = build_tables(edition)
        opened = WRITERS[target.suffix.lower()](made, tables.plans, stage)
        writer = open_.enter_context(closing(opened))
        with RejectsFile(made_rejects) as rejects:
            counts = _price(Run(stage, tables, days, writer, rejects), report)
        placed = _place(made, made_rejects, target)
    prices = counts.priced * len(tables.plans)
    return PriceFileResult(counts.priced + counts.rejected, prices, counts.rejected, target, placed)


@dataclass(frozen=True, slots=True)
class Run:
    """What the pricing of one file works with."""

    stage: Stage
    tables: PriceTables
    days: Days
    writer: PriceWriter
    rejects: RejectsFile


class Counts(NamedTuple):
    """How many rows were priced and how many rejected."""

    priced: int = 0
    rejected: int = 0


def _price(run: Run, report: Report) -> Counts:
    total, counts = run.stage.count(), Counts()
    for first in range(0, total, PIECE_ROWS):
        numbers = run.stage.read_numbers(first)
        kept, rejected = _settle(run, first, numbers)
        run.writer.write(_priced(run.tables, first, numbers, kept))
        counts = Counts(counts.priced + int(kept.sum()), counts.rejected + rejected)
        report(min(total, first + PIECE_ROWS), total)
    run.writer.finish()
    return counts


def _settle(run: Run, first: int, numbers: Numbers) -> tuple[NDArray[np.bool_], int]:
    """Read doubtful rows exactly; return which rows are kept, and how many are rejected.

    A blank row is neither. What is not kept has harmless numbers, so that all can be priced.
    """
    kept, rejected = np.ones(len(numbers.fen), dtype=np.bool_), 0
    doubtful = find_doubtful(numbers, run.days)
    if not len(doubtful):
        return kept, rejected
    rows = run.stage.read_texts(first, doubtful)
    numbers.correct(doubtful, [read_row(row, run.days) for row in rows])
    wrong = find_doubtful(numbers, run.days)
    for row in (rows[at] for at in np.searchsorted(doubtful, wrong)):
        if not row.is_blank:
            run.rejects.write(find_rejects(row, read_row(row, run.days), run.days))
            rejected += 1
    numbers.correct(wrong, [HARMLESS] * len(wrong))
    kept[wrong] = False
    return kept, rejected


def _priced(
    tables: PriceTables, first: int, numbers: Numbers, kept: NDArray[np.bool_]
) -> PricedPiece:
    years = project_years(
        numbers.order_days.astype("datetime64[D]"), numbers.on_days.astype("datetime64[D]")
    )
    prices = price_batch(tables, numbers.classes, numbers.fen, years)
    return PricedPiece(first, kept, years, prices)


def _place(made: Path, made_rejects: Path, target: Path) -> Path | None:
    """Put both files into place; at no moment do prices stand there without their rejects."""
    place = free_rejects_path(target)
    if made_rejects.exists():
        made_rejects.replace(place)
        made.replace(target)
        return place
    made.replace(target)
    # What an earlier run rejected does not stay behind.
    place.unlink(missing_ok=True)
    return None


def _check_paths(source: Path, target: Path) -> None:
    checks = (
        ("IN", source, source.suffix.lower() not in READERS, ENDINGS_ALLOWED),
        ("IN", source, not source.is_file(), SOURCE_ALLOWED),
        ("OUT", target, target.suffix.lower() not in WRITERS, ENDINGS_ALLOWED),
        ("OUT", target, not target.parent.is_dir() or target.is_dir(), TARGET_ALLOWED),
        ("OUT", target, _is_same(source, target), ANOTHER_FILE),
        ("OUT", target, _is_same(source, rejects_path(target)), ANOTHER_FILE),
    )
    problems = [Problem(name, str(path), allowed) for name, path, wrong, allowed in checks if wrong]
    if problems:
        raise InputProblems(problems)


def _is_same(source: Path, other: Path) -> bool:
    return source.exists() and other.exists() and source.samefile(other)
