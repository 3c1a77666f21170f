"""What people type about systems' lives: lists of things, each on a line of its own."""

import re

from lumencare.domain.text import Text
from lumencare.store import typed as read

BETWEEN = re.compile(r"[\n;；]")
MOST, LONGEST = 40, 80
LIST_ALLOWED = Text(
    f"应为每行一项，最多 {MOST} 项，每项不超过 {LONGEST} 个字。",
    f"One thing on each line is expected, at most {MOST} of at most {LONGEST} characters.",
)
SOURCE = read.line(300, needed=True)


def listed(text: str) -> list[str]:
    """Read a list of things, each once, in the order given."""
    things = [" ".join(each.split()) for each in BETWEEN.split(text)]
    found = list(dict.fromkeys(each for each in things if each))
    if len(found) > MOST or any(len(e) > LONGEST or not e.isprintable() for e in found):
        raise read.Wrong(LIST_ALLOWED)
    return found
