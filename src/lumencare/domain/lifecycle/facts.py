"""What the catalogue says of systems: a system, its software, what of it a successor can reuse."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

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


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueSystem:
    """A system of the catalogue. A day that nobody could find is None: unknown, not never.

    `row_version` is that of the office's correction, 0 where the facts are as shipped.
    """

    code: str
    name: Text
    also: tuple[str, ...]
    category: Category
    status: SystemStatus
    sales_end_on: date | None
    spares_end_on: date | None
    support_ends_on: date | None
    successors: tuple[str, ...]
    database: HasDatabase
    from_processor: FromProcessor
    note: Text
    source: str
    confidence: Confidence
    row_version: int = 0

    @property
    def has_database(self) -> bool:
        """Whether the latest database belongs to what an upgrade needs (SY-4)."""
        return self.database in (HasDatabase.YES, HasDatabase.PARTLY)


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftwareVersion:
    """A version of a system's software: what it runs on and what it can do."""

    system: str
    number: str
    released_on: date | None
    support_ends_on: date | None
    clients: tuple[str, ...]
    functions: tuple[str, ...]
    successor: str
    source: str
    confidence: Confidence
    row_version: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class ReuseRow:
    """What becomes of one kind of component when a system goes over to another."""

    system: str
    target: str
    component: ComponentKind
    reuse: Reuse
    note: Text
    source: str
    confidence: Confidence
    row_version: int = 0


def version_order(number: str) -> tuple[int, ...]:
    """Return a version's number as versions are compared: 10.2 follows 9.8; 3.1 is 3.1.0."""
    parts = [int(each) for each in re.findall(r"[0-9]{1,9}", number)]
    while parts and not parts[-1]:
        parts.pop()
    return tuple(parts)


def newest_software(versions: Iterable[SoftwareVersion], on: date) -> SoftwareVersion | None:
    """Return the newest version that was out on a day; one of an unknown day counts as out."""
    out = [each for each in versions if each.released_on is None or each.released_on <= on]
    return max(out, key=lambda each: version_order(each.number), default=None)


def ways_from(code: str, successors: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return what a system can go over to, nearest first, each once and never itself."""
    found: list[str] = []
    following = list(successors.get(code, ()))
    while following:
        each = following.pop(0)
        if each != code and each not in found:
            found.append(each)
            following.extend(successors.get(each, ()))
    return tuple(found)
