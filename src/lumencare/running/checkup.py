"""The check-up of an installation: one function for each thing that may be wrong with it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from itertools import islice

from lumencare.domain.text import Text

MOST_NAMED = 5


class State(StrEnum):
    """How a thing was found."""

    GOOD = "good"
    NOTED = "noted"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Finding:
    """What was looked at, how it was found, and what to know or do about it."""

    about: Text
    state: State
    said: Text


Check = Callable[[datetime], Iterator[Finding]]


def good(about: Text, said: Text) -> Finding:
    """Return a finding that all is well."""
    return Finding(about, State.GOOD, said)


def noted(about: Text, said: Text) -> Finding:
    """Return a finding to know about, which stops nothing."""
    return Finding(about, State.NOTED, said)


def wrong(about: Text, said: Text) -> Finding:
    """Return a finding that something must be done."""
    return Finding(about, State.WRONG, said)


def none_of(about: Text, names: Iterable[str], *, well: Text, broken: Text) -> Finding:
    """Return the finding about things of which there should be none; the first few are named."""
    found = list(islice(names, MOST_NAMED + 1))
    if not found:
        return good(about, well)
    more = "…" if len(found) > MOST_NAMED else ""
    listed = ", ".join(found[:MOST_NAMED]) + more
    return wrong(about, Text(f"{broken.zh}：{listed}", f"{broken.en}: {listed}"))


def examine(checks: Iterable[Check], now: datetime) -> Iterator[Finding]:
    """Yield what the checks find, in their order; the first that is wrong in itself ends it.

    A database that is not there or not at this version cannot be looked into further.
    """
    for check in checks:
        found = list(check(now))
        yield from found
        if getattr(check, "is_ground", False) and any(each.state is State.WRONG for each in found):
            return


def ground(check: Check) -> Check:
    """Mark a check without which no later one makes sense."""
    check.is_ground = True  # type: ignore[attr-defined]
    return check
