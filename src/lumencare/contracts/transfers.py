"""The transfer by which a bill was settled, as it is typed: for bills of every room."""

from datetime import date, datetime

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.store import typed as read

LONGEST_REFERENCE = 80


def read_transfer(typed: read.Typed, billed_at: datetime, now: datetime) -> tuple[date, str]:
    """Return the day and the reference; InputProblems where the day is not since the bill."""
    readers = {"on": read.day, "reference": read.line(LONGEST_REFERENCE, needed=True)}
    found = read.read_all(typed, readers)
    first, last = in_shanghai(billed_at).date(), in_shanghai(now).date()
    if not first <= found["on"] <= last:
        allowed = Text(f"应在 {first} 至 {last} 之间。", f"Between {first} and {last}.")
        raise InputProblems([Problem("on", str(found["on"]), allowed)])
    return found["on"], found["reference"]
