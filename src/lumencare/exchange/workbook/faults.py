"""Cells that a reader would take for blank: error values, and formulas that were never computed.

The reading library gives an empty text for both. A blank amount has a meaning of its own in our
workbooks, so a `#REF!` that is taken for blank would be a wrong price.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO
from zipfile import ZipFile, ZipInfo

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.exchange.archive_content import part_name, unpack_member
from lumencare.exchange.archive_refusals import DAMAGED

BOOK, RELATIONS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"

SHEET = re.compile(rb"""<(?:\w+:)?sheet\s[^<>]*?\b\w+:id\s*=\s*["']([^"']+)["']""")
RELATION = re.compile(rb"<(?:\w+:)?Relationship\s[^<>]*>")
ID = re.compile(rb"""\bId\s*=\s*["']([^"']+)["']""")
TARGET = re.compile(rb"""\bTarget\s*=\s*["']([^"']+)["']""")

CELL = re.compile(rb"<(?:\w+:)?c\s([^<>]*[^<>/])>((?:[^<]|<(?!/?(?:\w+:)?c[\s>]))*)</(?:\w+:)?c>")
# A text of the longest length that a cell may have, every character escaped.
LONGEST_CELL = 1 << 20
CELL_ENDS = b"c>"
# One of these stands in every faulty cell, and is found many times faster than the patterns.
SIGNS = (b"<f", b":f", b'"e"', b"'e'")
PLACE = re.compile(rb"""\br\s*=\s*["']([A-Za-z]{1,3})([0-9]{1,7})["']""")
IS_ERROR = re.compile(rb"""\bt\s*=\s*["']e["']""")
IS_TEXT = re.compile(rb"""\bt\s*=\s*["']str["']""")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
VALUE = re.compile(rb"<(?:\w+:)?v(?:\s[^<>]*)?>([^<]*)</")

NO_ERROR = Text("单元格是错误值，请改正。", "The cell holds an error value; correct it.")
COMPUTED = Text(
    "公式没有计算结果；请在 Excel 或 WPS 中打开并保存，或填写数值。",
    "The formula has no computed value; open and save the file in Excel or WPS, or write the "
    "value.",
)

Place = tuple[int, int]


def find_faulty_cells(path: Path, sheet: int) -> dict[Place, Problem]:
    """Return the cells of the sheet at this position in the workbook that hold no usable value.

    Keyed by row and column, counted from 0; the problems have no `where` yet. The archive must
    have been checked.
    """
    with path.open("rb") as file, ZipFile(file) as archive:
        members = {part_name(member): member for member in archive.infolist()}
        part = _part_of(path, file, members, sheet)
        pieces = _cut_between_cells(unpack_member(file, _member(path, members, part)))
        return {place: fault for text in pieces for place, fault in _faults(text)}


def _part_of(path: Path, file: BinaryIO, members: Mapping[str, ZipInfo], sheet: int) -> str:
    book, relations = (
        b"".join(unpack_member(file, _member(path, members, name))) for name in (BOOK, RELATIONS)
    )
    ids = SHEET.findall(book)
    targets = {
        found[1]: aim[1].decode("utf-8", "replace")
        for relation in RELATION.findall(relations)
        if (found := ID.search(relation)) and (aim := TARGET.search(relation))
    }
    part = targets.get(ids[sheet], "") if sheet < len(ids) else ""
    return part[1:] if part.startswith("/") else f"xl/{part}"


def _member(path: Path, members: Mapping[str, ZipInfo], name: str) -> ZipInfo:
    """Return a part by its name in whatever case it is written."""
    member = members.get(name.replace("\\", "/").lower())
    if member is None:
        raise InputProblems([Problem(path.name, name, DAMAGED)])
    return member


def _cut_between_cells(chunks: Iterable[bytes]) -> Iterator[bytes]:
    carried = b""
    for chunk in chunks:
        text = carried + chunk
        end = text.rfind(CELL_ENDS)
        cut = end + len(CELL_ENDS) if end >= 0 else 0
        yield text[:cut]
        carried = text[cut:][-LONGEST_CELL:]
    yield carried


def _faults(text: bytes) -> Iterator[tuple[Place, Problem]]:
    if not any(sign in text for sign in SIGNS):
        return
    for attributes, content in CELL.findall(text):
        value = VALUE.search(content)
        place = PLACE.search(attributes)
        if place is None:
            continue
        if IS_ERROR.search(attributes):
            shown = value[1].decode("utf-8", "replace") if value else "#"
            yield _at(place), Problem("", shown, NO_ERROR)
        elif FORMULA.search(content) and _is_without_value(attributes, value):
            yield _at(place), Problem("", "=…", COMPUTED)


def _is_without_value(attributes: bytes, value: re.Match[bytes] | None) -> bool:
    """Text may rightly be empty: a formula that answers "" is computed."""
    return value is None or (not value[1].strip() and not IS_TEXT.search(attributes))


def _at(place: re.Match[bytes]) -> Place:
    column = 0
    for letter in place[1].upper():
        column = column * 26 + letter - ord("A") + 1
    return int(place[2]) - 1, column - 1
