"""Income by day of many terms at once, equal to the rule for one (`domain.contract.deferral`)."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from lumencare.domain.contract.deferral import earned_fen
from lumencare.domain.period import DAY, Span

Fen = NDArray[np.int64]
Days = NDArray[np.int64]
# Beside each other stand a term that was not ended early and a day that never comes.
NEVER = np.iinfo(np.int64).max
# 2 * net * days must stay below 2**63: a term of 10 billion RMB may last 12,000 years.
MOST_FEN = 10**12


@dataclass(frozen=True, slots=True)
class Terms:
    """Terms as columns: fen, and days counted from 1970-01-01; `closed` is NEVER where it ran on.

    `kept` is what a term that was closed early leaves as income.
    """

    net: Fen
    starts: Days
    ends: Days
    closed: Days
    kept: Fen


@dataclass(frozen=True, slots=True)
class Income:
    """What each term earned in a period, in all through its last day, and what is deferred then."""

    earned: Fen
    earned_to_date: Fen
    deferred: Fen


def day_number(day: date) -> int:
    """Return the number of a day, counted from 1970-01-01."""
    return (day - date(1970, 1, 1)).days


def income_of(terms: Terms, period: Span) -> Income:
    """Return the income of every term in a period, and what is deferred after its last day."""
    last = day_number(period.last_day)
    before = earned_through(terms, day_number(period.start - DAY))
    earned = earned_through(terms, last)
    whole = np.where(terms.closed <= last, terms.kept, terms.net)
    return Income(earned - before, earned, whole - earned)


def earned_through(terms: Terms, day: int) -> Fen:
    """Return what each term has earned from its first day through a day, itself included."""
    if np.any(terms.net > MOST_FEN):
        raise ValueError("an amount is too great for whole numbers of 64 bits")
    days = terms.ends - terms.starts
    elapsed = np.clip(day - terms.starts + 1, 0, days)
    # The rule itself: whole numbers in, whole numbers out, one or a million at a time.
    by_day: Fen = earned_fen(terms.net, days, elapsed)  # type: ignore[arg-type,assignment]
    settled: Fen = np.where(terms.closed <= day, terms.kept, by_day)
    return settled
