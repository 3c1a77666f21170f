"""What a plan costs on the hardware list as built against the one it was priced on (D-13)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import starmap

from lumencare.domain.codes import PaymentBasis, PlanCode
from lumencare.domain.contract.renewable import NextYear, next_year_of
from lumencare.domain.edition import Edition, PlanTerms
from lumencare.domain.money import Money, total
from lumencare.domain.period import Span
from lumencare.domain.pricing import Payment, pay, rate_words
from lumencare.domain.system import System
from lumencare.domain.text import Reason, Text, applies


@dataclass(frozen=True, slots=True)
class BoughtYear:
    """A year of a plan that was bought; `number` is None where the price has no project year."""

    span: Span
    number: int | None


@dataclass(frozen=True, slots=True)
class BothPrices:
    """The same price twice, VAT excluded: on the contracted list and on the list as built."""

    contracted: Money
    as_built: Money

    @property
    def difference(self) -> Money:
        """By how much the list as built makes it dearer."""
        return self.as_built - self.contracted


@dataclass(frozen=True, slots=True)
class PlanDrift:
    """What a drift does to a plan: to the years not over yet, and to the year that follows.

    `now` is None where the edition prices no such year, `renewal` where nothing is left to renew.
    """

    now: BothPrices | None
    renewal: BothPrices | None
    renew_by: date | None
    because: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class DriftQuestion:
    """An edition and a system as built, the amount contracted, and the years that were bought."""

    edition: Edition
    system: System
    plan: PlanCode
    contracted: Money
    years: tuple[BoughtYear, ...]
    on: date

    @property
    def terms(self) -> PlanTerms | None:
        """What the edition says of the plan; None where it has it no more."""
        return self.edition.terms.get((self.plan, self.system.warranty_class))


Pair = tuple[Payment, Payment]


def price_drift(asked: DriftQuestion) -> PlanDrift:
    """Price a plan on both amounts, at floor prices: what staff raised by hand is left out."""
    if asked.terms is None:
        return PlanDrift(None, None, None, (_kept(asked),))
    running, following = tuple(_running(asked, asked.terms)), _following(asked)
    ahead = () if following is None else _pairs(asked, asked.terms, [following.project_year])
    pairs = (*running, *ahead)
    return PlanDrift(
        now=_both(running),
        renewal=_both(tuple(ahead)),
        renew_by=None if following is None else following.renew_by,
        because=(_kept(asked), *_crossings(pairs)),
    )


def _running(asked: DriftQuestion, terms: PlanTerms) -> Iterator[Pair]:
    """Yield the prices of what is not over yet; one payment buys all years of its plan (D-6)."""
    left = [each.number for each in asked.years if asked.on < each.span.end]
    if left and terms.plan.payment is PaymentBasis.ONCE:
        left = [None]
    yield from _pairs(asked, terms, left)


def _pairs(asked: DriftQuestion, terms: PlanTerms, years: Iterable[int | None]) -> tuple[Pair, ...]:
    amounts = asked.contracted, asked.system.bom
    found = (
        tuple(pay(terms, year, each) for each in amounts) for year in years if year in terms.rates
    )
    return tuple((before, after) for before, after in found)


def _following(asked: DriftQuestion) -> NextYear | None:
    last = max(asked.years, key=lambda each: each.span.end, default=None)
    if last is None:
        return None
    found = next_year_of(asked.edition, asked.system, asked.plan, last.span, last.number)
    return None if found is None or found.renew_by < asked.on else found


def _both(pairs: tuple[Pair, ...]) -> BothPrices | None:
    if not pairs:
        return None
    return BothPrices(total(each.net for each, _ in pairs), total(each.net for _, each in pairs))


def _kept(asked: DriftQuestion) -> Reason:
    text = Text(
        "合同保持其计价时的硬件清单；新增部分须另行购买，续保按届时的清单计价。",
        "A contract keeps the hardware list it was priced on: additions are bought by a "
        "supplement, and a renewal is priced on the list of that day.",
    )
    return applies("D-13", text, contracted=asked.contracted, as_built=asked.system.bom)


def _crossings(pairs: Iterable[Pair]) -> tuple[Reason, ...]:
    """Tell each bracket that was crossed, once for each price that it changes."""
    crossed = (pair for pair in pairs if pair[0].row != pair[1].row)
    return tuple({each.text: each for each in starmap(_crossing, crossed)}.values())


def _crossing(before: Payment, after: Payment) -> Reason:
    edge = max(before.row.at_least, after.row.at_least)
    was, now = rate_words(before.row), rate_words(after.row)
    year = before.project_year
    text = Text(
        f"清单金额跨过 {edge.grouped} 元的分档：{f'第 {year} 年' if year else ''}价格"
        f"由“{was.zh}”变为“{now.zh}”。",
        f"The list crosses the bracket at RMB {edge.grouped}: the price"
        f"{f' of year {year}' if year else ''} is {now.en} instead of {was.en}.",
    )
    return applies(after.row.rule, text, edge=edge)
