"""What people type about contracts: days, and man-days or hours with one decimal."""

import re
from datetime import date

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.reading import DATE_ALLOWED, plain, read_date
from lumencare.domain.text import Text

# Written as 1, 0.5 or 12.0; more than ten thousand is a slip of the hand.
TENTHS = re.compile(r"(\d{1,5})(?:\.(\d))?", re.ASCII)
TENTHS_ALLOWED = Text(
    "应为数字，最多一位小数，如 0.5。",
    "A number with at most one decimal is expected, like 0.5.",
)


def read_tenths(text: str, where: str) -> int:
    """Read man-days or hours in tenths; InputProblems names the field."""
    found = TENTHS.fullmatch(plain(text))
    if found is None:
        raise InputProblems([Problem(where, text, TENTHS_ALLOWED)])
    return int(found[1]) * 10 + int(found[2] or 0)


def read_day(text: str, where: str) -> date:
    """Read a day; InputProblems names the field."""
    try:
        return read_date(text)
    except ValueError:
        raise InputProblems([Problem(where, text, DATE_ALLOWED)]) from None
