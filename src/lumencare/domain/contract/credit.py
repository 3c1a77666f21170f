"""What is credited when a contract is cancelled: one of four treatments, chosen by staff (D-17)."""

from collections.abc import Iterable
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
    """A term with its amount and what was paid of it, VAT excluded."""

    span: Span
    net: Money
    paid: Money


def credit_of(
    treatment: Treatment, terms: Iterable[PaidTerm], on: date, stated: Money | None = None
) -> Money:
    """Return the credit, VAT excluded, of a cancellation whose first day without cover is `on`.

    Never more than was paid; raises InputProblems where a stated amount is missing or above it.
    """
    held = list(terms)
    if treatment is Treatment.STATED:
        return _stated(stated, total(each.paid for each in held))
    if treatment is Treatment.BY_DAY:
        return total(_of_paid(each, deferred_after(each.net, each.span, on - DAY)) for each in held)
    if treatment is Treatment.REMAINING_YEARS:
        return total(each.paid for each in held if on <= each.span.start)
    return ZERO


def _of_paid(term: PaidTerm, unused: Money) -> Money:
    """Return the unused amount less what was never paid: nobody gets back what they owe."""
    return max(unused - (term.net - term.paid), ZERO)


def _stated(amount: Money | None, paid: Money) -> Money:
    if amount is not None and ZERO <= amount <= paid:
        return amount
    allowed = Text(
        f"应为 0 至已付金额 {paid.grouped} 元。", f"From 0 to what was paid, {paid.grouped} RMB."
    )
    raise InputProblems([Problem("amount", "" if amount is None else str(amount), allowed)])
