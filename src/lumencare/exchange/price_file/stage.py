"""The rows of a price file on their way: text in a database on disk, plain forms read at once.

The database reads the forms that nearly every cell has. What it cannot read, or what lies out of
range, is looked at again row by row by the exact reading, which alone rejects.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from lumencare.analysis.pricebatch import CLASSES
from lumencare.domain.system import EARLIEST_ORDER, LATEST_ON
from lumencare.exchange.price_file.block import RowBlock
from lumencare.exchange.price_file.cells import (
    GREATEST_FEN,
    LONGEST_REF,
    NO_AMOUNT,
    NO_CLASS,
    NO_DAY,
    CellRow,
    Days,
    RowNumbers,
    count_days,
)
from lumencare.exchange.price_file.columns import Column
from lumencare.exchange.price_file.database import open_database

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation

# A row group of the database: such a piece is read without touching its neighbours.
PIECE_ROWS = 122_880

TABLE = """
CREATE OR REPLACE TABLE cells (
    line BIGINT, ref VARCHAR, "class" VARCHAR, bom VARCHAR, order_date VARCHAR, "on" VARCHAR,
    surplus VARCHAR, class_code TINYINT, fen BIGINT, order_day INTEGER, on_day INTEGER,
    is_sound BOOLEAN
)
"""
SPACES = " \t\r\n\u00a0\u3000"
REF = f"trim(ref, '{SPACES}')"
CODES = " ".join(f"WHEN '{each.upper()}' THEN {code}" for code, each in enumerate(CLASSES))
CLASS_CODE = f'CASE upper("class") {CODES} ELSE {NO_CLASS} END'
FEN = (
    "CASE WHEN regexp_full_match(bom, '[0-9]{1,11}([.][0-9]{1,2})?') "
    f"THEN CAST(TRY_CAST(bom AS DECIMAL(14, 2)) * 100 AS BIGINT) ELSE {NO_AMOUNT} END"
)
# The database knows a year 0, which has no exact reading.
DAY = (
    "coalesce(CASE WHEN regexp_full_match({0}, '[1-9][0-9]{{3}}-[0-9]{{2}}-[0-9]{{2}}') "
    f"THEN date_diff('day', DATE '1970-01-01', TRY_CAST({{0}} AS DATE)) END, {NO_DAY})"
)
# A usable ref, and nothing beyond the last heading.
IS_SOUND = (
    f"length({REF}) BETWEEN 1 AND {LONGEST_REF} AND NOT regexp_matches({REF}, '\\p{{Cc}}') "
    "AND surplus = ''"
)
NUMBERS = """
SELECT class_code, fen, order_day, on_day, is_sound FROM cells
WHERE cells.rowid >= $first AND cells.rowid < $first + $count
"""
TEXTS = """
SELECT coalesce(line, cells.rowid + $line), ref, "class", bom, order_date, "on", surplus
FROM cells JOIN wanted ON cells.rowid = wanted.at
WHERE cells.rowid >= $first AND cells.rowid < $first + $count
ORDER BY wanted.at
"""
REFS = """
SELECT ref FROM cells WHERE cells.rowid >= $first AND cells.rowid < $first + $count
"""


@dataclass(frozen=True, slots=True, eq=False)
class Numbers:
    """Rows as numbers, column by column, with the number for each cell that was not read."""

    classes: NDArray[np.int8]
    fen: NDArray[np.int64]
    order_days: NDArray[np.int32]
    on_days: NDArray[np.int32]
    are_sound: NDArray[np.bool_]

    def correct(self, at: NDArray[np.intp], rows: Sequence[RowNumbers]) -> None:
        """Put in place what the exact reading found for some rows."""
        read = np.array(rows, dtype=np.int64).reshape(-1, 4)
        columns: tuple[NDArray[Any], ...] = (self.classes, self.fen, self.order_days, self.on_days)
        for column, values in zip(columns, read.T, strict=True):
            column[at] = values


class Stage:
    """Holds the rows of one file; `days` says which day holds for rows that name none."""

    def __init__(self, folder: Path, days: Days) -> None:
        self.database = open_database(folder)
        self.database.execute(TABLE)
        self._first_line = 1
        on_day = f"""CASE WHEN "on" = '' THEN {days.on} ELSE {DAY.format('"on"')} END"""
        numbers = (CLASS_CODE, FEN, DAY.format("order_date"), on_day, IS_SOUND)
        texts = ("line", REF, '"class"', "bom", "order_date", '"on"', "surplus")
        self._projection = ", ".join((*texts, *numbers))

    def fill(self, rows: "DuckDBPyRelation", first_line: int) -> None:
        """Take all rows from a query; they stand in lines of their own from `first_line` on."""
        self._first_line = first_line
        rows.project(self._projection).insert_into("cells")

    def add(self, block: RowBlock) -> None:
        """Take some rows that were read as text."""
        nothing = [""] * len(block)
        columns = {column: block.cells.get(column, nothing) for column in Column}
        texts = {str(column): np.array(cells, dtype=object) for column, cells in columns.items()}
        surplus = [block.surplus.get(at, "") for at in range(len(block))]
        piece = {"line": np.array(block.lines), **texts, "surplus": np.array(surplus, dtype=object)}
        self.database.register("piece", piece)
        self.database.table("piece").project(self._projection).insert_into("cells")
        self.database.unregister("piece")

    def clear(self) -> None:
        """Forget all rows; a new table counts its rows from the start again."""
        self.database.execute(TABLE)

    def count(self) -> int:
        """Return how many rows there are."""
        ((rows,),) = self.database.execute("SELECT count(*) FROM cells").fetchall()
        return int(rows)

    def read_numbers(self, first: int) -> Numbers:
        """Return a piece of the rows as numbers."""
        columns = self.database.execute(NUMBERS, _piece(first)).fetchnumpy()
        return Numbers(*(np.array(column) for column in columns.values()))

    def read_texts(self, first: int, positions: NDArray[np.intp]) -> list[CellRow]:
        """Return some rows of a piece as text, in their order."""
        self.database.register("wanted", {"at": positions + first})
        piece = {**_piece(first), "line": self._first_line}
        rows = self.database.execute(TEXTS, piece).fetchall()
        self.database.unregister("wanted")
        return [CellRow(*row) for row in rows]

    def read_refs(self, first: int) -> list[str]:
        """Return the refs of a piece."""
        rows = self.database.execute(REFS, _piece(first)).fetchall()
        return [ref for (ref,) in rows]

    def close(self) -> None:
        """Close the database."""
        self.database.close()


def text_columns(texts: dict[str, str]) -> str:
    """Return the projection that gives each column as text, empty where there is none."""
    cells = (
        f"coalesce(CAST({texts.get(column, 'NULL')} AS VARCHAR), '') AS \"{column}\""
        for column in Column
    )
    return ", ".join(["CAST(NULL AS BIGINT) AS line", *cells, "'' AS surplus"])


def _piece(first: int) -> dict[str, int]:
    return {"first": first, "count": PIECE_ROWS}


def find_doubtful(numbers: Numbers, days: Days) -> NDArray[np.intp]:
    """Return the positions of the rows that have to be read exactly."""
    ordered, on = numbers.order_days, numbers.on_days
    doubtful = ~numbers.are_sound | (numbers.classes == NO_CLASS)
    doubtful |= (numbers.fen < 1) | (numbers.fen > GREATEST_FEN)
    doubtful |= (ordered < count_days(EARLIEST_ORDER)) | (ordered > days.today)
    doubtful |= (on < ordered) | (on > count_days(LATEST_ON))
    return np.flatnonzero(doubtful)
