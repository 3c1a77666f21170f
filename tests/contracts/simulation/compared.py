"""The product's rows and the book's, as plain values side by side."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from lumencare.contracts.models import Allowance, Contract, ContractLine, Payment, Term
from lumencare.data.edition_files import current_edition
from lumencare.sites.covering import cover_today
from lumencare.sites.facts import system_of
from lumencare.sites.holdings import covering_rows
from lumencare.sites.models import HeldPlan, System
from tests.contracts.simulation import rules
from tests.contracts.simulation.book import Book, Line, following
from tests.contracts.simulation.paying import parts
from tests.contracts.simulation.world import World

Row = tuple[Any, ...]
YEARLY = ("preventive-man-day", "training-hour")
BY_DAY = ("onsite-programming", "remote-training", "weekend")


def compare_all(world: World) -> None:
    """Hold every row of contracts against the book."""
    for name, kept, expected in (
        ("contracts", kept_contracts(), _expected(world, contracts)),
        ("lines", kept_lines(), _expected(world, lines)),
        ("terms", kept_terms(), _expected(world, terms)),
        ("payments", kept_payments(), _expected(world, payments)),
        ("allowances", kept_allowances(), _expected(world, allowances)),
        ("held plans", kept_plans(), _expected(world, held)),
    ):
        assert kept - expected == expected - kept == set(), _say(world, name, kept, expected)


def _expected(world: World, of: Any) -> set[Row]:
    return {(pk, *row) for pk, book in world.books.items() for row in of(book)}


def _say(world: World, name: str, kept: set[Row], expected: set[Row]) -> str:
    wrong = min(kept ^ expected)[0]
    told = [f"{world.today}: {name} of {world.books[wrong].facts}"]
    for mark, rows in (("kept", kept - expected), ("expected", expected - kept)):
        told.extend(f"  {mark} {_plain(row)}" for row in sorted(rows, key=str) if row[0] == wrong)
    return "\n".join(told)


def _plain(row: Row) -> str:
    return " ".join(str(each) for each in row[1:])


def kept_contracts() -> set[Row]:
    """Return each contract."""
    rows = Contract.objects.values_list(
        "pk", "state", "purchased_on", "signed_on", "starts_on", "ends_on", "net_fen", "vat_fen"
    )
    systems = dict(ContractLine.objects.values_list("contract", "system"))
    return {(systems[row[0]], *row) for row in rows}


def contracts(book: Book) -> Iterable[Row]:
    """Return what must be known of each contract."""
    for deal in book.deals:
        net, vat = sum(each.net for each in deal.lines), sum(each.vat for each in deal.lines)
        yield deal.pk, deal.state, deal.bought, deal.signed, deal.starts, deal.ends, net, vat


def kept_lines() -> set[Row]:
    """Return each line, with what follows it."""
    rows = ContractLine.objects.values_list(
        "system", "contract", "position", "code", "quantity", "net_fen", "vat_fen", "bought_on",
        "state", "ended_on", "predecessor__contract", "predecessor__position", "renew_by",
        "renew_fen",
    )  # fmt: skip
    return set(rows)


def lines(book: Book) -> Iterable[Row]:
    """Return what must be known of each line."""
    for each in book.lines:
        before, next_year = each.follows, following(book, each)
        by, fen = (next_year[0], next_year[1]) if next_year else (None, 0)
        yield (
            *_key(each), each.code, each.quantity, each.net, each.vat, each.bought, each.state,
            each.ended, before and before.deal.pk, before and before.position, by, fen,
        )  # fmt: skip


def _key(line: Line) -> tuple[int, int]:
    return line.deal.pk, line.position


def kept_terms() -> set[Row]:
    """Return each term."""
    return set(
        Term.objects.values_list(
            "system", "line__contract", "line__position", "code", "project_year", "starts_on",
            "ends_on", "floating", "net_fen", "vat_fen", "ended_on",
        )
    )  # fmt: skip


def terms(book: Book) -> Iterable[Row]:
    """Return what must be known of each term."""
    for line in book.lines:
        for each in line.terms:
            yield (
                *_key(line), each.code, each.year, each.start, each.end, each.floating, each.net,
                each.vat, each.ended,
            )  # fmt: skip


def kept_payments() -> set[Row]:
    """Return each payment due."""
    return set(
        Payment.objects.values_list(
            "line__system", "contract", "line__position", "term__starts_on", "due_on", "net_fen",
            "vat_fen", "cancelled_on", "paid_fen",
        )
    )  # fmt: skip


def payments(book: Book) -> Iterable[Row]:
    """Return what must fall due and when, and what was paid of it."""
    for part in parts(book):
        of = part.of
        yield *_key(part.line), part.start, part.due, of.net, of.vat, None, of.paid


def kept_allowances() -> set[Row]:
    """Return each allowance."""
    return set(
        Allowance.objects.values_list(
            "system", "contract", "line__position", "code", "starts_on", "ends_on", "tenths",
            "ended_on",
        )
    )  # fmt: skip


def allowances(book: Book) -> Iterable[Row]:
    """Return the yearly services, and the man-days that were bought (SC-5, D-23)."""
    for line in book.lines:
        if line.granted is None:
            continue
        if line.code in rules.MAN_DAYS:
            yield *_key(line), line.code, line.granted, line.deal.ends, 10 * line.quantity, None
        for each in line.terms if line.code in rules.HOLDERS else ():
            if each.year is None or rules.is_served(book.facts, line.code, each.year):
                for code in YEARLY:
                    yield *_key(line), code, each.start, each.end, 10, None


def kept_plans() -> set[Row]:
    """Return what the rules of cover know."""
    numbers = dict(Contract.objects.values_list("number", "pk"))
    rows = HeldPlan.objects.values_list(
        "system", "source", "code", "project_year", "bought_on", "starts_on", "ends_on", "ended_on"
    )
    return {(row[0], numbers[row[1]], *row[2:]) for row in rows}


def held(book: Book) -> Iterable[Row]:
    """Return what took effect; 12 months count from their own first day (D-6)."""
    for line in book.lines:
        for each in line.terms if line.since is not None else ():
            own = line.code == rules.SERVICE or line.code in rules.RESPONSES
            bought = each.start if own else line.bought
            yield (
                line.deal.pk, each.code, each.year, bought, each.start, each.end, each.ended,
            )  # fmt: skip


def compare_cover(world: World, pk: int, day: date, known: date | None = None) -> None:
    """Hold the cover of a system on a day against the book's."""
    row = System.objects.get(pk=pk)
    rows = covering_rows(row, day)
    found = cover_today(current_edition(), system_of(row), day, rows).decision
    kept = found.parts_percent, found.labour_covered, found.response
    expected = world.books[pk].cover(day, known)
    assert kept == expected, (day, world.books[pk].facts, kept, expected, _told(world, pk))


def _told(world: World, pk: int) -> str:
    plans = HeldPlan.objects.filter(system=pk).order_by("pk")
    kept = plans.values_list(
        "code", "project_year", "bought_on", "starts_on", "ends_on", "ended_on"
    )
    expected = [_plain((0, *row)) for row in terms(world.books[pk])]
    return "\n".join(["", *(_plain((0, *row)) for row in kept), *expected])


def compare_whole_cover(world: World, pk: int, until: date) -> None:
    """Hold the cover on every day on which it may change, and on the day before it."""
    book = world.books[pk]
    days = {rules.year_ends(book.facts.ordered, year) for year in range(1, 9)}
    for line in book.lines:
        for term in line.terms:
            days.update({term.start, term.end, *filter(None, (term.ended, line.bought))})
    days.update(HeldPlan.objects.filter(system=pk).values_list("starts_on", flat=True))
    for day in sorted(days | {each - rules.DAY for each in days}):
        if book.facts.ordered <= day <= until:
            compare_cover(world, pk, day, until)
