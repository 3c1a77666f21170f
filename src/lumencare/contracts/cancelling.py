"""What a cancellation would do, told before it is done: the credit and what is owed no more."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from lumencare.contracts.hosts import GOING_ON
from lumencare.contracts.models import Contract, Payment, Term
from lumencare.domain.contract.credit import PaidTerm, Treatment, credit_of, net_part
from lumencare.domain.contract.settling import DuePart, still_owed
from lumencare.domain.contract.states import ContractState, ContractStep, require_step
from lumencare.domain.money import ZERO, Money, total
from lumencare.domain.period import DAY, Span
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.sites.models import System


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancelling:
    """What is decided: the first day without cover, how the credit follows, and why.

    `amount` is for a stated amount only, VAT excluded. With a `system` only what the contract has
    for that one ends, without credit: the others go on.
    """

    on: date
    treatment: Treatment
    why: str = ""
    amount: Money | None = None
    system: System | None = None


@dataclass(frozen=True, slots=True)
class Relief:
    """A payment that falls away, whole or in part; `owed` is what stays due, VAT excluded."""

    payment: Payment
    owed: Money


@dataclass(frozen=True, slots=True, kw_only=True)
class Cancellation:
    """What follows from a cancellation; amounts exclude VAT."""

    on: date
    treatment: Treatment
    paid: Money
    credit: Money
    by_day: Money
    reliefs: tuple[Relief, ...]
    ending: tuple[Term, ...]

    @property
    def is_generous(self) -> bool:
        """Whether more is given back than the days that are left are worth."""
        return self.by_day < self.credit

    @property
    def released(self) -> Money:
        """What is owed no more."""
        return total(_left(each.payment) - each.owed for each in self.reliefs)


def cancellation_of(contract: Contract, decided: Cancelling, now: datetime) -> Cancellation:
    """Return what a cancellation would do; nothing is written.

    Raises Refused where the contract is over, InputProblems for a day that has passed or an
    amount above what was paid: no decision about a past day is rewritten (D-17).
    """
    require_step(step_of(contract, decided), ContractState(contract.state))
    _require_day(contract, decided.on, in_shanghai(now).date())
    _require_whole(decided)
    payments = _payments(contract, decided.system)
    terms = [_paid_term(each) for each in payments]
    return Cancellation(
        on=decided.on,
        treatment=decided.treatment,
        paid=total(each.paid for each in terms),
        credit=credit_of(decided.treatment, terms, decided.on, decided.amount),
        by_day=credit_of(Treatment.BY_DAY, terms, decided.on),
        reliefs=tuple(_reliefs(payments, decided)),
        ending=tuple(_ending(contract, decided)),
    )


def step_of(contract: Contract, decided: Cancelling) -> ContractStep:
    """Return what it is for the contract: an amendment where other systems go on, else its end."""
    others = contract.lines.filter(state__in=GOING_ON).exclude(system=decided.system)
    goes_on = decided.system is not None and others.exists()
    return ContractStep.AMEND if goes_on else ContractStep.CANCEL


def _require_whole(decided: Cancelling) -> None:
    """Raise InputProblems where a credit is asked for a part: that is decided on its own (D-17)."""
    if decided.system is not None and decided.treatment is not Treatment.NONE:
        raise InputProblems([Problem("treatment", decided.treatment.value, OF_A_PART)])


def unexpired_of(number: str, system: System, on: date) -> Money:
    """Return what of a contract's plans for a system is paid and has not run out, by the day.

    For who decides what is given for it (D-17): nothing is given by itself.
    """
    contract = Contract.objects.filter(number=number).first()
    if contract is None:
        return ZERO
    terms = [_paid_term(each) for each in _payments(contract, system)]
    return credit_of(Treatment.BY_DAY, terms, on)


def _require_day(contract: Contract, on: date, today: date) -> None:
    last = max(contract.ends_on or today, today)
    if today <= on <= last:
        return
    allowed = Text(
        f"首个无保障日应在 {today} 至 {last} 之间；已过去的日子不会改写。",
        f"The first day without cover lies between {today} and {last}: "
        "days that have passed are not rewritten.",
    )
    raise InputProblems([Problem("on", on.isoformat(), allowed)])


def _payments(contract: Contract, system: System | None = None) -> list[Payment]:
    rows = contract.payments.filter(cancelled_on=None).select_related("term", "line")
    if system is not None:
        rows = rows.filter(line__system=system)
    return list(rows.prefetch_related("line__allowances").order_by("due_on", "pk"))


def _paid_term(payment: Payment) -> PaidTerm:
    return PaidTerm(_span(payment), Money.of_fen(payment.net_fen), _paid(payment))


def _reliefs(payments: list[Payment], decided: Cancelling) -> Iterator[Relief]:
    for each in payments:
        used = any(one.drawn_tenths for one in each.line.allowances.all())
        part = DuePart(_span(each), Money.of_fen(each.net_fen), _paid(each), used)
        owed = still_owed(decided.treatment, part, decided.on)
        if owed < _left(each):
            yield Relief(each, owed)


def _span(payment: Payment) -> Span | None:
    term = payment.term
    return None if term is None else Span(term.starts_on, term.ends_on)


def _paid(payment: Payment) -> Money:
    """Return what was paid of a payment, VAT excluded."""
    paid, net, vat = (Money.of_fen(each) for each in _amounts(payment))
    return net_part(paid, net, vat)


def _left(payment: Payment) -> Money:
    return Money.of_fen(payment.net_fen) - _paid(payment)


def _amounts(payment: Payment) -> tuple[int, int, int]:
    return payment.paid_fen, payment.net_fen, payment.vat_fen


def _ending(contract: Contract, decided: Cancelling) -> Iterator[Term]:
    """Yield the terms that are cut short or fall away."""
    rows = Term.objects.filter(
        line__contract=contract,
        line__state__in=GOING_ON,
        ended_on=None,
        ends_on__gt=decided.on,
    )
    if decided.system is not None:
        rows = rows.filter(system=decided.system)
    yield from rows.select_related("line").order_by("starts_on", "pk")


OF_A_PART = Text(
    "系统退出时不自动退款；如需退款，请另行登记。",
    "Nothing is given back of itself when a system leaves; a credit is decided on its own.",
)


def last_covered_day(cancellation: Cancellation) -> date:
    """Return the last day on which the contract covers."""
    return cancellation.on - DAY
