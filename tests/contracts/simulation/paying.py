"""Customers who pay: in time, in part, late or not yet; the book adds up what came in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from lumencare.contracts.actions.paying import record_receipt
from lumencare.contracts.models import Payment
from tests.contracts.simulation import rules
from tests.contracts.simulation.book import Book, Line, Term
from tests.contracts.simulation.world import World

LATE, IN_PART, TOO_MUCH, TWICE = 0.2, 0.45, 0.05, 0.1


@dataclass(frozen=True, slots=True)
class Part:
    """What falls due once: a term of a line, or a line by the man-day as a whole."""

    line: Line
    of: Line | Term
    due: date
    start: date | None = None

    @property
    def gross(self) -> int:
        """What is to be paid, in fen."""
        return self.of.net + self.of.vat


def parts(book: Book) -> Iterator[Part]:
    """Yield what must fall due, and when."""
    for line in book.lines:
        if line.net and not line.terms:
            yield Part(line, line, line.bought + 30 * rules.DAY)
        for each in line.terms:
            if each.net and each.due is not None:
                yield Part(line, each, each.due, each.start)


def pay(world: World, pk: int) -> None:
    """Pay some of what has fallen due of a system."""
    for part in parts(world.books[pk]):
        left, chance = part.gross - part.of.paid, world.purse.random()
        if part.due > world.today or not left:
            continue
        if chance < TOO_MUCH:
            world.expect_refusal(partial(_receive, world, part, left + 1, "too much"))
        if chance < LATE:
            continue
        amount = max(left // 3, 1) if chance < IN_PART else left
        key = f"{part.line.deal.pk}-{part.line.position}-{part.start}-{part.of.paid}"
        for _ in range(1 + (chance > 1 - TWICE)):
            deed = partial(_receive, world, part, amount, key)
            world.reaper.insist(deed, may_die_late=True)
        part.of.paid += amount
        world.paid_in_part += amount < left


def _receive(world: World, part: Part, fen: int, key: str) -> None:
    rows = Payment.objects.filter(contract=part.line.deal.pk, line__position=part.line.position)
    row = rows.get(term__starts_on=part.start) if part.start else rows.get(term=None)
    typed = {"amount": f"{fen // 100}.{fen % 100:02}", "received_on": world.today.isoformat()}
    record_receipt(row, typed, key=key, by=world.finance, now=world.now)
