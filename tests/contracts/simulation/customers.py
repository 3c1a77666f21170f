"""What customers do: each strand is a purchase with all that follows it, told day by day."""

from __future__ import annotations

from collections.abc import Generator, Sequence
from datetime import date, timedelta
from random import Random

from tests.contracts.simulation import rules
from tests.contracts.simulation.book import ACTIVE, OVERLAP, REACH, Book, Deal, Line, following
from tests.contracts.simulation.rules import ANNUAL, BASIC, DAY, PLUS, SERVICE, SUPPORT
from tests.contracts.simulation.selling import No, Offer, Wish, offer
from tests.contracts.simulation.world import Strand, World

Bought = Generator[date, None, Deal | None]


class Customer:
    """One system and its owner's habits; random by itself, whoever else is there."""

    def __init__(self, world: World, pk: int, random: Random) -> None:
        self.world, self.pk, self.random = world, pk, random

    @property
    def book(self) -> Book:
        """What this system must have."""
        return self.world.books[self.pk]

    def later(self, least: int, most: int) -> date:
        """Return a random day from now on."""
        return self.world.today + timedelta(days=self.random.randint(least, most))

    def live(self) -> None:
        """Begin the strands of a life."""
        facts = self.book.facts
        window = rules.year_ends(facts.ordered, rules.WINDOW[facts.warranty]) - DAY
        parts = self.random.choice(
            [(BASIC,), (BASIC, PLUS), (BASIC, ANNUAL), (PLUS,), (ANNUAL,), (ANNUAL,)]
        )
        service = self.random.choice([(), (SERVICE,), (SUPPORT,)])
        self.world.follow(self._parts(parts, window))
        self.world.follow(self._service(service))

    def _parts(self, plans: Sequence[str], window: date) -> Strand:
        """Part Care inside the window, perhaps from Basic to Plus later in it."""
        left = (window - self.world.today).days
        for each in plans:
            yield self.later(1, max(1, left // 2))
            left = (window - self.world.today).days
            if each in {PLUS, ANNUAL} and self.random.random() < 0.15:
                # On the very last day of the window.
                yield window
            yield from self.buy([Wish(each)], slack=5)

    def _service(self, plans: Sequence[str]) -> Strand:
        for each in plans:
            yield self.later(20, 900)
            wishes = [Wish(each, self._support_years() if each == SUPPORT else ())]
            if each == SUPPORT and not wishes[0].years:
                return
            if self.random.random() < 0.6:
                wishes.append(Wish(self._slow()))
            if self.random.random() < 0.3:
                wishes.append(Wish("onsite-programming", quantity=self.random.randint(1, 4)))
            yield from self.buy(wishes, slack=12)

    def _slow(self) -> str:
        return self.random.choice(["72h", "24h"])

    def _support_years(self) -> tuple[int, ...]:
        facts = self.book.facts
        first = max(self.book.year(self.world.today), rules.first_year(facts.warranty))
        if first > rules.LAST_YEAR or facts.warranty == "HWQS8":
            return ()
        return tuple(range(first, min(8, first + self.random.choice([0, 1, 2])) + 1))

    def buy(self, wishes: Sequence[Wish], slack: int) -> Bought:
        """Ask for a quote, accept it some days later, and see to the papers."""
        try:
            offer(self.book, wishes, self.world.today)
        except No:
            self.world.ask(self.pk, wishes)
            return None
        sold, version = self.world.quote(self.pk, wishes)
        return (yield from self._take(sold, version, self.later(0, slack)))

    def _take(self, sold: Offer, version: int, day: date) -> Bought:
        if day > self.world.today:
            yield day
        deal = self.world.accept(self.pk, sold, version)
        if deal is None:
            return None
        joined = [each for each in deal.lines if each.bought == self.world.today]
        if deal.state == "draft":
            self.world.follow(self._papers(deal))
        for line in joined:
            self.world.follow(self._confirm(line))
            self.world.follow(self._go_on(line))
        return deal

    def _papers(self, deal: Deal) -> Strand:
        """Sign soon or late; the documents come before it or long after."""
        if self.random.random() < 0.7:
            yield self.later(1, 12)
        for kind in sorted(deal.waits - {"signature"}):
            if self.random.random() < 0.3:
                self.world.meet(self.pk, deal, kind)
        self.world.sign(self.pk, deal)
        for kind in sorted(deal.waits):
            if self.random.random() < 0.5:
                yield self.later(1, 25)
            self.world.meet(self.pk, deal, kind)

    def _confirm(self, line: Line) -> Strand:
        """Staff confirm what concerns one line; a reach perhaps never."""
        for kind in sorted(line.waits):
            if kind == REACH and self.random.random() < 0.1:
                continue
            if self.random.random() < 0.5:
                yield self.later(1, 9)
            if line.state == "pending" and line.deal.state not in {"lapsed", "ended"}:
                self.world.meet(self.pk, line.deal, kind, line)

    def _go_on(self, line: Line) -> Strand:
        """Renew, too late or not at all; meanwhile a faster response or some man-days."""
        if line.code not in {ANNUAL, *rules.HOLDERS}:
            return
        while line.state == "pending":
            yield self.later(5, 9)
        habit = self.random.choices(["soon", "last-day", "late", "never"], [46, 14, 15, 25])[0]
        if line.code in rules.HOLDERS and self.random.random() < 0.25:
            yield self.later(20, 100)
            yield from self._add_option(line)
        found = following(self.book, line)
        if found is None or habit == "never":
            return
        by = found[0]
        if habit == "late":
            yield from self._too_late(line, by)
            return
        yield by if habit == "last-day" else by - timedelta(days=self.random.randint(1, 70))
        found = following(self.book, line)
        if line.state != ACTIVE or found is None or self.world.today > found[0]:
            return
        yield from self._renew(line, found)

    def _renew(self, line: Line, found: tuple[date, int, int | None]) -> Bought:
        by, _, year = found
        latest = max(0, min(28, (by - self.world.today).days))
        wishes = self._same_again(line, year)
        try:
            offer(self.book, wishes, self.world.today)
        except No:
            return None
        if self.random.random() < 0.6:
            sold, version = self.world.renew(self.pk, line, wishes)
        else:
            if line.code == ANNUAL and year is not None and self.random.random() < 0.6:
                years = range(year, min(8, year + self.random.choice([1, 2, 3])) + 1)
                wishes = [Wish(ANNUAL, tuple(years))]
            sold, version = self.world.quote(self.pk, wishes)
        return (yield from self._take(sold, version, self.later(0, latest)))

    def _same_again(self, line: Line, year: int | None) -> list[Wish]:
        """Return the next year with the options of the year that ends."""
        wishes = [Wish(line.code, () if year is None else (year,))]
        start = line.last if year is None else rules.year_starts(self.book.facts.ordered, year)
        if line.code in rules.HOLDERS:
            codes = {
                term.code
                for each in self.book.lines
                if each.code in rules.RESPONSES
                for term in each.running
                if term.end == start
            }
            wishes.extend(Wish(each) for each in sorted(codes))
        return wishes

    def _too_late(self, line: Line, by: date) -> Strand:
        """Hold an offer until it is too late, or ask only then."""
        if self.random.random() < 0.5:
            yield by - timedelta(days=self.random.randint(0, 5))
            found = following(self.book, line)
            if line.state == ACTIVE and found is not None and self.world.today <= found[0]:
                wishes = self._same_again(line, found[2])
                sold, version = self.world.renew(self.pk, line, wishes)
                yield from self._take(sold, version, by + timedelta(days=self.random.randint(1, 9)))
            return
        yield by + timedelta(days=self.random.randint(1, 3))
        if following(self.book, line) is not None or line.state != ACTIVE:
            self.world.refuse_renewal(line)

    def _add_option(self, line: Line) -> Bought:
        """A faster response where a slower one runs, else man-days (D-21, AV-1)."""
        now = self.book.cover(self.world.today)[2]
        if now == "none" or not line.goes_on(self.world.today):
            return None
        wish = Wish("24h") if now == "72h" else Wish("remote-training", quantity=2)
        return (yield from self.buy([wish], slack=6))


__all__ = ["OVERLAP", "Customer"]
