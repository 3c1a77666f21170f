"""Systems, catalogue and leads to start a test from."""

from datetime import date
from typing import Any

from lumencare.accounts.models import User
from lumencare.lifecycle import actions
from lumencare.lifecycle.models import Lead, Software, SystemEntry
from lumencare.sites.models import BomLine, BomSnapshot, Site, System
from tests.office import NOW, TODAY, person, system

SYSTEM = {
    "name_zh": "Quantum 全面照明管理系统",
    "name_en": "Quantum Total Light Management",
    "also": "Quantum",
    "category": "commercial",
    "status": "supported-legacy",
    "successors": "ATHENA",
    "database": "yes",
    "from_processor": "no",
    "source": "厂商通知 2026-01",
    "confidence": "high",
}
VERSION = {"number": "3.5", "source": "release notes", "confidence": "medium"}
REUSE = {
    "target": "ATHENA",
    "component": "wiring",
    "reuse": "kept",
    "source": "a guide",
    "confidence": "low",
}
LEAD = {"next_step": "打电话", "next_on": TODAY.isoformat()}


def seller() -> User:
    """Return who follows leads; the same each time."""
    return User.objects.filter(name="销售甲").first() or person("sales", name="销售甲")


def keeper() -> User:
    """Return who keeps the catalogue; the same each time."""
    return User.objects.filter(name="协调甲").first() or person("coordinator", name="协调甲")


def entry(code: str = "QUANTUM", version: int = 0, **typed: str) -> SystemEntry:
    """Return an entry of the catalogue, kept by the office."""
    by = keeper()
    return actions.change_system(code, {**SYSTEM, **typed}, version=version, by=by, now=NOW)


def software(number: str, system_code: str = "QUANTUM", **typed: str) -> Software:
    """Return a version of a system's software, kept by the office."""
    given = {**VERSION, "number": number, **typed}
    return actions.change_software(system_code, given, version=0, by=keeper(), now=NOW)


def old_system(ref: str = "S-OLD", at: Site | None = None, **more: Any) -> System:
    """Return a system whose make is obsolete, in its ninth year."""
    facts = {"system_type": "HWI", "order_date": date(2017, 3, 1), "bom_fen": 2_000_000_00, **more}
    return system(at, ref=ref, **facts)


def listed(row: System, *numbers: str, quantity: int = 10) -> None:
    """Give a system a hardware list with some parts."""
    snapshot = BomSnapshot.objects.create(
        system=row,
        number=1,
        taken_on=row.order_date,
        source="list",
        sha256="0" * 64,
        amount_fen=row.bom_fen,
        line_count=len(numbers),
        replaced_fen=row.bom_fen,
        recorded_by=keeper(),
        recorded_at=NOW,
    )
    for position, number in enumerate(numbers, 1):
        BomLine.objects.create(
            snapshot=snapshot,
            position=position,
            part_number=number,
            quantity_milli=quantity * 1000,
            unit_fen=100_00,
        )


def lead(of: System | None = None, by: User | None = None, **typed: str) -> Lead:
    """Return a lead of an old system."""
    row, who = of or old_system(), by or seller()
    return actions.make_lead(row, {**LEAD, **typed}, by=who, now=NOW)
