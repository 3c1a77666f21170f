"""Preventive visits by contract year and month: what is owed, planned, done, or running out."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

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
from lumencare.store.pages import DEFAULT_SIZE, cut

MONTHS = range(1, 13)
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
    """A page of a calendar year, with how many are owed, planned and done in all of it."""

    rows: tuple[Year, ...]
    next_cursor: str
    owed: int
    planned: int
    done: int


def yearly_of(
    user: User, year: int, on: date, *, cursor: str = "", size: int = DEFAULT_SIZE
) -> Yearly:
    """Return the preventive man-days whose contract year runs in a year, those that end first."""
    require_right(user, Right.SEE_VISITS)
    found = Allowance.objects.filter(
        code=MAN_DAY,
        ended_on=None,
        starts_on__lt=date(year + 1, 1, 1),
        ends_on__gt=date(year, 1, 1),
        contract__state__in=[ContractState.ACTIVE, ContractState.SUSPENDED],
    )
    whole = found.select_related("contract", "system__site")
    page = cut(whole, ENDING_FIRST, lambda each: each, cursor=cursor, size=size)
    visits: dict[int, list[Visit]] = defaultdict(list)
    kept = Visit.objects.filter(allowance__in=[each.pk for each in page.rows])
    for each in kept.exclude(state=VisitState.CANCELLED).order_by("pk"):
        visits[each.allowance_id or 0].append(each)
    return Yearly(
        rows=tuple(_year(each, visits[each.pk], year, on) for each in page.rows),
        next_cursor=page.next_cursor,
        owed=page.total,
        planned=_count_with(found, PLANNED),
        done=_count_with(found, {VisitState.DONE}),
    )


def _count_with(allowances: QuerySet[Allowance], states: Collection[VisitState]) -> int:
    """Count the man-days with a visit in one of some states."""
    visits = Visit.objects.filter(allowance=OuterRef("pk"), state__in=states)
    return allowances.filter(Exists(visits)).count()


ENDING_FIRST = ("ends_on", "pk")
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
