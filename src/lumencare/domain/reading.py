"""Amounts and dates as people write them: full-width digits, separators, Chinese date marks."""

import re
from datetime import date, datetime
from decimal import Decimal

from lumencare.domain.money import Money
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text

# The full-width forms stand in the order of ASCII, and the ideographic space beside them.
FULL_WIDTH = {0xFEE0 + code: code for code in range(0x21, 0x7F)} | {0x3000: 0x20}
AMOUNT = re.compile(
    r"(?:[¥￥]|RMB|CNY)?\s*(-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)\s*元?",
    re.IGNORECASE | re.ASCII,
)
DATE = re.compile(
    r"(\d{4})(?:-(\d{1,2})-(\d{1,2})|/(\d{1,2})/(\d{1,2})|\.(\d{1,2})\.(\d{1,2})|年(\d{1,2})月(\d{1,2})日|(\d{2})(\d{2}))",
    re.ASCII,
)

# What a column of keys holds at the most, on either database.
GREATEST_KEY = 2**63 - 1

AMOUNT_ALLOWED = Text(
    "应为金额，如 1000000.00 或 1,000,000，最多两位小数。",
    "An amount is expected, like 1000000.00 or 1,000,000, with at most two decimals.",
)
DATE_ALLOWED = Text(
    "应为存在的日期，如 2026-01-31。",
    "A date that exists is expected, like 2026-01-31.",
)
INSTANT_ALLOWED = Text(
    "应为时刻，如 2026-09-30T17:00 或 2026-09-30T17:00:00+08:00。",
    "An instant is expected, like 2026-09-30T17:00 or 2026-09-30T17:00:00+08:00.",
)


def plain(text: str) -> str:
    """Return text with full-width letters, digits and signs made plain, and its ends trimmed.

    Nothing else is folded: 10² is not 102, and ① is not 1.
    """
    return text.translate(FULL_WIDTH).strip()


def read_whole(text: str, most: int = GREATEST_KEY) -> int | None:
    """Read a whole number without a sign; None where it is none, or greater than `most`.

    Whether digits are a number is asked here only: ² and ١ are digits too, and `int` reads one of
    them; a number without end would be refused by `int` or by the database.
    """
    digits = plain(text)
    if not (digits.isascii() and digits.isdecimal()) or len(digits) > len(str(most)):
        return None
    number = int(digits)
    return number if number <= most else None


def read_digits(text: str) -> str:
    """Return the digits of a code, without what people type between them."""
    return "".join(each for each in plain(text) if each.isascii() and each.isdecimal())


def read_amount(text: str) -> Money:
    """Read an amount in RMB; ValueError where it is none or has more than two decimals."""
    found = AMOUNT.fullmatch(plain(text))
    if found is None:
        raise ValueError(text)
    return Money.of(Decimal(found[1].replace(",", "")))


def read_date(text: str) -> date:
    """Read a date; ValueError where it is none or does not exist."""
    found = DATE.fullmatch(plain(text).replace(" ", ""))
    if found is None:
        raise ValueError(text)
    year, month, day = (int(each) for each in found.groups() if each is not None)
    return date(year, month, day)


def read_instant(text: str) -> datetime:
    """Read an instant; without an offset it is Asia/Shanghai. ValueError where it is none."""
    iso = plain(text).replace(" ", "T", 1)
    if "T" not in iso:
        raise ValueError(text)
    return in_shanghai(datetime.fromisoformat(iso))
