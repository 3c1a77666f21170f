"""What is typed of surveys and proposals, as values; problems name the field."""

import re
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import TypeVar

from lumencare.domain.money import Money
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.reading import plain, read_date
from lumencare.domain.text import Text

Code = TypeVar("Code", bound=StrEnum)
LONGEST_NUMBER = 20
# No exponents: 1e999999999 is ten letters, and a number that no memory holds.
NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)


def read_wanted_day(text: str) -> date | None:
    """Return a day, None where nothing was typed."""
    if not text.strip():
        return None
    try:
        return read_date(text)
    except ValueError as wrong:
        raise InputProblems([Problem("wanted_by", text, A_DAY)]) from wrong


def read_number(where: str, text: str, default: str = "") -> Decimal:
    """Return a number as people write it, full-width digits and separators included."""
    written = plain(text).replace(",", "") or default
    if NUMBER.fullmatch(written) is None or len(written) > LONGEST_NUMBER:
        raise InputProblems([Problem(where, text, A_NUMBER)])
    return Decimal(written)


def read_count(where: str, text: str, default: str = "") -> int:
    """Return a whole number."""
    found = read_number(where, text, default)
    if found != found.to_integral_value():
        raise InputProblems([Problem(where, text, A_WHOLE)])
    return int(found)


def read_price(where: str, text: str) -> Money | None:
    """Return an amount, None where nothing was typed."""
    if not text.strip():
        return None
    try:
        return Money.of(read_number(where, text.replace("¥", "")))
    except ValueError as wrong:
        raise InputProblems([Problem(where, text, AN_AMOUNT)]) from wrong


def read_code(codes: type[Code], where: str, text: str) -> Code:
    """Return one of a closed set."""
    if text not in set(codes):
        raise InputProblems([Problem(where, text, OF_THE_LIST)])
    return codes(text)


A_DAY = Text("应为日期，如 2026-03-01。", "A day is expected, like 2026-03-01.")
A_NUMBER = Text("应为数字，如 2 或 1.5。", "A number is expected, like 2 or 1.5.")
A_WHOLE = Text("应为整数。", "A whole number is expected.")
AN_AMOUNT = Text(
    "应为金额，最多两位小数，如 4800.00。",
    "An amount with at most two decimals is expected, like 4800.00.",
)
OF_THE_LIST = Text("请选择列表中的一项。", "Choose one of the list.")
