"""What importing a portfolio would do: every row new, different or as it is, and all problems."""

import hashlib
import json
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from lumencare.domain.problems import Problem
from lumencare.domain.request import BomLine
from lumencare.domain.text import Text
from lumencare.exchange.portfolio.bom import ref_key
from lumencare.exchange.portfolio.reading import PortfolioRow
from lumencare.sites.models import Site, System
from lumencare.sites.places import kept_city
from lumencare.sites.portfolio.known import Known, SiteKey

Changes = dict[str, tuple[Any, Any]]

ANOTHER_SITE = Text(
    "系统中此编号属于项目“{site}”、客户“{owner}”；变更业主或改名请在项目页面办理。",
    "This reference belongs to the site {site!r} of {owner!r}; names and owners change on the "
    "site's own page.",
)
TWO_CITIES = Text(
    "同一客户的同一项目在表中有两个城市。",
    "The same site of the same customer has two cities here.",
)
FROM_A_LIST = Text(
    "此系统的金额来自第 {number} 份硬件清单；请在硬件清单表中列出部件，或填写相同的金额。",
    "This system's amount is the sum of its hardware list {number}; list its parts on the sheet "
    "'bom', or give the same amount.",
)
UNDER_PLAN = Text(
    "该系统有服务方案，合同以此为依据（D-17）：已登记的是 {held}；请在合同中更正，不能由清单导入。",
    "This system has a plan whose contract rests on this (D-17): {held} is on record. Correct it "
    "on the contract, not by an import.",
)
# What the terms and prices of a contract follow from.
DECISIVE = ("order_date", "warranty_class", "start_up")


@dataclass(slots=True)
class SitePlan:
    """One site of the workbook: new, or there already with what differs."""

    owner: str
    name: str
    city: str
    city_known: bool
    existing: Site | None
    changes: Changes = field(default_factory=dict)


@dataclass(slots=True)
class SystemPlan:
    """One system of the workbook: new, or there already with what differs."""

    row: PortfolioRow
    site: SiteKey
    existing: System | None
    changes: Changes = field(default_factory=dict)
    # The hardware list to record; None where there is none, or it is the one that holds.
    lines: tuple[BomLine, ...] | None = None
    lines_before: tuple[BomLine, ...] = ()

    @property
    def does_something(self) -> bool:
        """Whether importing the row changes anything."""
        return self.existing is None or bool(self.changes) or self.lines is not None


@dataclass(slots=True)
class ImportPlan:
    """What importing would do, in the order of the workbook."""

    owners: list[str]
    sites: list[SitePlan]
    systems: list[SystemPlan]
    problems: list[Problem]

    @property
    def does_something(self) -> bool:
        """Whether importing changes anything."""
        changed = any(each.existing is None or each.changes for each in self.sites)
        return changed or any(each.does_something for each in self.systems)

    def fingerprint(self) -> str:
        """Return what stays the same only while importing would do exactly this."""
        facts = [
            self.owners,
            [[each.owner, each.name, _of(each.existing), each.changes] for each in self.sites],
            [
                [each.row.request.ref, _of(each.existing), each.changes, each.lines is not None]
                for each in self.systems
            ],
        ]
        plain = json.dumps(facts, default=str, ensure_ascii=False)
        return hashlib.sha256(plain.encode()).hexdigest()


def plan_import(
    rows: Sequence[PortfolioRow], known: Known, unlisted: Collection[str]
) -> ImportPlan:
    """Compare the rows of a workbook with what is there; `unlisted` are cities the data lacks."""
    plan = ImportPlan([], [], [], [])
    sites: dict[SiteKey, SitePlan] = {}
    for row in rows:
        site = _plan_site(row, known, unlisted)
        first = sites.setdefault((site.owner, site.name), site)
        if first.city != site.city:
            plan.problems.append(Problem(row.where("city"), row.request.city, TWO_CITIES))
        system = _plan_system(row, known, (site.owner, site.name))
        plan.problems += _problems_of(system, known)
        plan.systems.append(system)
    plan.sites = list(sites.values())
    new = (each.owner for each in plan.sites if each.owner not in known.owners)
    plan.owners = list(dict.fromkeys(new))
    return plan


def _plan_site(row: PortfolioRow, known: Known, unlisted: Collection[str]) -> SitePlan:
    request = row.request
    is_known = request.city not in unlisted
    city = kept_city(row.place, request.city) if is_known else request.city
    existing = known.sites.get((request.customer, request.project))
    plan = SitePlan(request.customer, request.project, city, is_known, existing)
    if existing is not None:
        plan.changes = _differing(existing, {"city": city, "city_known": is_known})
    return plan


def _plan_system(row: PortfolioRow, known: Known, site: SiteKey) -> SystemPlan:
    request = row.request
    existing = known.systems.get(ref_key(request.ref))
    lines = request.bom_lines or None
    if existing is None:
        return SystemPlan(row, site, None, lines=lines)
    held = known.boms.get(existing.pk)
    if held is not None and held.lines == request.bom_lines:
        lines = None
    return SystemPlan(
        row,
        site,
        existing,
        changes=_differing(existing, fields_of(row, with_list=lines is not None)),
        lines=lines,
        lines_before=held.lines if held else (),
    )


def fields_of(row: PortfolioRow, *, with_list: bool) -> dict[str, Any]:
    """Return the fields of a system that a row gives; what is left blank stays as it is.

    A new hardware list brings its own total at list prices, or none.
    """
    request = row.request
    fields: dict[str, Any] = {
        "system_type": request.system_type,
        "warranty_class": request.system.warranty_class.value,
        "order_date": request.system.order_date,
        "bom_fen": request.system.bom.fen,
    }
    if request.start_up_stated:
        fields |= {"start_up": request.system.start_up.value, "start_up_stated": True}
    if with_list or request.list_amount is not None:
        fields["list_fen"] = request.list_amount.fen if request.list_amount else None
    return fields


def _problems_of(plan: SystemPlan, known: Known) -> list[Problem]:
    existing, request = plan.existing, plan.row.request
    if existing is None:
        return []
    site = existing.site
    if (site.owner.name, site.name) != plan.site:
        where = "customer" if site.owner.name != request.customer else "project"
        given = request.customer if where == "customer" else request.project
        named = _fill(ANOTHER_SITE, site=site.name, owner=site.owner.name)
        return [Problem(plan.row.where(where), given, named)]
    problems = list(_against_plans(plan)) if existing.pk in known.under_plan else []
    held = known.boms.get(existing.pk)
    if held and not request.bom_lines and held.amount_fen != request.system.bom.fen:
        given = str(request.system.bom)
        listed = _fill(FROM_A_LIST, number=held.number)
        problems.append(Problem(plan.row.where("bom"), given, listed))
    return problems


def _against_plans(plan: SystemPlan) -> Iterator[Problem]:
    """Yield each change that would go past the contract of a plan the system has."""
    for name in DECISIVE:
        if name in plan.changes:
            before, after = plan.changes[name]
            yield Problem(plan.row.where(name), str(after), _fill(UNDER_PLAN, held=before))


def _fill(text: Text, **values: object) -> Text:
    return Text(text.zh.format(**values), text.en.format(**values))


def _differing(row: Site | System, fields: dict[str, Any]) -> Changes:
    return {
        name: (getattr(row, name), value)
        for name, value in fields.items()
        if getattr(row, name) != value
    }


def _of(row: Site | System | None) -> tuple[int, int] | None:
    return None if row is None else (row.pk, row.version)
