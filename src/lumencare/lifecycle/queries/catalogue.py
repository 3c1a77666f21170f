"""The catalogue of systems as it stands: what was shipped, with the office's entries in its place.

What it says is no secret among staff and depends on nobody's sites, so it is read without a person.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.db.models import QuerySet

from lumencare.data.lifecycle_catalogue import ShippedReuse, ShippedSoftware, shipped_lifecycle
from lumencare.data.system_catalogue import SystemFamily, compared, system_families
from lumencare.domain.lifecycle.facts import (
    CatalogueSystem,
    ReuseRow,
    SoftwareVersion,
    newest_software,
    version_order,
    ways_from,
)
from lumencare.domain.lifecycle.kinds import (
    Category,
    ComponentKind,
    Confidence,
    FromProcessor,
    HasDatabase,
    SystemStatus,
)
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import Reuse
from lumencare.lifecycle.models import Component, Software, SystemEntry


@dataclass(frozen=True)
class Catalogue:
    """The whole catalogue, read once: systems by code, software and reuse by system."""

    systems: Mapping[str, CatalogueSystem]
    software: Mapping[str, tuple[SoftwareVersion, ...]]
    reuse: tuple[ReuseRow, ...]

    @cached_property
    def by_name(self) -> dict[str, str]:
        """Return the codes by every name, as names are compared."""
        return {
            compared(name): each.code
            for each in reversed(tuple(self.systems.values()))
            for name in (*each.also, each.name.en, each.name.zh, each.code)
        }

    def find(self, system_type: str) -> CatalogueSystem | None:
        """Return the system that a type names by its code or one of its names, or None."""
        code = self.by_name.get(compared(system_type))
        return self.systems[code] if code else None

    def targets(self, code: str) -> tuple[CatalogueSystem, ...]:
        """Return what a system can go over to, nearest first."""
        successors = {each.code: each.successors for each in self.systems.values()}
        ways = ways_from(code, successors)
        return tuple(self.systems[each] for each in ways if each in self.systems)


def read_catalogue() -> Catalogue:
    """Read the whole catalogue in three queries; a page that judges many reads it once."""
    software: dict[str, list[SoftwareVersion]] = {}
    for each in _software(Software.objects.all()):
        software.setdefault(each.system, []).append(each)
    return Catalogue(
        systems=_systems(SystemEntry.objects.all()),
        software={code: tuple(each) for code, each in software.items()},
        reuse=_reuse(Component.objects.all()),
    )


def system_of(code: str) -> CatalogueSystem | None:
    """Return the system that a code, or a site's system type, names; None where none does."""
    return read_catalogue().find(code)


def targets_of(code: str) -> tuple[CatalogueSystem, ...]:
    """Return what a system can go over to, nearest successor first."""
    return read_catalogue().targets(code)


def software_of(code: str) -> tuple[SoftwareVersion, ...]:
    """Return the versions of a system's software, the newest first."""
    return _software(Software.objects.filter(system_code=code), code)


def latest_software(code: str, on: date) -> SoftwareVersion | None:
    """Return the newest version that was out on a day, None where none is known."""
    return newest_software(software_of(code), on)


def reuse_between(code: str, target_code: str) -> tuple[ReuseRow, ...]:
    """Return what becomes of each kind of component; kinds of which nothing is known are left out.

    Only what is said of exactly these two systems counts: it is not put together from steps.
    """
    rows = Component.objects.filter(system_code=code, target_code=target_code)
    return tuple(each for each in _reuse(rows) if (each.system, each.target) == (code, target_code))


def _systems(rows: QuerySet[SystemEntry]) -> dict[str, CatalogueSystem]:
    found = {code: _shipped_system(each) for code, each in system_families().items()}
    found.update({each.code: _entry(each) for each in rows})
    return found


def _shipped_system(family: SystemFamily) -> CatalogueSystem:
    return CatalogueSystem(
        code=family.code,
        name=family.name,
        also=family.also,
        category=Category(family.category),
        status=SystemStatus(family.status),
        sales_end_on=None,
        spares_end_on=None,
        support_ends_on=None,
        successors=family.upgrade_to,
        database=HasDatabase(family.database),
        from_processor=FromProcessor(family.database_from_processor),
        note=family.note,
        source=family.source,
        confidence=Confidence(family.confidence),
    )


def _entry(row: SystemEntry) -> CatalogueSystem:
    return CatalogueSystem(
        code=row.code,
        name=Text(row.name_zh, row.name_en),
        also=tuple(row.also),
        category=Category(row.category),
        status=SystemStatus(row.status),
        sales_end_on=row.sales_end_on,
        spares_end_on=row.spares_end_on,
        support_ends_on=row.support_ends_on,
        successors=tuple(row.successors),
        database=HasDatabase(row.database),
        from_processor=FromProcessor(row.from_processor),
        note=Text(row.note_zh, row.note_en),
        source=row.source,
        confidence=Confidence(row.confidence),
        row_version=row.version,
    )


def _software(rows: QuerySet[Software], code: str | None = None) -> tuple[SoftwareVersion, ...]:
    """Return versions, the newest first: those shipped, unless the office says otherwise."""
    found = {
        (each.system, each.number): _shipped_software(each)
        for each in shipped_lifecycle()[0]
        if code in (None, each.system)
    }
    for row in rows:
        found.pop((row.system_code, row.number), None)
        if not row.withdrawn:
            found[row.system_code, row.number] = _version(row)
    return tuple(sorted(found.values(), key=lambda each: version_order(each.number), reverse=True))


def _shipped_software(each: ShippedSoftware) -> SoftwareVersion:
    return SoftwareVersion(
        system=each.system,
        number=each.number,
        released_on=each.released_on,
        support_ends_on=each.support_ends_on,
        clients=each.clients,
        functions=each.functions,
        successor=each.successor,
        source=each.source,
        confidence=Confidence(each.confidence),
    )


def _version(row: Software) -> SoftwareVersion:
    return SoftwareVersion(
        system=row.system_code,
        number=row.number,
        released_on=row.released_on,
        support_ends_on=row.support_ends_on,
        clients=tuple(row.clients),
        functions=tuple(row.functions),
        successor=row.successor,
        source=row.source,
        confidence=Confidence(row.confidence),
        row_version=row.version,
    )


def _reuse(rows: QuerySet[Component]) -> tuple[ReuseRow, ...]:
    """Return what becomes of components, in the order in which an upgrade speaks of them."""
    found = {
        (each.system, each.target, each.component): _shipped_reuse(each)
        for each in shipped_lifecycle()[1]
    }
    for row in rows:
        key = (row.system_code, row.target_code, row.component)
        found.pop(key, None)
        if not row.withdrawn:
            found[key] = _component(row)
    order = {kind: index for index, kind in enumerate(ComponentKind)}
    return tuple(
        sorted(found.values(), key=lambda each: (each.system, each.target, order[each.component]))
    )


def _shipped_reuse(each: ShippedReuse) -> ReuseRow:
    return ReuseRow(
        system=each.system,
        target=each.target,
        component=ComponentKind(each.component),
        reuse=Reuse(each.reuse),
        note=each.note,
        source=each.source,
        confidence=Confidence(each.confidence),
    )


def _component(row: Component) -> ReuseRow:
    return ReuseRow(
        system=row.system_code,
        target=row.target_code,
        component=ComponentKind(row.component),
        reuse=Reuse(row.reuse),
        note=Text(row.note_zh, row.note_en),
        source=row.source,
        confidence=Confidence(row.confidence),
        row_version=row.version,
    )
