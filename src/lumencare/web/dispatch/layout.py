"""Where each thing of the board lies in its grid: rows, lanes, and the lines of now and due."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lumencare.domain.text import Text
from lumencare.field.queries.board import GROUP_NAMES, Board, Row

HEAD_ROWS = 2
WIDTHS = {"am": "5fr", "pm": "5fr", "ev": "1.9fr", "we": "3.8fr"}
NAME_WIDTH = "134px"


@dataclass(frozen=True, slots=True)
class Group:
    """Engineers under one heading, with the grid row of each."""

    name: Text
    row: int
    engineers: tuple[tuple[int, Row], ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A moment drawn down through the board."""

    place: int
    percent: int
    text: str
    look: str


def widths_of(board: Board) -> str:
    """Return the widths of the columns: weeks with holidays have fewer of them."""
    return " ".join([NAME_WIDTH, *(f"minmax(0,{WIDTHS[each.look]})" for each in board.columns)])


def groups_of(board: Board) -> list[Group]:
    """Return the engineers by group, each with its first grid row."""
    groups, row = [], HEAD_ROWS + 1
    for code, name in GROUP_NAMES.items():
        members = [each for each in board.rows if each.group == code]
        if not members:
            continue
        head, row = row, row + 1
        placed = []
        for each in members:
            placed.append((row, each))
            row += each.lanes
        groups.append(Group(name, head, tuple(placed)))
    return groups


def last_row(groups: list[Group]) -> int:
    """Return the grid row below all engineers."""
    if not groups:
        return HEAD_ROWS + 1
    row, last = groups[-1].engineers[-1]
    return row + last.lanes


def lines_of(board: Board, now: datetime, due: datetime | None) -> Iterator[Line]:
    """Yield the lines of now, and of when what is chosen is due."""
    for moment, look in ((now, "n"), (due, "")):
        if moment is None:
            continue
        for each in board.columns:
            start, end = each.opening.start, each.opening.end
            if start <= moment < end:
                percent = int(100 * (moment - start) / (end - start))
                yield Line(each.place, percent, f"{moment:%H:%M}", look)


def board_context(board: Board, now: datetime, due: datetime | None) -> dict[str, Any]:
    """Return what the template of the board draws."""
    groups = groups_of(board)
    return {
        "board": board,
        "groups": groups,
        "end_row": last_row(groups),
        "widths": widths_of(board),
        "lines": list(lines_of(board, now, due)),
    }
