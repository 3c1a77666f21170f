"""Deferred income: what terms earned in a month through a day, and what is left to be earned."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.db.models import Q
from numpy.typing import NDArray

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.analysis.income import Income, income_of
from lumencare.contracts.models import Contract, ContractLine
from lumencare.contracts.queries.earning import EarningTerms, read_earning
from lumencare.contracts.queries.money import words_of
from lumencare.domain.money import Money
from lumencare.domain.period import DAY, Span
from lumencare.domain.text import Text

Ints = NDArray[np.int64]
KEYS_AT_ONCE = 500


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
    found = read_earning(_wanted(q, plan))
    groups = _grouped(found, income_of(found.terms, period))
    return IncomeReport(period, groups, _names(found.codes))


def _wanted(q: str, plan: str) -> Q:
    found = Q(code=plan.replace("\x00", "")) if plan else Q()
    for word in words_of(q):
        found &= Q(line__contract__number__icontains=word) | Q(
            line__contract__bill_to__name__icontains=word
        )
    return found


def _grouped(found: EarningTerms, income: Income) -> _Groups:
    """Add up by contract and plan, in that order."""
    contracts, plans = found.contracts, found.plans
    if not len(contracts):
        return _Groups(contracts, plans, found.codes, income)
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
    return _Groups(contracts[starts], plans[starts], found.codes, sums)


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
