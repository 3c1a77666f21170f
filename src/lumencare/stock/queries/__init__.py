"""Reads of parts and stock; each takes the person, so that scope is never forgotten."""

from lumencare.stock.models import Part
from lumencare.stock.queries.bags import Carried, carried_by
from lumencare.stock.queries.levels import StockLine, lines_of, most_used, part_facts, reorder_list
from lumencare.stock.queries.lists import (
    Wanted,
    list_counts,
    list_loans,
    list_moves,
    list_places,
    list_reservations,
    list_stock,
    list_supplies,
)
from lumencare.stock.queries.rows import (
    engineers_without_bag,
    find_count,
    find_count_line,
    find_loan,
    find_part,
    find_place,
    find_reservation,
    find_scanned,
    find_supply,
    own_bag,
    visible_places,
)
from lumencare.stock.queries.shelves import (
    ShelfLine,
    lines_of_count,
    not_counted,
    shelves_at,
    shelves_of_part,
    units_of_part,
)

__all__ = [
    "Carried",
    "Part",
    "ShelfLine",
    "StockLine",
    "Wanted",
    "carried_by",
    "engineers_without_bag",
    "find_count",
    "find_count_line",
    "find_loan",
    "find_part",
    "find_place",
    "find_reservation",
    "find_scanned",
    "find_supply",
    "lines_of",
    "lines_of_count",
    "list_counts",
    "list_loans",
    "list_moves",
    "list_places",
    "list_reservations",
    "list_stock",
    "list_supplies",
    "most_used",
    "not_counted",
    "own_bag",
    "part_facts",
    "reorder_list",
    "shelves_at",
    "shelves_of_part",
    "units_of_part",
    "visible_places",
]
