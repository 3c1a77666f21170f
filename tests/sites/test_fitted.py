"""Parts that were put in place of listed ones: what they inherit, and where a serial is."""

from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError

from lumencare.desk.actions import add_part
from lumencare.desk.models import PartLine
from lumencare.domain.stock.part_numbers import number_key
from lumencare.sites.entries import remember_system
from lumencare.sites.fitted import (
    PartCover,
    PartInPlace,
    cover_of_part,
    other_place_of,
    system_with_serial,
    was_replaced,
)
from lumencare.sites.models import BomLine, BomSnapshot, FittedPart, System
from lumencare.sites.search import find
from tests.desk.cases import moment, opened, support
from tests.office import NOW, person, site, system

pytestmark = pytest.mark.django_db
FITTED = date(2026, 1, 10)


def listed(of: System, number: str = "QSN-4P", serials: str = "") -> System:
    """Give a system a hardware list with one part."""
    snapshot = BomSnapshot.objects.create(
        system=of,
        number=1,
        taken_on=NOW.date(),
        source="list",
        sha256="0" * 64,
        amount_fen=1_000_00,
        line_count=1,
        replaced_fen=of.bom_fen,
        recorded_by=person("sales", name=f"销售 {of.ref}"),
        recorded_at=NOW,
    )
    BomLine.objects.create(
        snapshot=snapshot,
        position=1,
        part_number=number,
        serials=serials,
        quantity_milli=1000,
        unit_fen=1_000_00,
    )
    remember_system(of)
    return of


def fitted(of: System, number: str, serial: str = "", **more: Any) -> FittedPart:
    """Put a part in place of a listed one."""
    facts = {"on_list": True, "listed_as": "QSN-4P", "fitted_on": FITTED, **more}
    facts.setdefault("source", f"P-{FittedPart.objects.count()}")
    return FittedPart.objects.create(
        system=of, part_number=number, key=number_key(number), serial=number_key(serial), **facts
    )


def test_a_successor_on_no_list_stands_where_the_old_part_stood() -> None:
    """D-13: what was replaced by another number is not uncovered by it."""
    of = listed(system())
    assert cover_of_part(of, PartInPlace("QSN-5P")) == PartCover(on_list=False)
    fitted(of, "QSN-5P", "sn 77")
    assert cover_of_part(of, PartInPlace("qsn-5p", "SN77")) == PartCover(True, FITTED)
    assert cover_of_part(of, PartInPlace("QSN-5P")) == PartCover(True)
    assert cover_of_part(of, PartInPlace("QSN-5P", "SN78")) == PartCover(on_list=False)


def test_the_desk_asks_about_the_new_serial_and_hears_the_inherited_cover() -> None:
    """D-13: a part line with the new serial is listed, and free for a while."""
    of = listed(system())
    fitted(of, "QSN-5P", "SN77")
    case = opened(of)
    typed = {"part_number": "QSN-5P", "serial": "SN77", "price": "900"}
    line = add_part(case, typed, by=support(), now=moment("2026-01-15 11:00"))
    assert PartLine.objects.get(pk=line.pk).on_list is True
    assert line.decision is not None
    assert line.decision.parts_percent == 100


def test_a_serial_is_in_one_place_at_a_time() -> None:
    of = system()
    fitted(of, "QSN-5P", "SN77")
    with pytest.raises(IntegrityError):
        fitted(of, "QSN-5P", "SN77")


def test_a_serial_of_another_site_is_told_with_its_place() -> None:
    """Lists and what was fitted since both say where a serial is; one's own site is near."""
    here = system()
    there = system(site(here.site.owner, name="远方"), ref="S-002")
    listed(there, serials="SN1, SN2；SN3")
    assert system_with_serial("sn2") == (there, "")
    assert other_place_of("SN2", "QSN-4P", here) == there
    assert other_place_of("SN2", "QSN-4P", there) is None
    assert system_with_serial("SN") is None
    fitted(there, "QSN-4P", "SN9", place="8 层", replaces_serial="SN2")
    assert system_with_serial("SN2") is None
    assert system_with_serial("SN9", part_number="QSN-4P") == (there, "8 层")


def test_what_took_the_place_of_a_serial_is_found() -> None:
    of = system()
    row = fitted(of, "QSN-4P", "SN9", replaces_serial="SN2")
    assert was_replaced(of, "sn 2") == row
    assert was_replaced(of, "") is None


def test_search_finds_a_system_by_what_was_fitted() -> None:
    of = system()
    fitted(of, "QSN-4P", "SN4711")
    remember_system(of)
    assert [each.key for each in find(support(), "SN4711")] == [str(of.pk)]
