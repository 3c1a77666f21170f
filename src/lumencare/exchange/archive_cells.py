"""What the text of a workbook's part tells before it is opened: where cells stand, what is odd.

The text may be hostile: every pattern takes time in proportion to its length. Each begins with a
mark that stands once only in what it runs over, and none runs past the next `<`.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

LONGEST_TAG = 1 << 20
# A reader takes a part for a sheet, whatever its name, where its cells stand under this tag.
SHEET_DATA = b"sheetData"
DECLARATION = re.compile(rb"<!(?:doctype|entity)", re.IGNORECASE)

OPENING = re.compile(rb"<(?:[^\s<>/:]*:)?c(?=[\s/>])")
# As spreadsheets write cells, in three times the speed of what else the format allows.
PLAIN_CELL = re.compile(
    rb'<c r="([A-Z]{1,3})([0-9]{1,7})"(?: s="[0-9]{1,6}")?(?: t="[A-Za-z]{1,9}")?(/?)>'
)
ANY_CELL = re.compile(
    OPENING.pattern + rb"""((?:\s+[\w:.-]+\s*=\s*(?:"[^"<>]*"|'[^'<>]*'))*)\s*(/?)>"""
)
PLACE = re.compile(rb"""\sr\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
NAMED_PLACE = re.compile(rb"\sr\s*=")

# A cell as it stands in its sheet: letters, digits, and a stroke where it holds nothing.
Cell = tuple[bytes, bytes, bytes]


@dataclass(frozen=True, slots=True)
class Extent:
    """How far the cells of a sheet reach, and how many hold something."""

    rows: int = 0
    columns: int = 0
    cells: int = 0

    @property
    def area(self) -> int:
        """The rectangle that a reader keeps: rows times columns."""
        return self.rows * self.columns

    def grown(self, cells: list[Cell]) -> "Extent":
        """Return the extent with further cells; those that hold nothing take no room."""
        held = [(letters, digits) for letters, digits, empty in cells if not empty]
        columns = {letters for letters, _ in held}
        return Extent(
            max(self.rows, max((int(digits) for _, digits in held), default=0)),
            max(self.columns, max(map(count_columns, columns), default=0)),
            self.cells + len(held),
        )


class PlacelessCell(Exception):
    """A cell does not say where it stands, so how far the sheet reaches cannot be told."""


class Declaration(Exception):
    """A part declares its own entities: texts could be anything, or nothing."""


def measure_part(texts: Iterable[bytes], *, is_xml: bool) -> Iterator[Extent]:
    """Yield, piece by piece, how far the cells of a part reach so far.

    Raises PlacelessCell, Declaration, and EOFError at a sheet that is no text with tags.
    """
    extent, is_sheet = Extent(), False
    for text in cut_before_tags(texts):
        is_sheet = is_sheet or SHEET_DATA in text
        if (is_xml or is_sheet) and DECLARATION.search(text):
            raise Declaration
        if is_sheet:
            if len(text) > LONGEST_TAG:
                raise EOFError("a sheet without tags")
            extent = extent.grown(_find_cells(text))
            yield extent


def cut_before_tags(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """Yield the same bytes, cut so that no tag is torn apart."""
    carried = b""
    for chunk in chunks:
        text = carried + chunk
        cut = text.rfind(b"<")
        if cut < 0 or len(text) - cut > LONGEST_TAG:
            # No text with tags; a name may still lie across the cut.
            cut = max(0, len(text) - len(SHEET_DATA))
        yield text[:cut]
        carried = text[cut:]
    yield carried


def _find_cells(text: bytes) -> list[Cell]:
    opened = len(OPENING.findall(text))
    plain = PLAIN_CELL.findall(text)
    if len(plain) == opened:
        return plain
    cells = ANY_CELL.findall(text)
    if len(cells) != opened:
        raise PlacelessCell
    return [_place(attributes, empty) for attributes, empty in cells]


def _place(attributes: bytes, empty: bytes) -> Cell:
    place = PLACE.search(attributes)
    if place is None or len(NAMED_PLACE.findall(attributes)) > 1:
        raise PlacelessCell
    return place[1].upper(), place[2], empty


def count_columns(letters: bytes) -> int:
    """Return which column the letters name, counted from 1."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - ord("A") + 1
    return number
