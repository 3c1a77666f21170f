"""What a system must have by the rules: deals, lines, terms, money; no row of the product."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from tests.contracts.simulation import rules
from tests.contracts.simulation.rules import ANNUAL, SERVICE, Facts

PENDING, ACTIVE, LAPSED, ENDED = "pending", "active", "lapsed", "ended"
DOCUMENTS = ("single-line-drawing", "layout-drawing", "database")
SIGNATURE, REACH, OVERLAP = "signature", "reach", "overlap"


@dataclass(slots=True)
class Term:
    """Some days of a line, up to, not including, `end`."""

    code: str
    year: int | None
    start: date
    end: date
    net: int
    vat: int
    floating: bool = False
    ended: date | None = None
    due: date | None = None
    paid: int = 0


@dataclass(slots=True, eq=False)
class Line:
    """A plan or an option that was sold; without terms where it is by the man-day."""

    deal: Deal
    position: int
    code: str
    quantity: int
    net: int
    vat: int
    bought: date
    terms: list[Term]
    waits: set[str] = field(default_factory=set)
    state: str = PENDING
    since: date | None = None
    ended: date | None = None
    follows: Line | None = None
    followed: Line | None = None
    granted: date | None = None
    paid: int = 0

    @property
    def running(self) -> list[Term]:
        """The terms that nothing has ended."""
        return [each for each in self.terms if each.ended is None]

    @property
    def last(self) -> date:
        """The first day after all of it."""
        return max(each.end for each in self.running)

    def goes_on(self, day: date) -> bool:
        """Tell whether some of its days are left on a day."""
        return self.state == ACTIVE and any(day < each.end for each in self.running)


@dataclass(slots=True, eq=False)
class Deal:
    """A contract."""

    pk: int
    bought: date
    waits: set[str] = field(default_factory=set)
    lines: list[Line] = field(default_factory=list)
    state: str = "draft"
    signed: date | None = None
    starts: date | None = None
    ends: date | None = None


@dataclass(slots=True, eq=False)
class Book:
    """Everything about one system."""

    facts: Facts
    is_far: bool
    deals: list[Deal] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """All lines in the order of their purchase."""
        return [each for deal in self.deals for each in deal.lines]

    def held(self, day: date, known: date | None = None) -> list[tuple[Line, Term]]:
        """Return what took effect and was not ended by a day, whether or not it still runs.

        `known` is a later day of the question: what took effect meanwhile counts as held.
        """
        return [
            (line, term)
            for line in self.lines
            if line.since is not None and line.since <= (known or day)
            for term in line.terms
            if term.ended is None or day < term.ended
        ]

    def is_renewed(self, line: Line) -> bool:
        """Tell whether what follows a line was bought, even where it waits for something yet."""
        return any(each.follows is line for each in self.lines)

    def year(self, day: date) -> int:
        """Return the project year of a day."""
        return rules.year_of(self.facts.ordered, day)

    def cover(self, day: date, known: date | None = None) -> tuple[int, bool, str]:
        """Return the percent on parts, whether labour is free, and the response (D-11).

        `known` is a later day of the question (D-16).
        """
        year = self.year(day)
        held = self.held(day, known)
        runs = [term for _, term in held if term.start <= day < term.end]
        plans = [each.code for each in runs if each.code in rules.PLANS]
        parts = [rules.plan_parts(self.facts, each, year) for each in plans]
        served = any(rules.is_served(self.facts, each, year) for each in plans)
        own = self.facts.warranty == "2Y" and year <= 2 and self.facts.by_maker
        option = next((each.code for each in runs if each.code in rules.RESPONSES), "standard")
        best = max([rules.warranty_parts(self.facts, year), *parts])
        return best, served or own, option if served else "none"


def sign(book: Book, deal: Deal, day: date) -> None:
    """Record the signature, and let begin what is ready."""
    deal.signed, deal.state = day, "signed"
    deal.waits.discard(SIGNATURE)
    let_begin(book, deal, day)


def let_begin(book: Book, deal: Deal, day: date) -> None:
    """0025: a line takes effect once the signature, the documents and its own are there."""
    if deal.signed is None or deal.waits:
        return
    ready = [each for each in deal.lines if each.state == PENDING and not each.waits]
    for line in ready:
        _begin(book, line, day)
    if not ready:
        return
    deal.state = ACTIVE
    terms = [term for line in deal.lines for term in line.running]
    deal.starts = min(filter(None, [*(each.start for each in terms), deal.starts]))
    deal.ends = max(filter(None, [*(each.end for each in terms), deal.ends]))


def _begin(book: Book, line: Line, day: date) -> None:
    line.state, line.since, line.granted = ACTIVE, day, day
    for term in line.terms:
        if term.floating:
            term.start = max(day, term.start)
            term.end = rules.own_year_ends(book.facts, term.start)
            term.floating = False
            if term.due is not None:
                term.due = max(term.due, term.start)
    before = line.follows
    if before is not None:
        before.followed = line
        if before.code != line.code:
            _end(before, day)
    if line.code in rules.RESPONSES:
        for term in line.terms:
            _end_slower(book, line, term)


def _end(line: Line, day: date) -> None:
    for term in line.running:
        if day < term.end:
            term.ended = day
    line.state, line.ended = ENDED, day


def _end_slower(book: Book, line: Line, term: Term) -> None:
    """D-21: one option a contract year; the faster one takes its place."""
    for other in book.lines:
        if other is line or other.code not in rules.RESPONSES or other.since is None:
            continue
        for slower in other.running:
            if slower.start < term.end and term.start < slower.end:
                slower.ended = max(term.start, slower.start)
        if other.state == ACTIVE and not other.running:
            other.state = ENDED
            other.ended = max(each.ended for each in other.terms if each.ended is not None)


def pass_night(book: Book, day: date) -> None:
    """End what is over by a day, as lapsed where the annual plan was not renewed (PA-3)."""
    for deal in book.deals:
        if deal.state != ACTIVE:
            continue
        over = [each for each in deal.lines if each.state == ACTIVE and _is_over(each, day)]
        for line in over:
            is_last = line.running[-1].year == rules.LAST_YEAR
            lapsed = line.code == ANNUAL and not book.is_renewed(line) and not is_last
            line.state, line.ended = LAPSED if lapsed else ENDED, line.last
        if over and not any(_may_go_on(each, day) for each in deal.lines):
            _close(deal)


def _is_over(line: Line, day: date) -> bool:
    return bool(line.running) and line.last <= day


def _may_go_on(line: Line, day: date) -> bool:
    if line.state not in {ACTIVE, PENDING}:
        return False
    return any(day < each.end or each.floating for each in line.running)


def _close(deal: Deal) -> None:
    is_lapsed = any(each.state == LAPSED for each in deal.lines)
    deal.state = LAPSED if is_lapsed else ENDED
    last = max(each.ended for each in deal.lines if each.ended is not None)
    for line in deal.lines:
        if line.state in {ACTIVE, PENDING}:
            line.state, line.ended = ENDED, last


def following(book: Book, line: Line) -> tuple[date, int, int | None] | None:
    """Return by when a line is to be renewed, for how much, and the year; None where it ends."""
    facts = book.facts
    if line.state != ACTIVE or line.followed is not None or not line.running:
        return None
    if line.code == SERVICE:
        horizon = rules.year_ends(facts.ordered, rules.LAST_YEAR)
        if line.last >= horizon:
            return None
        return line.last - rules.DAY, rules.price(facts, SERVICE, None), None
    year = max(each.year or 0 for each in line.running)
    if line.code not in {ANNUAL, rules.SUPPORT} or year >= rules.LAST_YEAR:
        return None
    by = rules.year_starts(facts.ordered, year + 1) - rules.DAY
    return by, rules.price(facts, line.code, year + 1), year + 1


def due_day(bought: date, start: date | None) -> date:
    """0025: 30 days after the purchase, or the first day of its year where that is later."""
    soonest = bought + timedelta(days=30)
    return soonest if start is None else max(soonest, start)
