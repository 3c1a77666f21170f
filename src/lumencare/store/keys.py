"""Keys by which something that is sent twice is recognized: given by whoever sends it."""

import re

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text

LONGEST_KEY = 80
KEY = re.compile(rf"[!-~]{{1,{LONGEST_KEY}}}")
ALLOWED = Text(
    f"应为 1 至 {LONGEST_KEY} 个可见的 ASCII 字符。",
    f"1 to {LONGEST_KEY} visible ASCII characters are expected.",
)


def read_key(key: str) -> str:
    """Return a key that can be kept; InputProblems where it cannot."""
    if not KEY.fullmatch(key):
        raise InputProblems([Problem("key", key, ALLOWED)])
    return key
