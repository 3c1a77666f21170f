"""When the amounts of a contract fall due, and what reminds of those that are not paid."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from lumencare.domain.contract.sold import SoldLine, SoldTerm
from lumencare.domain.money import Money

# Not published: docs/decisions/0025 says why.
DAYS_TO_PAY = 30
DUNNING_DAYS = (1, 15, 30)


@dataclass(frozen=True, slots=True)
class Instalment:
    """An amount that falls due once; `line` and `term` count from 0."""

    line: int
    term: int
    due_on: date
    net: Money
    vat: Money


def instalments(lines: Iterable[SoldLine], bought: date) -> Iterator[Instalment]:
    """Yield what falls due for lines bought on a day; years that cost nothing are left out."""
    for place, line in enumerate(lines):
        for number, term in enumerate(line.terms):
            if term.net:
                yield Instalment(place, number, due_day(term, bought), term.net, term.vat)


def due_day(term: SoldTerm, bought: date) -> date:
    """Return the day by which a term is to be paid: 30 days, or its first day where later."""
    return due_after(bought, bought if term.span is None else term.span.start)


def due_after(bought: date, start: date) -> date:
    """Return the day by which what begins on `start` is to be paid."""
    return max(bought + timedelta(days=DAYS_TO_PAY), start)


def dunning_rung(due_on: date, on: date) -> int | None:
    """Return the rung that an unpaid amount has reached, 1 the first; None before the first."""
    late = (on - due_on).days
    reached = sum(late >= each for each in DUNNING_DAYS)
    return reached or None
