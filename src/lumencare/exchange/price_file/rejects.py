"""Cells that cannot be priced, and the file that names each with its line and its reason."""

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import TextIO

from lumencare.domain.text import Text
from lumencare.exchange.price_file.formula import as_words

ENDING = ".rejects.csv"
HEADINGS = ("line", "column", "value", "reason_zh", "reason_en")
LONGEST_VALUE = 200


@dataclass(frozen=True, slots=True)
class Reject:
    """One cell that cannot be used: where it stands, what it holds, what is allowed."""

    line: int
    column: str
    value: str
    reason: Text


def rejects_path(target: Path) -> Path:
    """Return where the rejects of a price file go: `prices.xlsx` has `prices.rejects.csv`."""
    return target.with_suffix(ENDING)


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
