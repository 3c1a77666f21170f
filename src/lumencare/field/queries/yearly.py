"""Preventive visits by contract year and month: what is owed, planned, done, or running out."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.contracts.models import Allowance
from lumencare.domain.contract.states import ContractState
from lumencare.domain.dispatch.states import STATE_NAMES, VisitState
from lumencare.domain.period import DAY
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.field.actions.yearly import MAN_DAY
from lumencare.field.models import Visit

MONTHS = range(1, 13)
MOST = 300
SOON_DAYS = 90
LOOKS = {
    VisitState.PROPOSED: "",
    VisitState.BOOKED: "pri",
    VisitState.ON_THE_WAY: "pri",
    VisitState.ON_SITE: "pri",
    VisitState.DONE: "ok",
    VisitState.MISSED: "bad",
}
NO_VISIT = Text("尚无上门", "No visit yet")
SILENT = Text("已向客户提出，未答复", "Offered, no answer yet")
RUN_OUT = Text("已过期，未使用", "Ran out unused")


@dataclass(frozen=True, slots=True)
class Mark:
    """A visit in the month in which it is, or should be."""

    number: str
    name: Text
    look: str


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a row: whether the contract year holds it, and the visits in it."""

    inside: bool
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Year:
    """A contract year of a system with its man-day."""

    allowance: int
    contract: str
    site: str
    ref: str
    last_day: date
    standing: Text
    look: str
    months: tuple[Month, ...]
    open_visit: str


@dataclass(frozen=True, slots=True)
class Yearly:
    """All of a calendar year, with how many are owed, planned and done."""

    rows: tuple[Year, ...]
    owed: int
    planned: int
    done: int


def yearly_of(user: User, year: int, on: date) -> Yearly:
    """Return the preventive man-days whose contract year ends in a year or runs in it."""
    require_right(user, Right.SEE_VISITS)
    found = Allowance.objects.filter(
        code=MAN_DAY,
        ended_on=None,
        starts_on__lt=date(year + 1, 1, 1),
        ends_on__gt=date(year, 1, 1),
        contract__state__in=[ContractState.ACTIVE, ContractState.SUSPENDED],
    )
    allowances = list(
        found.select_related("contract", "system__site").order_by("ends_on", "pk")[:MOST]
    )
    visits: dict[int, list[Visit]] = defaultdict(list)
    kept = Visit.objects.filter(allowance__in=[each.pk for each in allowances])
    for each in kept.exclude(state=VisitState.CANCELLED).order_by("pk"):
        visits[each.allowance_id or 0].append(each)
    rows = tuple(_year(each, visits[each.pk], year, on) for each in allowances)
    planned = sum(any(one.state in PLANNED for one in visits[each.pk]) for each in allowances)
    done = sum(any(one.state == VisitState.DONE for one in visits[each.pk]) for each in allowances)
    return Yearly(rows, len(rows), planned, done)


PLANNED = {VisitState.BOOKED, VisitState.ON_THE_WAY, VisitState.ON_SITE}


def _year(allowance: Allowance, visits: list[Visit], year: int, on: date) -> Year:
    last = visits[-1] if visits else None
    standing, look = _standing(allowance, last, on)
    is_open = last is not None and last.state == VisitState.PROPOSED
    return Year(
        allowance=allowance.pk,
        contract=allowance.contract.number,
        site=allowance.system.site.name,
        ref=allowance.system.ref,
        last_day=allowance.ends_on - DAY,
        standing=standing,
        look=look,
        months=tuple(_month(allowance, visits, year, month) for month in MONTHS),
        open_visit=last.number if last is not None and is_open else "",
    )


def _standing(allowance: Allowance, last: Visit | None, on: date) -> tuple[Text, str]:
    state = None if last is None else VisitState(last.state)
    if state is not VisitState.DONE and allowance.ends_on <= on:
        return RUN_OUT, "bad"
    if last is None or state is None:
        return NO_VISIT, "warn"
    if state is VisitState.BOOKED and last.offered_at and not last.confirmed_at:
        return SILENT, "warn"
    soon = state is VisitState.PROPOSED and (allowance.ends_on - on).days <= SOON_DAYS
    return STATE_NAMES[state], "warn" if soon else LOOKS[state]


def _month(allowance: Allowance, visits: Iterable[Visit], year: int, month: int) -> Month:
    first = date(year, month, 1)
    following = date(year + month // 12, month % 12 + 1, 1)
    inside = allowance.starts_on < following and allowance.ends_on > first
    marks = tuple(
        Mark(each.number, STATE_NAMES[VisitState(each.state)], LOOKS[VisitState(each.state)])
        for each in visits
        if (day := _day_of(each)) is not None and first <= day < following
    )
    return Month(inside, marks)


def _day_of(visit: Visit) -> date | None:
    return visit.wanted_by if visit.starts_at is None else in_shanghai(visit.starts_at).date()
