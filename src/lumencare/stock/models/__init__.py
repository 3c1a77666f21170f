"""Rows of the parts catalogue and of the stock."""

from lumencare.stock.models.catalogue import Part, PartPrice, PriceList
from lumencare.stock.models.counts import Count, CountLine
from lumencare.stock.models.holding import Balance, Place, Serial
from lumencare.stock.models.moves import Move, PartUse
from lumencare.stock.models.promises import Loan, Reservation, Supply

__all__ = [
    "Balance",
    "Count",
    "CountLine",
    "Loan",
    "Move",
    "Part",
    "PartPrice",
    "PartUse",
    "Place",
    "PriceList",
    "Reservation",
    "Serial",
    "Supply",
]
