"""From rows to verdicts: what is known of each system, read for many at once."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet

from lumencare.catalogue.holders import THOUSAND, quantities_of
from lumencare.domain.lifecycle.facts import CatalogueSystem
from lumencare.domain.lifecycle.judging import GoingPart, LifeFacts, Verdict
from lumencare.domain.lifecycle.verdict import judge
from lumencare.domain.projectyear import project_year
from lumencare.domain.stock.kinds import PartState
from lumencare.lifecycle.models import InstalledSoftware
from lumencare.lifecycle.queries.catalogue import read_catalogue
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.models import System
from lumencare.stock.models import Part

CURRENT = PartState.CURRENT.value
GOING = (PartState.LAST_TIME_BUY.value, PartState.OBSOLETE.value)
COLUMNS = (
    "pk", "ref", "name", "site", "site__name", "site__city", "site__owner__name",
    "system_type", "software_version", "order_date", "bom_fen",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class SystemRow:
    """What a list shows of a system, read without the whole of its row."""

    pk: int
    ref: str
    name: str
    site_pk: int
    site: str
    city: str
    owner: str
    system_type: str
    software_version: str
    order_date: date
    bom_fen: int


@dataclass(frozen=True, slots=True)
class Judged:
    """A system's verdict with its entry of the catalogue, and its parts that are going or gone."""

    kind: CatalogueSystem | None
    project_year: int
    verdict: Verdict
    going: tuple[GoingPart, ...]


def read_systems(rows: QuerySet[System]) -> Iterator[SystemRow]:
    """Yield systems in one query."""
    yield from (SystemRow(*each) for each in rows.order_by("pk").values_list(*COLUMNS))


class Judge:
    """Judges systems on a day; holds what all of them need: it is read once, in a few queries.

    Systems of which the same is known get the same verdict, which is made once.
    """

    def __init__(self, systems: QuerySet[System], on: date) -> None:
        self.on = on
        self.catalogue = read_catalogue()
        self.horizon_years = edition_in_force(on).horizon_years
        self.going = _going(systems)
        notes = InstalledSoftware.objects.filter(system__in=systems)
        self.notes = {
            pk: (tuple(clients), tuple(wanted))
            for pk, clients, wanted in notes.values_list("system", "clients", "wanted")
        }
        self._made: dict[Any, Verdict] = {}

    def judge(self, row: SystemRow) -> Judged:
        """Return the verdict of a system."""
        kind = self.catalogue.find(row.system_type)
        year = project_year(row.order_date, max(self.on, row.order_date))
        going = self.going.get(row.pk, ())
        clients, wanted = self.notes.get(row.pk, ((), ()))
        # Before the horizon the project year says nothing.
        aged = max(0, year - self.horizon_years)
        same = (row.system_type, aged, row.software_version, clients, wanted, going)
        if same not in self._made:
            self._made[same] = judge(
                LifeFacts(
                    on=self.on,
                    system_type=row.system_type,
                    project_year=year,
                    horizon_years=self.horizon_years,
                    kind=kind,
                    versions=self.catalogue.software.get(kind.code, ()) if kind else (),
                    installed=row.software_version,
                    clients=clients,
                    wanted=wanted,
                    going=going,
                )
            )
        return Judged(kind, year, self._made[same], going)


def _going(systems: QuerySet[System]) -> Mapping[int, tuple[GoingPart, ...]]:
    """Return the parts that are going or gone on the hardware lists that hold, by system."""
    parts = {
        each.key: each for each in Part.objects.filter(state__in=GOING).select_related("successor")
    }
    if not parts:
        return {}
    found: dict[int, list[GoingPart]] = {}
    quantities = quantities_of(systems, parts)
    for (pk, key), milli in sorted(quantities.items(), key=lambda each: (-each[1], each[0][1])):
        found.setdefault(pk, []).append(_going_part(parts[key], milli))
    return {pk: tuple(each) for pk, each in found.items()}


def _going_part(part: Part, milli: int) -> GoingPart:
    successor = part.successor if part.successor and part.successor.state == CURRENT else None
    return GoingPart(
        number=part.number,
        state=PartState(part.state),
        quantity=Decimal(milli) / THOUSAND,
        last_order_on=part.last_order_on,
        successor=successor.number if successor else "",
    )
