"""Some rows of a price file as they were read: their cells as text, column by column."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice

from lumencare.exchange.price_file.columns import Column

# Few enough to stay in the processor's cache while they are turned from rows into columns.
BLOCK_ROWS = 8_192


@dataclass(frozen=True, slots=True)
class RowBlock:
    """Rows with the line where each begins; `surplus` holds cells that no heading stands over."""

    lines: Sequence[int]
    cells: Mapping[Column, Sequence[str]]
    surplus: Mapping[int, str] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.lines)


def blocks_of(
    rows: Iterable[tuple[int, Sequence[str]]], columns: Mapping[Column, int], width: int
) -> Iterator[RowBlock]:
    """Gather numbered rows into blocks; `width` is how many headings there are."""
    numbered = iter(rows)
    while some := list(islice(numbered, BLOCK_ROWS)):
        yield _block([line for line, _ in some], [row for _, row in some], columns, width)


def _block(
    lines: list[int], rows: list[Sequence[str]], columns: Mapping[Column, int], width: int
) -> RowBlock:
    if min(map(len, rows)) < width:
        rows = [[*row, *[""] * (width - len(row))] for row in rows]
    surplus = {}
    if max(map(len, rows)) > width:
        beyond = ((index, ", ".join(filter(None, row[width:]))) for index, row in enumerate(rows))
        surplus = {index: cells for index, cells in beyond if cells}
    cells = {column: [row[at] for row in rows] for column, at in columns.items()}
    return RowBlock(lines, cells, surplus)
