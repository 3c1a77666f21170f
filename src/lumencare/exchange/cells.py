"""One cell of a workbook into text, an amount, a day or a quantity; ValueError where it is none."""

import re
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from math import isfinite

from lumencare.domain.money import Money
from lumencare.domain.reading import plain, read_amount, read_date

CellValue = str | bool | int | float | date | datetime | time | timedelta

LONGEST_TEXT = 200
LONGEST_SHOWN = 60
GREATEST_NUMBER = 1e13
GREATEST_QUANTITY = 1_000_000
# What a sheet shows of a number: the binary digits beyond are noise of its own arithmetic.
SHEET_DIGITS = ".15g"
MIDNIGHT = re.compile(r"[ T]0?0:00(?::00(?:\.0+)?)?$")
# 100万 and 105.25万元 have one reading only; a mix like 100万5千 has not.
TEN_THOUSANDS = re.compile(
    r"(?:[¥￥]|RMB|CNY)?\s*(\d{1,3}(?:,\d{3})+|\d+)(\.\d{1,6})?\s*万\s*元?", re.IGNORECASE
)
QUANTITY = re.compile(r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d{1,3})?")


def is_blank(value: CellValue) -> bool:
    """Tell whether nothing is written in a cell."""
    return isinstance(value, str) and not value.strip()


def show(value: CellValue) -> str:
    """Return what a cell holds as a person can read it: short, nothing invisible."""
    text = as_text(value)
    seen = "".join(each if each.isprintable() else f"\\u{ord(each):04x}" for each in text)
    return seen if len(seen) <= LONGEST_SHOWN else f"{seen[:LONGEST_SHOWN]}…"


def as_text(value: CellValue) -> str:
    """Return a cell's content as text: numbers without a needless fraction, days as ISO."""
    if isinstance(value, float):
        return format(value, SHEET_DIGITS)
    return value.isoformat() if isinstance(value, date | time) else str(value)


def read_text(value: CellValue, longest: int = LONGEST_TEXT) -> str:
    """Read a text of one line: line breaks become spaces, control characters are refused."""
    text = " ".join(as_text(value).split())
    if len(text) > longest or not text.isprintable():
        raise ValueError(text)
    return text


def read_money(value: CellValue) -> Money:
    """Read an amount in RMB, also with separators, full-width digits, ¥, 元 or 万."""
    try:
        if not isinstance(value, str):
            return Money.of(_number(value))
        return _read_written_amount(plain(value))
    except InvalidOperation as error:
        raise ValueError(value) from error


def _read_written_amount(text: str) -> Money:
    found = TEN_THOUSANDS.fullmatch(text)
    if found is None:
        return read_amount(text)
    return Money.of(Decimal(found[1].replace(",", "") + (found[2] or "")) * 10_000)


def read_day(value: CellValue) -> date:
    """Read a day from a date cell or from text; a bare serial number is not guessed at."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    if isinstance(value, timedelta | time):
        raise ValueError(value)
    return read_date(MIDNIGHT.sub("", plain(as_text(value))))


def read_quantity(value: CellValue) -> Decimal:
    """Read a quantity above 0 with at most three decimals, like 12 pieces or 30.5 metres."""
    digits = plain(value) if isinstance(value, str) else format(_number(value), "f")
    if not QUANTITY.fullmatch(digits):
        raise ValueError(value)
    quantity = Decimal(digits.replace(",", ""))
    if not 0 < quantity <= GREATEST_QUANTITY:
        raise ValueError(value)
    return quantity


def _number(value: CellValue) -> Decimal:
    """Return a number cell as the decimal that the sheet shows."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ValueError(value)
    if not isfinite(value) or abs(value) > GREATEST_NUMBER:
        raise ValueError(value)
    return Decimal(format(value, SHEET_DIGITS))
