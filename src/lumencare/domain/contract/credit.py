"""What is credited when a contract is cancelled: one of four treatments, chosen by staff (D-17)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lumencare.domain.contract.deferral import deferred_after
from lumencare.domain.money import ZERO, Money, total
from lumencare.domain.period import DAY, Span
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text


class Treatment(StrEnum):
    """How the credit of a cancellation follows from what was paid."""

    NONE = "none"
    BY_DAY = "by-day"
    STATED = "stated"
    REMAINING_YEARS = "remaining-years"


TREATMENT_NAMES = {
    Treatment.NONE: Text("不退款", "No credit"),
    Treatment.BY_DAY: Text("按剩余天数退", "By the days that are left"),
    Treatment.STATED: Text("按议定金额退", "A stated amount"),
    Treatment.REMAINING_YEARS: Text("退还尚未开始的年度", "The years that have not begun"),
}


@dataclass(frozen=True, slots=True)
class PaidTerm:
    """A term with its amount and what is left as paid of it, VAT excluded.

    `span` is None for work by the day: it is given back by a stated amount only.
    """

    span: Span | None
    net: Money
    paid: Money


def credit_of(
    treatment: Treatment, terms: Iterable[PaidTerm], on: date, stated: Money | None = None
) -> Money:
    """Return the credit, VAT excluded, of a cancellation whose first day without cover is `on`.

    Never more than was paid; raises InputProblems where a stated amount is missing or above it.
    """
    return total(credit_shares(treatment, terms, on, stated))


def credit_shares(
    treatment: Treatment, terms: Iterable[PaidTerm], on: date, stated: Money | None = None
) -> tuple[Money, ...]:
    """Return what of a credit falls on each term, in their order; see `credit_of`."""
    held = list(terms)
    if treatment is Treatment.STATED:
        amount = _stated(stated, total(each.paid for each in held))
        return tuple(_spread(amount, [each.paid for each in held]))
    if treatment is Treatment.BY_DAY:
        return tuple(_unused(each, on) for each in held)
    if treatment is Treatment.REMAINING_YEARS:
        return tuple(each.paid if _not_begun(each, on) else ZERO for each in held)
    return (ZERO,) * len(held)


def net_part(paid: Money, net: Money, vat: Money) -> Money:
    """Return what of an amount paid with VAT is net; all of it where all was paid (D-2)."""
    return Money.of_fen(_share(net.fen, paid.fen, net.fen + vat.fen))


def vat_part(share: Money, net_paid: Money, vat_paid: Money) -> Money:
    """Return the VAT that is given back with a share of what was paid (D-3)."""
    if not net_paid:
        return ZERO
    return Money.of_fen(_share(vat_paid.fen, share.fen, net_paid.fen))


def _unused(term: PaidTerm, on: date) -> Money:
    """Return the unused amount less what was never paid: nobody gets back what they owe."""
    if term.span is None:
        return ZERO
    unused = deferred_after(term.net, term.span, on - DAY)
    return max(unused - (term.net - term.paid), ZERO)


def _not_begun(term: PaidTerm, on: date) -> bool:
    return term.span is not None and on <= term.span.start


def _spread(amount: Money, weights: list[Money]) -> Iterator[Money]:
    """Yield an amount in the proportion of weights; rounded so that the parts add up to it."""
    whole = sum(each.fen for each in weights)
    before = passed = 0
    for each in weights:
        passed += each.fen
        through = _share(amount.fen, passed, whole)
        yield Money.of_fen(through - before)
        before = through


def _share(amount: int, part: int, whole: int) -> int:
    """Return a share in whole fen, rounded half up (D-2); nothing of nothing."""
    return (2 * amount * part + whole) // (2 * whole) if whole else 0


def _stated(amount: Money | None, paid: Money) -> Money:
    if amount is not None and ZERO <= amount <= paid:
        return amount
    allowed = Text(
        f"应为 0 至已付金额 {paid.grouped} 元。", f"From 0 to what was paid, {paid.grouped} RMB."
    )
    raise InputProblems([Problem("amount", "" if amount is None else str(amount), allowed)])
