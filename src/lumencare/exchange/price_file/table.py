"""Prices into CSV or Parquet: gathered beside the rows, then written in one go."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from lumencare.analysis.pricebatch import NO_PRICE
from lumencare.domain.codes import PlanCode
from lumencare.exchange.price_file.database import writing
from lumencare.exchange.price_file.formula import AS_WORDS
from lumencare.exchange.price_file.priced import PricedPiece
from lumencare.exchange.price_file.stage import Stage

if TYPE_CHECKING:
    from duckdb import DuckDBPyRelation

# Whole fen times a hundredth: both are exact, and the product fits 64 bits.
AMOUNT = f"CAST(nullif({{}}, {NO_PRICE}) AS DECIMAL(16, 0)) * CAST(0.01 AS DECIMAL(2, 2))"


class TableWriter:
    """Writes a table out of the database that holds the rows."""

    def __init__(self, target: Path, plans: tuple[PlanCode, ...], stage: Stage) -> None:
        self._target = target
        self._plans = [str(plan) for plan in plans]
        self._database = stage.database
        prices = ", ".join(f"e{at} BOOLEAN, n{at} BIGINT, t{at} BIGINT" for at in self._places())
        self._database.execute(f"CREATE TABLE prices (kept BOOLEAN, year SMALLINT, {prices})")
        self._ref, self._save = KINDS[target.suffix.lower()]

    def write(self, piece: PricedPiece) -> None:
        """Add the prices of a piece: as many rows as it has, kept or not."""
        columns: dict[str, NDArray[np.generic]] = {
            "kept": piece.kept,
            "year": piece.project_years.astype(np.int16),
        }
        for at in self._places():
            columns[f"e{at}"] = piece.prices.eligible[at]
            columns[f"n{at}"] = piece.prices.net[at]
            columns[f"t{at}"] = piece.prices.total_net[at]
        self._database.register("piece", columns)
        with writing(self._target):
            self._database.table("piece").insert_into("prices")
        self._database.unregister("piece")

    def finish(self) -> None:
        """Turn each row into one for each plan, and save them."""
        rows = self._database.sql("FROM cells POSITIONAL JOIN prices").filter("kept")
        prices = rows.project(
            f"{self._ref} AS ref, unnest({self._plans}) AS plan, "
            f"{self._unnest('e{}')} AS eligible, year AS project_year, "
            f"{self._unnest(AMOUNT.format('n{}'))} AS net, "
            f"{self._unnest(AMOUNT.format('t{}'))} AS total_net"
        )
        with writing(self._target):
            self._save(prices, self._target)

    def close(self) -> None:
        """Hold nothing back: the database is closed by its owner."""

    def _places(self) -> range:
        return range(len(self._plans))

    def _unnest(self, each: str) -> str:
        return f"unnest([{', '.join(each.format(at) for at in self._places())}])"


def _save_csv(prices: "DuckDBPyRelation", target: Path) -> None:
    prices.write_csv(str(target), header=True)


def _save_parquet(prices: "DuckDBPyRelation", target: Path) -> None:
    prices.write_parquet(str(target))


Kind = tuple[str, Callable[["DuckDBPyRelation", Path], None]]
# A spreadsheet may open CSV and calculate what looks like a formula; Parquet keeps every ref.
KINDS: dict[str, Kind] = {
    ".csv": (AS_WORDS.format("ref"), _save_csv),
    ".parquet": ("ref", _save_parquet),
}
