"""Importing a portfolio workbook: a dry run that tells everything, then all of it or nothing."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from django.db import IntegrityError, transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.data.places import find_place
from lumencare.domain.place import Place, unlisted_place
from lumencare.domain.problems import Conflict, InputProblems, Problem
from lumencare.domain.request import QuotationRequest
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.system import require
from lumencare.domain.text import Text
from lumencare.exchange.portfolio.reading import Portfolio, read_portfolio
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.bom_difference import BomDifference, difference
from lumencare.sites.portfolio.known import Known, find_known
from lumencare.sites.portfolio.plan import Changes, ImportPlan, plan_import
from lumencare.sites.portfolio.writing import Import, write_plan
from lumencare.sites.staging import discard, stage, staged
from lumencare.sites.uploads import WORKBOOKS, Upload

SINCE_THEN = Text(
    "预览之后，相关项目已被他人更改；没有导入任何内容，请重新预览。",
    "What this touches was changed since you looked; nothing was imported. Look again.",
)


@dataclass(frozen=True, slots=True)
class NewSite:
    """A site that would be added."""

    owner: str
    name: str
    city: str
    city_known: bool


@dataclass(frozen=True, slots=True)
class RowDifference:
    """A site or a system that is there and would change: field to its value before and after.

    `bom` tells how the hardware list would change, where it would.
    """

    kind: str
    pk: int
    title: str
    changes: Changes
    bom: BomDifference | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class PortfolioPreview:
    """What importing would do; `fingerprint` is sent back so that exactly this is done."""

    sha256: str
    file_name: str
    fingerprint: str
    cities_may_be_unlisted: bool
    new_owners: tuple[str, ...]
    new_sites: tuple[NewSite, ...]
    new_systems: tuple[QuotationRequest, ...]
    differences: tuple[RowDifference, ...]
    unchanged: int
    part_lines: int
    # Rows with chosen plans or options: those are for quotations, and are not imported.
    with_choices: int
    problems: tuple[Problem, ...]

    @property
    def may_be_imported(self) -> bool:
        """Whether nothing stands in the way and something would be done."""
        return not self.problems and bool(self.new_systems or self.differences)


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did."""

    owners: int
    sites: int
    systems: int
    changed: int
    unchanged: int


@dataclass(frozen=True, slots=True)
class _Look:
    """A workbook as it was read, compared with what is there."""

    portfolio: Portfolio
    known: Known
    plan: ImportPlan

    @property
    def problems(self) -> tuple[Problem, ...]:
        """Everything wrong, in the cells and between the workbook and the database."""
        return (*self.portfolio.problems, *self.plan.problems)


def preview_portfolio(
    upload: Upload, *, by: User, now: datetime, cities_may_be_unlisted: bool = False
) -> PortfolioPreview:
    """Read a workbook and say what importing it would do; nothing is kept but the file.

    InputProblems where it is no workbook that can be read at all.
    """
    require_right(by, Right.IMPORT_PORTFOLIO)
    path, sha256 = stage(upload, WORKBOOKS, by=by)
    look = _look(path, now, may_be_unlisted=cities_may_be_unlisted)
    plan, requests = look.plan, [each.request for each in look.portfolio.rows]
    new_sites = [each for each in plan.sites if each.existing is None]
    return PortfolioPreview(
        sha256=sha256,
        file_name=path.name,
        fingerprint=plan.fingerprint(),
        cities_may_be_unlisted=cities_may_be_unlisted,
        new_owners=tuple(plan.owners),
        new_sites=tuple(NewSite(s.owner, s.name, s.city, s.city_known) for s in new_sites),
        new_systems=tuple(each.row.request for each in plan.systems if each.existing is None),
        differences=_differences(plan),
        unchanged=sum(not each.does_something for each in plan.systems),
        part_lines=sum(len(each.bom_lines) for each in requests),
        with_choices=sum(bool(each.plans or each.options) for each in requests),
        problems=look.problems,
    )


def import_portfolio(
    sha256: str, *, fingerprint: str, by: User, now: datetime, cities_may_be_unlisted: bool = False
) -> Imported:
    """Import the workbook that was looked at: everything in one transaction, or nothing.

    InputProblems where something is wrong with it; Conflict where others changed what it touches.
    """
    require_right(by, Right.IMPORT_PORTFOLIO)
    path = staged(sha256, by=by)
    look = _look(path, now, may_be_unlisted=cities_may_be_unlisted)
    require(list(look.problems))
    if look.plan.fingerprint() != fingerprint:
        raise Conflict(SINCE_THEN)
    edition = edition_in_force(in_shanghai(now).date())
    how = Import(source=path.name, sha256=sha256, edition=edition, by=by, now=now)
    try:
        with transaction.atomic():
            write_plan(look.plan, look.known, how)
    except IntegrityError as error:
        raise Conflict(SINCE_THEN) from error
    discard(sha256, by=by)
    return _counted(look.plan)


def _look(path: Path, now: datetime, *, may_be_unlisted: bool) -> _Look:
    today = in_shanghai(now).date()
    unlisted: set[str] = set()
    finder = _finder(unlisted) if may_be_unlisted else find_place
    portfolio = read_portfolio(
        path, edition=edition_in_force(today), today=today, find_place=finder
    )
    known = find_known(portfolio.rows)
    return _Look(portfolio, known, plan_import(portfolio.rows, known, unlisted))


def _finder(unlisted: set[str]) -> Callable[[str], Place]:
    """Return what finds any place of the mainland, and notes the names that the data lacks."""

    def find(name: str) -> Place:
        try:
            return find_place(name)
        except InputProblems:
            unlisted.add(name)
            return unlisted_place(name)

    return find


def _differences(plan: ImportPlan) -> tuple[RowDifference, ...]:
    sites = [
        RowDifference("site", each.existing.pk, each.name, each.changes)
        for each in plan.sites
        if each.existing and each.changes
    ]
    systems = [
        RowDifference(
            "system",
            each.existing.pk,
            each.existing.ref,
            each.changes,
            None if each.lines is None else difference(each.lines_before, each.lines),
        )
        for each in plan.systems
        if each.existing and each.does_something
    ]
    return (*sites, *systems)


def _counted(plan: ImportPlan) -> Imported:
    return Imported(
        owners=len(plan.owners),
        sites=sum(each.existing is None for each in plan.sites),
        systems=sum(each.existing is None for each in plan.systems),
        changed=len(_differences(plan)),
        unchanged=sum(not each.does_something for each in plan.systems),
    )
