"""The chain of paid years of an annual plan, of which a gap is the end (PA-3, D-15)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lumencare.contracts.models import ContractLine
from lumencare.contracts.queries.lines import name_of
from lumencare.domain.codes import PlanCode
from lumencare.domain.edition import Edition
from lumencare.domain.projectyear import project_year, year_span
from lumencare.domain.renewal import Continuity, ContinuityState, follow_chain
from lumencare.domain.text import Reason, Text
from lumencare.pricebook.queries import edition_by_code
from lumencare.sites.facts import system_of
from lumencare.sites.holdings import holdings_of
from lumencare.sites.models import System


class ChainYearState(StrEnum):
    """What is known of one project year of the chain."""

    BEFORE = "before"
    PAID = "paid"
    NEXT = "next"
    LATER = "later"
    MISSED = "missed"
    LOST = "lost"


YEAR_STATES: dict[ChainYearState, Text] = {
    ChainYearState.BEFORE: Text("加入前", "before it began"),
    ChainYearState.PAID: Text("已购", "bought"),
    ChainYearState.NEXT: Text("待续保", "to be renewed"),
    ChainYearState.LATER: Text("以后", "later"),
    ChainYearState.MISSED: Text("未续保", "not renewed"),
    ChainYearState.LOST: Text("不可再购", "cannot be bought any more"),
}


@dataclass(frozen=True, slots=True)
class ChainYear:
    """One project year of a chain."""

    year: int
    first_day: date
    last_day: date
    state: ChainYearState
    state_name: Text
    is_now: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """An annual plan of a system: its years, what must be renewed by when, and why."""

    system_ref: str
    system_name: str
    plan: Text
    state: ContinuityState
    years: tuple[ChainYear, ...]
    next_year: int | None
    renew_by: date | None
    lapsed_on: date | None
    because: tuple[Reason, ...]


def chains_of(lines: Iterable[ContractLine], on: date) -> Iterator[Chain]:
    """Yield the chain of each system that holds the annual plan by one of the lines."""
    seen: set[int] = set()
    for line in lines:
        if line.code != PlanCode.ANNUAL or line.system_id in seen:
            continue
        seen.add(line.system_id)
        found = _chain(line, on)
        if found is not None:
            yield found


def _chain(line: ContractLine, on: date) -> Chain | None:
    system, edition = line.system, edition_by_code(line.edition)
    rows = [
        each
        for each in system.held_plans.all()
        if each.code == line.code and each.ended_on is None and each.bought_on <= on
    ]
    if not rows:
        return None
    followed = follow_chain(edition, system_of(system), holdings_of(rows), on)
    return Chain(
        system_ref=system.ref,
        system_name=system.name,
        plan=name_of(line),
        state=followed.state,
        years=tuple(_years(edition, system, followed, on)),
        next_year=followed.next_year,
        renew_by=followed.renew_by,
        lapsed_on=followed.lapsed_on,
        because=followed.because,
    )


def _years(edition: Edition, system: System, chain: Continuity, on: date) -> Iterator[ChainYear]:
    now = project_year(system.order_date, on)
    for year in range(1, edition.horizon_years + 1):
        span, state = year_span(system.order_date, year), _state_of(chain, year)
        yield ChainYear(
            year, span.start, span.last_day, state, YEAR_STATES[state], is_now=year == now
        )


def _state_of(chain: Continuity, year: int) -> ChainYearState:
    first, last = chain.paid_years[0], chain.paid_years[-1]
    if first <= year <= last:
        return ChainYearState.PAID
    if year < first:
        return ChainYearState.BEFORE
    if chain.state is ContinuityState.LAPSED:
        return ChainYearState.MISSED if year == last + 1 else ChainYearState.LOST
    return ChainYearState.NEXT if year == chain.next_year else ChainYearState.LATER
