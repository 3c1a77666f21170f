"""The office that the simulation runs in: every deed is done to the product and to the book."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator, Sequence
from datetime import date, datetime, time, timedelta
from random import Random

from lumencare.accounts.models import User
from lumencare.contracts.actions import accept, meet_condition, renew, run_continuity, sign
from lumencare.contracts.models import Condition, Contract, ContractLine
from lumencare.contracts.renewable import reprice_renewals
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.domain.shanghai import at
from lumencare.sales.actions import Acceptance, issue, send, start_quote
from lumencare.sales.making import preview
from lumencare.sales.models import QuoteVersion
from lumencare.sites.models import System
from tests.contracts.contracts import chosen
from tests.contracts.money import finance
from tests.contracts.simulation import book as books
from tests.contracts.simulation.book import Book, Deal, Line
from tests.contracts.simulation.killing import Reaper
from tests.contracts.simulation.selling import No, Offer, Wish, offer, sell

Strand = Generator[date, None, None]
REFUSALS = (Refused, Conflict, InputProblems)
HOW = {books.REACH: "confirmed", books.OVERLAP: "confirmed"}


class World:
    """The days, what is to happen on them, and the two accounts of what did."""

    def __init__(self, by: User, reaper: Reaper, random: Random) -> None:
        self.by, self.reaper, self.random = by, reaper, random
        # What is paid is drawn apart: who buys what does not hang on it.
        self.finance, self.purse = finance(), Random("purse")
        self.today = date.min
        self.books: dict[int, Book] = {}
        self.agenda: dict[date, list[Strand]] = defaultdict(list)
        self.refused = self.sold = self.late = self.paid_in_part = 0

    @property
    def now(self) -> datetime:
        """Ten o'clock of the day."""
        return at(self.today, time(10, 0))

    def follow(self, strand: Strand) -> None:
        """Let a strand of deeds go on until it names the day on which it is to be resumed."""
        day = next(strand, None)
        if day is not None:
            self.agenda[max(day, self.today + timedelta(days=1))].append(strand)

    def pass_day(self) -> None:
        """Resume what was put off to this day."""
        for strand in self.agenda.pop(self.today, ()):
            self.follow(strand)

    def pass_night(self, day: date) -> None:
        """Run the nightly job as on a day, just after midnight."""
        now = at(day, time(0, 5))
        self.reaper.insist(lambda: run_continuity(now), may_die_late=True)
        if day.day % 7 == 1:
            self.reaper.insist(lambda: reprice_renewals(day))
        for book in self.books.values():
            books.pass_night(book, day)

    def ask(self, pk: int, wishes: Sequence[Wish]) -> None:
        """Hold a price, or a refusal, against the book's; nothing is bought."""
        expected: int | None
        try:
            expected = offer(self.books[pk], wishes, self.today).net
        except No:
            expected = None
        found: int | None = None
        try:
            net = preview(self.by, pk, _choices(wishes), self.today).net
            found = 0 if net is None else net.fen
        except REFUSALS:
            found = None
        assert found == expected, (self.today, self.books[pk].facts, wishes, found, expected)

    def quote(self, pk: int, wishes: Sequence[Wish]) -> tuple[Offer, int]:
        """Offer something to a customer; return what it is, and the version that offers it."""
        found = offer(self.books[pk], wishes, self.today)
        draft = self.reaper.insist(
            lambda: start_quote(pk, by=self.by, now=self.now, choices=_choices(wishes))
        )
        self.reaper.insist(lambda: issue(_version(draft.pk), by=self.by, now=self.now))
        self.reaper.insist(lambda: send(_version(draft.pk), by=self.by, now=self.now))
        version = _version(draft.pk)
        assert version.net_fen == found.net, (self.today, wishes, version.net_fen, found.net)
        return found, version.pk

    def renew(self, pk: int, line: Line, wishes: Sequence[Wish]) -> tuple[Offer, int]:
        """Offer the next year of a line in one step, as the worklist does."""
        found = offer(self.books[pk], wishes, self.today)
        version = self.reaper.insist(
            lambda: renew(_row(line), by=self.by, now=self.now), may_die_late=True
        )
        assert version.net_fen == found.net, (self.today, wishes, version.net_fen, found.net)
        return found, version.pk

    def refuse_renewal(self, line: Line) -> None:
        """Try to renew what is over."""
        self.expect_refusal(lambda: renew(_row(line), by=self.by, now=self.now))

    def accept(self, pk: int, sold: Offer, version: int) -> Deal | None:
        """Accept what was offered; None where it is too late for it."""
        try:
            deal = sell(self.books[pk], sold, self.today)
        except No:
            self.expect_refusal(lambda: self._accept(version))
            return None
        contract = self.reaper.insist(lambda: self._accept(version), may_die_late=True)
        if self.random.random() < 0.2:
            assert self._accept(version) == contract
        assert deal.pk in {0, contract.pk}, (self.today, sold)
        deal.pk = contract.pk
        self.sold += 1
        return deal

    def _accept(self, version: int) -> Contract:
        row = _version(version)
        found = accept(row, Acceptance("王建国", row.pdf_sha256), by=self.by, now=self.now)
        assert found is not None
        return found

    def sign(self, pk: int, deal: Deal) -> None:
        """Record the signature of today."""
        books.sign(self.books[pk], deal, self.today)
        self.reaper.insist(
            lambda: sign(
                Contract.objects.get(pk=deal.pk),
                signed_on=self.today,
                signed_by="王建国",
                by=self.by,
                now=self.now,
            )
        )

    def meet(self, pk: int, deal: Deal, kind: str, line: Line | None = None) -> None:
        """Meet a condition of a deal, or of a line of it."""
        (deal if line is None else line).waits.discard(kind)
        books.let_begin(self.books[pk], deal, self.today)
        of = Condition.objects.filter(contract=deal.pk, kind=kind)
        rows = of.filter(line=None if line is None else _row(line))
        how = HOW.get(kind, "collection")
        self.reaper.insist(
            lambda: meet_condition(rows.get(), how=how, note="已核实", by=self.by, now=self.now)
        )

    def expect_refusal(self, deed: Callable[[], object]) -> None:
        """Hold against the product what the rules refuse."""
        try:
            deed()
        except REFUSALS:
            self.refused += 1
        else:
            raise AssertionError(f"{self.today}: this was to be refused")


def _choices(wishes: Sequence[Wish]) -> object:
    return chosen(
        *(
            f"{each.code}:{','.join(map(str, each.years))}"
            if each.years
            else f"{each.code}*{each.quantity}"
            if each.quantity > 1
            else each.code
            for each in wishes
        )
    )


def _version(pk: int) -> QuoteVersion:
    return QuoteVersion.objects.select_related("quote__system__site__owner").get(pk=pk)


def _row(line: Line) -> ContractLine:
    return ContractLine.objects.get(contract=line.deal.pk, position=line.position)


def system_pk(row: System) -> int:
    """Return the key of a system."""
    return int(row.pk)
