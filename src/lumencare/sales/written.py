"""Texts that people type into a quote's forms: there, and not too long."""

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text

LONGEST_NAME = 80
LONGEST_TEXT = 2000


def read_written(text: str, where: str, most: int = LONGEST_TEXT) -> str:
    """Return a text without the blanks around it; InputProblems names the field."""
    found = text.strip()
    if 0 < len(found) <= most and "\x00" not in found:
        return found
    allowed = Text(f"请填写，最多 {most} 个字。", f"Between 1 and {most} characters are expected.")
    raise InputProblems([Problem(where, found, allowed)])
