"""Prices on their way out: what a writer is given, and what it does with them."""

from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray

from lumencare.analysis.pricebatch import BatchPrices

HEADINGS = ("ref", "plan", "eligible", "project_year", "net", "total_net")


@dataclass(frozen=True, slots=True, eq=False)
class PricedPiece:
    """The rows of a piece that begins at `first`; a row that is not `kept` has no prices."""

    first: int
    kept: NDArray[np.bool_]
    project_years: NDArray[np.int64]
    prices: BatchPrices


class PriceWriter(Protocol):
    """Writes one file: takes prices piece by piece and completes the file at the end."""

    def write(self, piece: PricedPiece) -> None:
        """Add the prices of a piece."""

    def finish(self) -> None:
        """Complete the file."""

    def close(self) -> None:
        """Let go of everything, completed or not."""
