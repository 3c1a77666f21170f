"""The lifecycle radar: every system in use with its verdict, what matters most first."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.lifecycle.facts import CatalogueSystem
from lumencare.domain.lifecycle.judging import Grade, Verdict
from lumencare.domain.lifecycle.kinds import LIVE_LEADS, LeadReasonKind
from lumencare.domain.money import ZERO, Money
from lumencare.domain.problems import InputProblems, Problem
from lumencare.lifecycle.models import Lead
from lumencare.lifecycle.queries.judged import Judge, SystemRow, read_systems
from lumencare.lifecycle.queries.verdicts import Covered, covers
from lumencare.sites.queries import visible_systems
from lumencare.sites.queries.lists import find_words
from lumencare.store.pages import CURSOR_ALLOWED, DEFAULT_SIZE, Page

LIVE = sorted(each.value for each in LIVE_LEADS)


@dataclass(frozen=True, slots=True, kw_only=True)
class RadarFilters:
    """Which systems are wanted; what is empty does not matter.

    `lead` is `live` or `none`; `order` is empty or `-bom`.
    """

    q: str = ""
    grade: Grade | None = None
    kind: str = ""
    system: str = ""
    city: str = ""
    lead: str = ""
    order: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class RadarRow:
    """A system of the radar: what it is, its verdict, and the lead that lives, if any."""

    system: SystemRow
    kind: CatalogueSystem | None
    project_year: int
    verdict: Verdict
    lead: str

    @property
    def bom(self) -> Money:
        """Return what the hardware is worth at post-sales prices."""
        return Money.of_fen(self.system.bom_fen)


@dataclass(frozen=True, slots=True, kw_only=True)
class Radar:
    """A page of the radar, with how many systems there are of each grade and what they are worth.

    `covers` says by system what cover those of the page have left, and what is at stake.
    The counts leave out the grade that was filtered by: they lead to it.
    """

    page: Page[RadarRow]
    covers: Mapping[int, Covered]
    counts: Mapping[Grade, int]
    worth: Mapping[Grade, Money]
    cities: tuple[str, ...] = field(default=())


def read_radar(
    user: User, filters: RadarFilters, *, on: date, cursor: str = "", size: int = DEFAULT_SIZE
) -> Radar:
    """Judge every system in use that matches, and return a page of them.

    A handful of queries whatever the number of systems; cover is worked out for a page alone.
    """
    require_right(user, Right.SEE_LIFECYCLE)
    systems = visible_systems(user).filter(retired_on=None)
    rows = find_words(systems, "system", filters.q)
    if filters.city:
        rows = rows.filter(site__city=filters.city)
    judge, leads = Judge(systems, on), _leads()
    judged = [_row(each, judge, leads) for each in read_systems(rows)]
    matching = [each for each in judged if _matches(each, filters)]
    shown = [each for each in matching if filters.grade is None or _grade(each) == filters.grade]
    shown.sort(key=ORDERS[filters.order])
    page = _cut(shown, cursor, size)
    return Radar(
        page=page,
        covers=covers(user, [each.system for each in page.rows], on, judge.going),
        counts=Counter(_grade(each) for each in matching),
        worth=_worth(matching),
        cities=tuple(sorted({each.system.city for each in judged})),
    )


def _row(row: SystemRow, judge: Judge, leads: Mapping[int, str]) -> RadarRow:
    found = judge.judge(row)
    return RadarRow(
        system=row,
        kind=found.kind,
        project_year=found.project_year,
        verdict=found.verdict,
        lead=leads.get(row.pk, ""),
    )


def _grade(row: RadarRow) -> Grade:
    return row.verdict.grade


def _matches(row: RadarRow, filters: RadarFilters) -> bool:
    if filters.kind and LeadReasonKind(filters.kind) not in row.verdict.kinds:
        return False
    if filters.system and (row.kind is None or row.kind.code != filters.system):
        return False
    return not filters.lead or bool(row.lead) is (filters.lead == "live")


ORDERS: dict[str, Any] = {
    "": lambda each: (-each.verdict.grade, -each.system.bom_fen, each.system.ref),
    "-bom": lambda each: (-each.system.bom_fen, each.system.ref),
}


def _worth(rows: Sequence[RadarRow]) -> dict[Grade, Money]:
    found = dict.fromkeys(Grade, ZERO)
    for each in rows:
        found[_grade(each)] += Money.of_fen(each.system.bom_fen)
    return found


def _leads() -> dict[int, str]:
    """Return the numbers of the leads that live, by their systems."""
    return dict(Lead.objects.filter(state__in=LIVE).values_list("system", "number"))


def _cut(rows: Sequence[RadarRow], cursor: str, size: int) -> Page[RadarRow]:
    """Return the page after the system that a cursor names."""
    start = 0
    if cursor:
        places = {str(each.system.pk): place for place, each in enumerate(rows)}
        if cursor not in places:
            raise InputProblems([Problem("cursor", cursor, CURSOR_ALLOWED)])
        start = places[cursor] + 1
    shown = tuple(rows[start : start + size])
    more = start + size < len(rows)
    return Page(shown, len(rows), str(shown[-1].system.pk) if more else "")
