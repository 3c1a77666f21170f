"""What a sheet should look like: its names, its columns, and how cells are named in words."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from lumencare.domain.text import Text
from lumencare.exchange.cells import CellValue

UNIT = re.compile(r"\([^()]*\)$")
IGNORED = re.compile(r"[\s_\-.:*#/]+")


@dataclass(frozen=True, slots=True)
class Column:
    """A column that is looked for: its names in headers, how a cell is read, what is allowed."""

    field: str
    names: tuple[str, ...]
    read: Callable[[CellValue], Any]
    allowed: Text
    optional: bool = False

    @property
    def shown(self) -> Text:
        """The name by which people are told of the column: the first of each language."""
        return Text(next(each for each in self.names if not each.isascii()), self.names[0])


@dataclass(frozen=True, slots=True)
class SheetForm:
    """What a sheet should look like: its accepted names and columns, and how long it may be."""

    names: tuple[str, ...]
    columns: tuple[Column, ...]
    most_rows: int


def place_of(sheet: str, row: int, column: int) -> str:
    """Return a cell's place, like `systems!D7`, from its row and column counted from 0."""
    letters = ""
    left = column + 1
    while left:
        left, digit = divmod(left - 1, 26)
        letters = chr(ord("A") + digit) + letters
    return f"{sheet}!{letters}{row + 1}"


def compared(text: str) -> str:
    """Return a name as it is compared: no case, width, spaces, marks or unit in parentheses."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return IGNORED.sub("", UNIT.sub("", plain.strip()))
