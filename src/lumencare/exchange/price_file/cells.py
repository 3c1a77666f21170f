"""One row of a price file read exactly: its cells as whole numbers, or why one cannot be used."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import DecimalException
from functools import lru_cache
from typing import NamedTuple
from unicodedata import category

from lumencare.analysis.pricebatch import CLASSES
from lumencare.domain.reading import (
    AMOUNT_ALLOWED,
    DATE_ALLOWED,
    plain,
    read_amount,
    read_date,
)
from lumencare.domain.system import (
    BOM_ALLOWED,
    GREATEST_BOM,
    LATEST_ON,
    ON_ALLOWED,
    check_on,
    check_order_date,
)
from lumencare.domain.text import Text
from lumencare.exchange.price_file.columns import Column
from lumencare.exchange.price_file.rejects import Reject

LONGEST_REF = 200
# No amount and no date is longer; what is, costs no further look.
LONGEST_CELL = 60
REMEMBERED = 1 << 16
EPOCH = date(1970, 1, 1)
# Asked for each row of millions, so worked out once.
GREATEST_FEN = GREATEST_BOM.fen
MIDNIGHT = re.compile(r"[ T]00:00(:00(\.0+)?)?$")
CLASS_CODES = {str(each).lower(): index for index, each in enumerate(CLASSES)}

# What cannot be read; each lies outside of what is accepted.
NO_CLASS = -1
NO_AMOUNT = -1
NO_DAY = -1_000_000

REF_ALLOWED = Text(
    f"编号不可为空，不超过 {LONGEST_REF} 个字符，不含换行等控制字符。",
    f"A ref is needed, of at most {LONGEST_REF} characters, without line breaks or other "
    "control characters.",
)
CLASS_ALLOWED = Text(
    f"质保类别可用：{'、'.join(CLASSES)}。", f"Allowed classes: {', '.join(CLASSES)}."
)
SURPLUS = Text(
    "这一行的单元格多于列名；带逗号的金额应加引号。",
    "This row has more cells than there are headings; an amount with commas needs quotation marks.",
)


class CellRow(NamedTuple):
    """One row as text; `surplus` holds what stands under no heading."""

    line: int
    ref: str
    warranty_class: str
    bom: str
    order_date: str
    on: str
    surplus: str

    @property
    def is_blank(self) -> bool:
        """Whether the row holds nothing at all."""
        return not any(self[1:])


class RowNumbers(NamedTuple):
    """One row as numbers: the position of its class, an amount in fen, days since 1970."""

    warranty_class: int
    fen: int
    order_day: int
    on_day: int


@dataclass(frozen=True, slots=True)
class Days:
    """The day for rows that name none, and today, both as days since 1970."""

    on: int
    today: int


def count_days(day: date) -> int:
    """Return the days from 1970 to a date."""
    return (day - EPOCH).days


def _day(count: int) -> date:
    return EPOCH + timedelta(days=count)


def read_row(row: CellRow, days: Days) -> RowNumbers:
    """Read a row's cells; what cannot be read has its number for that."""
    return RowNumbers(
        read_class(row.warranty_class),
        read_fen(row.bom),
        read_day(row.order_date),
        read_day(row.on) if row.on.strip() else days.on,
    )


def find_rejects(row: CellRow, numbers: RowNumbers, days: Days) -> Iterator[Reject]:
    """Yield every cell of a row that cannot be used, with one reason each."""
    if row.surplus:
        # Its other cells may all stand in a wrong place.
        yield Reject(row.line, "", row.surplus, SURPLUS)
        return
    if not is_ref(row.ref):
        yield Reject(row.line, Column.REF, row.ref, REF_ALLOWED)
    if numbers.warranty_class == NO_CLASS:
        yield Reject(row.line, Column.CLASS, row.warranty_class, CLASS_ALLOWED)
    if not 0 < numbers.fen <= GREATEST_FEN:
        reason = AMOUNT_ALLOWED if numbers.fen == NO_AMOUNT else BOM_ALLOWED
        yield Reject(row.line, Column.BOM, row.bom, reason)
    yield from _find_day_rejects(row, numbers, days)


def _find_day_rejects(row: CellRow, numbers: RowNumbers, days: Days) -> Iterator[Reject]:
    ordered, on = numbers.order_day, numbers.on_day
    if ordered == NO_DAY:
        yield Reject(row.line, Column.ORDER_DATE, row.order_date, DATE_ALLOWED)
    elif wrong := check_order_date(_day(ordered), _day(days.today), Column.ORDER_DATE):
        yield Reject(row.line, Column.ORDER_DATE, row.order_date, wrong[0].allowed)
    elif on != NO_DAY and (wrong := check_on(_day(ordered), _day(on), Column.ON)):
        # Where the row names no day, it is its order date that does not fit.
        at_fault = (Column.ON, row.on) if row.on else (Column.ORDER_DATE, row.order_date)
        yield Reject(row.line, *at_fault, wrong[0].allowed)
    if on == NO_DAY or on > count_days(LATEST_ON):
        yield Reject(row.line, Column.ON, row.on, DATE_ALLOWED if on == NO_DAY else ON_ALLOWED)


def is_ref(text: str) -> bool:
    """Tell whether a trimmed text can be the ref of a system."""
    return 0 < len(text) <= LONGEST_REF and not any(category(each) == "Cc" for each in text)


@lru_cache(maxsize=REMEMBERED)
def read_class(text: str) -> int:
    """Return the position of a warranty class, NO_CLASS where the text names none."""
    return CLASS_CODES.get(plain(text[:LONGEST_CELL]).lower(), NO_CLASS)


def read_fen(text: str) -> int:
    """Return an amount in fen, NO_AMOUNT where the text is none.

    An amount below zero counts as zero, one beyond what is accepted as a fen above it.
    """
    if len(text) > LONGEST_CELL:
        return NO_AMOUNT
    try:
        return min(max(0, read_amount(text).fen), GREATEST_FEN + 1)
    except (ValueError, DecimalException):
        return NO_AMOUNT


@lru_cache(maxsize=REMEMBERED)
def read_day(text: str) -> int:
    """Return a date as days since 1970, NO_DAY where the text is none."""
    if len(text) > LONGEST_CELL:
        return NO_DAY
    try:
        return count_days(read_date(MIDNIGHT.sub("", text)))
    except ValueError:
        return NO_DAY
