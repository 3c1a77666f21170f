"""A cell of several items as it was typed: cut into items, and shown so that a search finds it."""

import re
import unicodedata
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from lumencare.exchange.cells import show

Choice = TypeVar("Choice")


@dataclass(frozen=True, slots=True)
class WrittenItem:
    """One item of a cell as it was typed, and where it begins in the cell's text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Where the item ends in the cell's text."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class WrittenChoices(Generic[Choice]):
    """The choices of a cell, each with the item that names it, and the cell's whole text."""

    text: str = ""
    items: tuple[tuple[Choice, WrittenItem], ...] = ()

    @property
    def choices(self) -> tuple[Choice, ...]:
        """The choices in the order in which they were written."""
        return tuple(choice for choice, _ in self.items)

    def shown(self, choices: Collection[Any]) -> str:
        """Return the piece of the cell's text in which these choices stand."""
        found = [item for choice, item in self.items if choice in choices]
        return show(self.text[found[0].start : found[-1].end])


def cut_items(text: str, separator: re.Pattern[str]) -> Iterator[WrittenItem]:
    """Yield the items of a text that hold something; a separator is seen in any width."""
    plain = "".join(_plain(each) for each in text)
    ends = [*(found.span() for found in separator.finditer(plain)), (len(text), len(text))]
    start = 0
    for end, following in ends:
        item = text[start:end]
        if item.strip():
            yield WrittenItem(item.strip(), start + len(item) - len(item.lstrip()))
        start = following


def _plain(character: str) -> str:
    """Return a character made plain where that keeps its place in the text."""
    plain = unicodedata.normalize("NFKC", character)
    return plain if len(plain) == 1 else character
