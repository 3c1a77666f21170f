"""Deferred income: what terms earned in a month through a day, and what is left to be earned."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db.models import CharField, Q
from django.db.models.functions import Cast
from numpy.typing import NDArray

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.analysis.income import NEVER, Income, Terms, day_number, income_of
from lumencare.contracts.models import Contract, ContractLine, Credit, CreditShare, Payment, Term
from lumencare.contracts.queries.money import words_of
from lumencare.domain.contract.credit import net_part
from lumencare.domain.money import Money
from lumencare.domain.period import DAY, Span
from lumencare.domain.quotation.line import LineKind
from lumencare.domain.text import Text

Ints = NDArray[np.int64]
CHUNK = 20_000
KEYS_AT_ONCE = 500
DECLINED = Credit.State.DECLINED


@dataclass(frozen=True, slots=True)
class PlanIncome:
    """What the terms of one plan or option earned in the month, in all, and what is deferred."""

    code: str
    name: Text
    earned: Money
    earned_to_date: Money
    deferred: Money


@dataclass(frozen=True, slots=True)
class ContractIncome:
    """The same of one plan in one contract."""

    contract: str
    bill_to: str
    code: str
    name: Text
    earned: Money
    earned_to_date: Money
    deferred: Money


class IncomeReport:
    """The income of a month through a day: sums, sums by plan, and lines by contract and plan.

    Lines are kept as numbers; those that are asked for become records.
    """

    def __init__(self, period: Span, groups: "_Groups", names: dict[str, Text]) -> None:
        self.period = period
        self._groups = groups
        self._names = names
        self.by_plan = tuple(self._plans())
        self.earned = Money.of_fen(int(groups.income.earned.sum()))
        self.earned_to_date = Money.of_fen(int(groups.income.earned_to_date.sum()))
        self.deferred = Money.of_fen(int(groups.income.deferred.sum()))
        self.count = len(groups.contracts)

    def lines(self, start: int = 0, count: int | None = None) -> Iterator[ContractIncome]:
        """Yield the lines from a place on, contracts in the order in which they were made."""
        end = self.count if count is None else min(start + count, self.count)
        for first in range(start, end, KEYS_AT_ONCE):
            places = range(first, min(first + KEYS_AT_ONCE, end))
            yield from self._records(places)

    def _records(self, places: range) -> Iterator[ContractIncome]:
        keys = {int(self._groups.contracts[each]) for each in places}
        rows = Contract.objects.filter(pk__in=keys)
        told = {pk: rest for pk, *rest in rows.values_list("pk", "number", "bill_to__name")}
        for place in places:
            number, bill_to = told[int(self._groups.contracts[place])]
            code = self._groups.codes[int(self._groups.plans[place])]
            sums = _amounts(self._groups.income, np.array([place]))
            yield ContractIncome(number, bill_to, code, self._names[code], *sums)

    def _plans(self) -> Iterator[PlanIncome]:
        for place, code in enumerate(self._groups.codes):
            mine = np.flatnonzero(self._groups.plans == place)
            if len(mine):
                sums = _amounts(self._groups.income, mine)
                yield PlanIncome(code, self._names[code], *sums)


@dataclass(frozen=True, slots=True)
class _Groups:
    """Income by contract and plan: keys of contracts, places of plans in `codes`, sums."""

    contracts: Ints
    plans: Ints
    codes: list[str]
    income: Income


def income_report(user: User, on: date, *, q: str = "", plan: str = "") -> IncomeReport:
    """Return the income of the month of a day, through that day, and what is deferred after it.

    Terms that wait for their contract to take effect have no days yet and are not in it.
    """
    require_right(user, Right.SEE_MONEY)
    period = Span(on.replace(day=1), on + DAY)
    contracts, codes, terms = _read(_wanted(q, plan))
    known = sorted(set(codes))
    place = {code: number for number, code in enumerate(known)}
    plans = np.array([place[each] for each in codes], dtype=np.int64)
    groups = _grouped(contracts, plans, known, income_of(terms, period))
    return IncomeReport(period, groups, _names(known))


def _wanted(q: str, plan: str) -> Q:
    found = Q(code=plan.replace("\x00", "")) if plan else Q()
    for word in words_of(q):
        found &= Q(line__contract__number__icontains=word) | Q(
            line__contract__bill_to__name__icontains=word
        )
    return found


def _read(wanted: Q) -> tuple[Ints, list[str], Terms]:
    """Read every term that has an amount and has taken effect, as columns."""
    rows = Term.objects.filter(wanted, net_fen__gt=0, floating=False)
    rows = rows.exclude(line__state=ContractLine.State.PENDING)
    # Days as text: both databases write them alike, and nearly all occur many times.
    rows = rows.annotate(first=Cast("starts_on", CharField()), after=Cast("ends_on", CharField()))
    fields = ("pk", "line__contract_id", "code", "net_fen", "first", "after")
    found = rows.order_by().values_list(*fields)
    columns = list(zip(*found.iterator(chunk_size=CHUNK), strict=True)) or [()] * len(fields)
    closed, kept = _closings(columns[0])
    days: dict[str, int] = {}
    terms = Terms(
        net=_ints(columns[3]),
        starts=_ints(_numbered(columns[4], days)),
        ends=_ints(_numbered(columns[5], days)),
        closed=closed,
        kept=kept,
    )
    return _ints(columns[1]), list(columns[2]), terms


def _closings(keys: Iterable[int]) -> tuple[Ints, Ints]:
    """Return the day from which each term is settled, and what of it is kept (D-17).

    A term that an upgrade replaced is not: its service goes on in the successor, and its amount
    is earned on by day.
    """
    given = CreditShare.objects.exclude(credit__state=DECLINED).values("payment")
    cut_short = Q(term__ended_on__isnull=False, term__line__state=ContractLine.State.CANCELLED)
    rows = Payment.objects.filter(Q(pk__in=given) | cut_short, term__isnull=False)
    known: dict[int, tuple[int, int]] = {}
    still_due = _still_due()
    for payment in rows.select_related("term").prefetch_related("credit_shares__credit"):
        term = payment.term
        if term is None:
            continue
        shares = [each for each in payment.credit_shares.all() if each.credit.state != DECLINED]
        ended = term.ended_on or max(each.credit.ends_on for each in shares)
        back = sum(each.net_fen for each in shares)
        known[term.pk] = (day_number(ended), _owed(payment, still_due) - back)
    nothing = (NEVER, 0)
    pairs = [known.get(each, nothing) for each in keys]
    return _ints(each[0] for each in pairs), _ints(each[1] for each in pairs)


def _still_due() -> dict[int, int]:
    """Return by line what is owed for the used days of a year that was cancelled by the day."""
    rows = Payment.objects.filter(
        line__state=ContractLine.State.CANCELLED,
        line__kind__in=[LineKind.PLAN.value, LineKind.RESPONSE.value],
        term=None,
        cancelled_on=None,
    )
    return dict(rows.values_list("line", "net_fen"))


def _owed(payment: Payment, still_due: dict[int, int]) -> int:
    """Return the net that stays with us: all that stays due, or what was paid before it was not.

    What is left of a year that had begun is due by a payment of its own, without a term.
    """
    net, vat = Money.of_fen(payment.net_fen), Money.of_fen(payment.vat_fen)
    if payment.cancelled_on is None:
        return payment.net_fen
    paid = net_part(Money.of_fen(payment.paid_fen), net, vat).fen
    term = payment.term
    has_begun = term is not None and term.starts_on < payment.cancelled_on
    return paid + (still_due.get(payment.line_id, 0) if has_begun else 0)


def _grouped(contracts: Ints, plans: Ints, codes: list[str], income: Income) -> _Groups:
    """Add up by contract and plan, in that order."""
    if not len(contracts):
        return _Groups(contracts, plans, codes, income)
    order = np.lexsort((plans, contracts))
    contracts, plans = contracts[order], plans[order]
    changes = (np.diff(contracts) != 0) | (np.diff(plans) != 0)
    starts = np.concatenate(([0], np.flatnonzero(changes) + 1))
    sums = Income(
        *(
            np.add.reduceat(each[order], starts)
            for each in (income.earned, income.earned_to_date, income.deferred)
        )
    )
    return _Groups(contracts[starts], plans[starts], codes, sums)


def _names(codes: list[str]) -> dict[str, Text]:
    """Return what plans and options are called, as the latest line with each calls it."""
    found: dict[str, Text] = {}
    for code in codes:
        last = ContractLine.objects.filter(code=code).order_by("-pk").first()
        found[code] = Text(last.name_zh, last.name_en) if last else Text(code, code)
    return found


def _amounts(income: Income, places: Any) -> tuple[Money, Money, Money]:
    earned, to_date, deferred = (
        Money.of_fen(int(each[places].sum()))
        for each in (income.earned, income.earned_to_date, income.deferred)
    )
    return earned, to_date, deferred


def _numbered(days: Iterable[str], known: dict[str, int]) -> Iterator[int]:
    """Yield the number of each day, worked out once for those that are alike."""
    for day in days:
        number = known.get(day)
        if number is None:
            number = known[day] = day_number(date.fromisoformat(day))
        yield number


def _ints(values: Iterable[int]) -> Ints:
    return np.fromiter(values, dtype=np.int64)
