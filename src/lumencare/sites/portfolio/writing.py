"""Writing a planned import: many rows at a time, each with its entry in the trail."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Max

from lumencare.accounts.models import User
from lumencare.audit.actions import add_rows, change_row
from lumencare.domain.edition import Edition
from lumencare.domain.shanghai import in_shanghai
from lumencare.exchange.portfolio.bom import SystemBom
from lumencare.exchange.portfolio.parts_file import Part
from lumencare.sites.actions.boms import line_rows
from lumencare.sites.entries import (
    organization_line,
    remember_sites,
    remember_system,
    site_line,
    system_line,
)
from lumencare.sites.facts import system_of
from lumencare.sites.models import BomLine, BomSnapshot, Organization, Site, System
from lumencare.sites.portfolio.known import Known, SiteKey, cut
from lumencare.sites.portfolio.plan import ImportPlan, SitePlan, SystemPlan, fields_of
from lumencare.sites.search import remember
from lumencare.sites.windows import fill_windows, window_fields

LINES_AT_ONCE = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Import:
    """One import: from which file, by whom, when, under which edition."""

    source: str
    sha256: str
    edition: Edition
    by: User
    now: datetime

    @property
    def why(self) -> str:
        """What the trail says of each change."""
        return self.source

    @property
    def day(self) -> date:
        """The day on which it happens."""
        return in_shanghai(self.now).date()


def write_plan(plan: ImportPlan, known: Known, how: Import) -> None:
    """Write everything that is new or different; called inside one transaction."""
    owners = {**known.owners, **_add_owners(plan, how)}
    sites = {**known.sites, **_add_sites(plan, owners, how)}
    added = _add_systems(plan, sites, how)
    changed = [each for each in plan.systems if each.existing and each.does_something]
    _add_lists(plan, added, how)
    for site in plan.sites:
        _change_site(site, how)
    for system in changed:
        _change_system(system, how)


def _add_owners(plan: ImportPlan, how: Import) -> dict[str, Organization]:
    kind = Organization.Kind.END_USER
    rows = [Organization(kind=kind, name=name, created_at=how.now) for name in plan.owners]
    add_rows(rows, by=how.by, now=how.now, why=how.why)
    remember(organization_line(each) for each in rows)
    return {each.name: each for each in rows}


def _add_sites(
    plan: ImportPlan, owners: dict[str, Organization], how: Import
) -> dict[SiteKey, Site]:
    rows = [
        Site(
            name=each.name,
            owner=owners[each.owner],
            city=each.city,
            city_known=each.city_known,
            created_at=how.now,
        )
        for each in plan.sites
        if each.existing is None
    ]
    add_rows(rows, by=how.by, now=how.now, why=how.why)
    for some in cut(rows):
        remember(site_line(each, []) for each in some)
    return {(each.owner.name, each.name): each for each in rows}


def _add_systems(plan: ImportPlan, sites: dict[SiteKey, Site], how: Import) -> dict[str, System]:
    rows = [
        _new_system(each, sites[each.site], how) for each in plan.systems if each.existing is None
    ]
    fill_windows(how.edition, rows)
    add_rows(rows, by=how.by, now=how.now, why=how.why)
    for some in cut(rows):
        remember(system_line(each, []) for each in some)
    return {each.ref: each for each in rows}


def _new_system(plan: SystemPlan, site: Site, how: Import) -> System:
    request = plan.row.request
    return System(
        site=site,
        ref=request.ref,
        name=request.system_type,
        created_at=how.now,
        **{
            "start_up": request.system.start_up.value,
            "start_up_stated": request.start_up_stated,
            **fields_of(plan.row, with_list=True),
        },
    )


def _add_lists(plan: ImportPlan, added: dict[str, System], how: Import) -> None:
    """Record the hardware lists, as they are before the amounts of known systems change."""
    listed = [each for each in plan.systems if each.lines is not None]
    numbers = _last_numbers([each.existing for each in listed if each.existing])
    rows = [
        _snapshot(each, each.existing or added[each.row.request.ref], numbers, how)
        for each in listed
    ]
    add_rows(rows, by=how.by, now=how.now, why=how.why)
    lines: list[BomLine] = []
    for snapshot, each in zip(rows, listed, strict=True):
        lines += line_rows(snapshot, tuple(Part(line) for line in each.lines or ()))
    BomLine.objects.bulk_create(lines, batch_size=LINES_AT_ONCE)


def _last_numbers(systems: Sequence[System]) -> dict[int, int]:
    found: dict[int, int] = {}
    for some in cut(systems):
        rows = BomSnapshot.objects.filter(system__in=some).values("system")
        found |= {each["system"]: each["last"] for each in rows.annotate(last=Max("number"))}
    return found


def _snapshot(
    plan: SystemPlan, system: System, numbers: dict[int, int], how: Import
) -> BomSnapshot:
    bom = SystemBom(list(plan.lines or ()))
    listed = bom.list_amount
    return BomSnapshot(
        system=system,
        number=numbers.get(system.pk, 0) + 1,
        taken_on=max(how.day, system.order_date),
        source=how.source,
        sha256=how.sha256,
        amount_fen=bom.amount.fen,
        list_fen=listed.fen if listed else None,
        line_count=len(bom.lines),
        replaced_fen=system.bom_fen,
        replaced_list_fen=system.list_fen,
        recorded_by=how.by,
        recorded_at=how.now,
    )


def _change_site(plan: SitePlan, how: Import) -> None:
    if plan.existing is not None and plan.changes:
        _change(plan.existing, _after(plan.changes), how)
        remember_sites([plan.existing])


def _change_system(plan: SystemPlan, how: Import) -> None:
    row = plan.existing
    if row is None:
        return
    after = System(**{field.attname: getattr(row, field.attname) for field in _columns(row)})
    for name, value in _after(plan.changes).items():
        setattr(after, name, value)
    window = window_fields(how.edition, system_of(after)) if plan.changes else {}
    _change(row, _after(plan.changes) | window, how)
    remember_system(row)


def _change(row: Site | System, fields: dict[str, Any], how: Import) -> None:
    change_row(row, fields, by=how.by, now=how.now, action="import", why=how.why)


def _columns(row: System) -> Iterable[Any]:
    return row._meta.concrete_fields


def _after(changes: dict[str, tuple[Any, Any]]) -> dict[str, Any]:
    return {name: after for name, (_, after) in changes.items()}
