"""How much text a sheet asks for: a reader copies a shared text into each cell that names it."""

import re
from array import array
from collections.abc import Iterable, Iterator

from lumencare.exchange.archive_cells import LONGEST_TAG, cut_before_tags

# A reader finds the part of shared texts by its relations; here it may be any part.
ITEM = re.compile(rb"<(?:[^\s<>/:]*:)?si(?=[\s/>])")
NAMES_TEXT = re.compile(rb"""\st\s*=\s*["']s["']""")
# As spreadsheets write it; what is written otherwise counts as the longest text.
NAMED_TEXT = re.compile(rb"""\st="s"[^<>]{0,60}>\s{0,9}<v>([0-9]{1,9})</v>""")


def measure_shared_texts(parts: Iterable[Iterable[bytes]]) -> "array[int]":
    """Return how long each shared text is, in bytes with its tags, in whichever part is longest."""
    lengths: array[int] = array("I")
    for part in parts:
        for number, length in enumerate(_item_lengths(part)):
            if number == len(lengths):
                lengths.append(length)
            elif length > lengths[number]:
                lengths[number] = length
    return lengths


def _item_lengths(part: Iterable[bytes]) -> Iterator[int]:
    start, size = -1, 0
    for text in cut_before_tags(part):
        if b"<si" in text or b":si" in text:
            for found in ITEM.finditer(text):
                if start >= 0:
                    yield size + found.start() - start
                start = size + found.start()
        size += len(text)
    if start >= 0:
        yield size - start


def sum_texts(sheet: Iterable[bytes], lengths: "array[int]") -> int:
    """Return at most how many bytes of shared text the cells of a sheet ask for."""
    asked, carried, longest = 0, b"", max(lengths, default=0)
    for chunk in sheet:
        text = carried + chunk
        too_long = max(0, len(text) - LONGEST_TAG)
        cut = max(text.rfind(b"<c "), text.rfind(b"<", 0, too_long), 0)
        named = [int(each) for each in NAMED_TEXT.findall(text, 0, cut)]
        asked += sum(lengths[each] for each in named if each < len(lengths))
        asked += (len(NAMES_TEXT.findall(text, 0, cut)) - len(named)) * longest
        carried = text[cut:]
    return asked + len(NAMES_TEXT.findall(carried)) * longest
