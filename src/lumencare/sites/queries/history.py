"""What happened to a system's hardware list and to a site's owner, newest first."""

from dataclasses import dataclass
from datetime import date, datetime

from lumencare.domain.money import Money
from lumencare.sites.models import BomSnapshot, Site, System


@dataclass(frozen=True, slots=True, kw_only=True)
class BomFacts:
    """A hardware list as pages show it; `holds` where it is the one that prices rest on."""

    pk: int
    number: int
    taken_on: date
    source: str
    sha256: str
    amount: Money | None
    list_amount: Money | None
    line_count: int
    recorded_by: str
    recorded_at: datetime
    holds: bool
    undone_by: str
    undone_at: datetime | None
    undone_why: str


@dataclass(frozen=True, slots=True)
class OwnerChangeFacts:
    """A change of owner (D-18)."""

    from_owner: str
    to_owner: str
    on: date
    why: str
    recorded_by: str
    recorded_at: datetime


def boms_of(system: System, *, priced: bool) -> tuple[BomFacts, ...]:
    """Return the hardware lists of a system, newest first."""
    rows = list(system.bom_snapshots.select_related("recorded_by", "undone_by").order_by("-number"))
    holding = next((each.pk for each in rows if each.undone_at is None), None)
    return tuple(_bom_facts(each, holds=each.pk == holding, priced=priced) for each in rows)


def owner_changes_of(site: Site) -> tuple[OwnerChangeFacts, ...]:
    """Return the changes of a site's owner, newest first."""
    rows = site.owner_changes.select_related("from_owner", "to_owner", "recorded_by")
    return tuple(
        OwnerChangeFacts(
            each.from_owner.name,
            each.to_owner.name,
            each.on,
            each.why,
            each.recorded_by.name,
            each.recorded_at,
        )
        for each in rows.order_by("-on", "-pk")
    )


def _bom_facts(row: BomSnapshot, *, holds: bool, priced: bool) -> BomFacts:
    list_amount = None if row.list_fen is None else Money.of_fen(row.list_fen)
    return BomFacts(
        pk=row.pk,
        number=row.number,
        taken_on=row.taken_on,
        source=row.source,
        sha256=row.sha256,
        amount=Money.of_fen(row.amount_fen) if priced else None,
        list_amount=list_amount if priced else None,
        line_count=row.line_count,
        recorded_by=row.recorded_by.name,
        recorded_at=row.recorded_at,
        holds=holds,
        undone_by=row.undone_by.name if row.undone_by else "",
        undone_at=row.undone_at,
        undone_why=row.undone_why,
    )
