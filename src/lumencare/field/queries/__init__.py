"""Reads of engineers and visits; each takes the person, so that scope is never forgotten."""

from lumencare.field.models import Visit
from lumencare.field.queries.board import Board, BoardFilters, board_of, week_of, with_ghosts
from lumencare.field.queries.fit import fit_of
from lumencare.field.queries.rows import (
    find_absence,
    find_engineer,
    find_visit,
    people_to_add,
    visible_engineers,
    visible_visits,
)
from lumencare.field.queries.waiting import Waiting, waiting_for, wanted_visit
from lumencare.field.queries.yearly import Yearly, yearly_of

__all__ = [
    "Board",
    "BoardFilters",
    "Visit",
    "Waiting",
    "Yearly",
    "board_of",
    "find_absence",
    "find_engineer",
    "find_visit",
    "fit_of",
    "people_to_add",
    "visible_engineers",
    "visible_visits",
    "waiting_for",
    "wanted_visit",
    "week_of",
    "with_ghosts",
    "yearly_of",
]
