"""Cells that cannot be priced, and the file that names each with its line and its reason."""

import csv
import os
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import chain, count
from pathlib import Path
from types import TracebackType
from typing import TextIO

from lumencare.domain.text import Text
from lumencare.exchange.price_file.formula import as_words

ENDING = ".rejects.csv"
HEADINGS = ("line", "column", "value", "reason_zh", "reason_en")
FIRST_ROW = (",".join(HEADINGS) + "\n").encode("utf-8-sig")
LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Reject:
    """One cell that cannot be used: where it stands, what it holds, what is allowed."""

    line: int
    column: str
    value: str
    reason: Text


def rejects_path(target: Path) -> Path:
    """Return where the rejects of a price file go: `prices.parquet` has `prices.rejects.csv`."""
    return target.with_name(f"{target.stem}{ENDING}")


def free_rejects_path(target: Path) -> Path:
    """Return where the rejects can go: where none are, or those of an earlier run.

    Somebody's own file of that name stays; the rejects are numbered then.
    """
    first = rejects_path(target)
    stem = first.name.removesuffix(ENDING)
    numbered = (first.with_name(f"{stem}.rejects-{number}.csv") for number in count(2))
    places = chain([first], numbered)
    return next(each for each in places if not os.path.lexists(each) or is_rejects_file(each))


def is_rejects_file(path: Path) -> bool:
    """Tell whether a file is one of rejects, by its first row."""
    if not path.is_file():
        return False
    with path.open("rb") as file:
        return file.read(len(FIRST_ROW)) == FIRST_ROW


class RejectsFile:
    """The file of one run's rejects; it comes into being with the first of them."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: TextIO | None = None

    def __enter__(self) -> "RejectsFile":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()

    def write(self, rejects: Iterable[Reject]) -> None:
        """Add rejects; the file is UTF-8 with the mark by which Excel knows it."""
        if self._file is None:
            self._file = self._path.open("w", encoding="utf-8-sig", newline="")
            csv.writer(self._file, lineterminator="\n").writerow(HEADINGS)
        csv.writer(self._file, lineterminator="\n").writerows(map(_as_row, rejects))


def _as_row(reject: Reject) -> tuple[int, str, str, str, str]:
    value = as_words(reject.value[:LONGEST_VALUE])
    return reject.line, reject.column, value, reject.reason.zh, reject.reason.en
