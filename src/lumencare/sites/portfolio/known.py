"""What the database holds already of the rows of a portfolio, read in a few queries."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from lumencare.domain.request import BomLine
from lumencare.exchange.portfolio.bom import ref_key
from lumencare.exchange.portfolio.reading import PortfolioRow
from lumencare.sites.facts import line_of
from lumencare.sites.models import BomLine as BomLineRow
from lumencare.sites.models import BomSnapshot, HeldPlan, Organization, Site, System

AT_ONCE = 1000
Item = TypeVar("Item")
SiteKey = tuple[str, str]


@dataclass(frozen=True, slots=True)
class KnownBom:
    """The hardware list that holds for a system."""

    number: int
    amount_fen: int
    lines: tuple[BomLine, ...]


@dataclass(frozen=True, slots=True)
class Known:
    """Owners by name, sites by owner and name, systems by the key of their reference.

    `under_plan` are the systems that hold a plan or held one.
    """

    owners: Mapping[str, Organization]
    sites: Mapping[SiteKey, Site]
    systems: Mapping[str, System]
    boms: Mapping[int, KnownBom]
    under_plan: frozenset[int]


def find_known(rows: Sequence[PortfolioRow]) -> Known:
    """Return what is there of the rows of a workbook."""
    owners = _owners({row.request.customer for row in rows})
    systems = _systems({ref_key(row.request.ref) for row in rows})
    boms, under_plan = _boms(systems.values()), _under_plan(systems.values())
    return Known(owners, _sites(owners.values()), systems, boms, under_plan)


def _owners(names: set[str]) -> dict[str, Organization]:
    kind = Organization.Kind.END_USER
    return {
        each.name: each
        for some in cut(sorted(names))
        for each in Organization.objects.filter(kind=kind, name__in=some)
    }


def _sites(owners: Iterable[Organization]) -> dict[SiteKey, Site]:
    return {
        (each.owner.name, each.name): each
        for some in cut(list(owners))
        for each in Site.objects.filter(owner__in=some).select_related("owner", "partner")
    }


def _systems(keys: set[str]) -> dict[str, System]:
    """Return systems by key: a reference is one in any case and width, which no index knows."""
    refs = System.objects.values_list("ref", "pk").iterator(chunk_size=AT_ONCE)
    wanted = [pk for ref, pk in refs if ref_key(ref) in keys]
    return {
        ref_key(each.ref): each
        for some in cut(wanted)
        for each in System.objects.filter(pk__in=some).select_related("site__owner")
    }


def _boms(systems: Iterable[System]) -> dict[int, KnownBom]:
    holding: dict[int, BomSnapshot] = {}
    for some in cut(list(systems)):
        rows = BomSnapshot.objects.filter(system__in=some, undone_at=None)
        holding.update({each.system_id: each for each in rows.order_by("number")})
    lines: dict[int, list[BomLine]] = defaultdict(list)
    for few in cut([each.pk for each in holding.values()]):
        for row in BomLineRow.objects.filter(snapshot__in=few).order_by("snapshot", "position"):
            lines[row.snapshot_id].append(line_of(row))
    return {
        system: KnownBom(each.number, each.amount_fen, tuple(lines[each.pk]))
        for system, each in holding.items()
    }


def _under_plan(systems: Iterable[System]) -> frozenset[int]:
    found: set[int] = set()
    for some in cut(list(systems)):
        found.update(HeldPlan.objects.filter(system__in=some).values_list("system_id", flat=True))
    return frozenset(found)


def cut(items: Sequence[Item]) -> Iterator[Sequence[Item]]:
    """Yield items in pieces that one query takes."""
    for start in range(0, len(items), AT_ONCE):
        yield items[start : start + AT_ONCE]
