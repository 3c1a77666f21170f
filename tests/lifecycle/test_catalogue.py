"""The catalogue of systems: shipped facts, with the office's entries in their place."""

from datetime import UTC, date, datetime

import pytest

from lumencare.domain.lifecycle.kinds import Confidence, SystemStatus
from lumencare.domain.upgrade.content import Reuse
from lumencare.lifecycle.models import Component, Software, SystemEntry
from lumencare.lifecycle.queries import (
    latest_software,
    read_catalogue,
    reuse_between,
    software_of,
    system_of,
    targets_of,
)

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 11, 27, 2, 0, tzinfo=UTC)
TODAY = date(2026, 11, 27)
TOLD = {"source": "maker's letter", "confidence": "high", "changed_at": NOW}


def test_a_system_is_found_by_its_code_and_its_names() -> None:
    """SY-1."""
    for written in ("HWI", "homeworks illumination", "ＨＷＩ"):
        found = system_of(written)
        assert found is not None
        assert (found.code, found.status) == ("HWI", SystemStatus.OBSOLETE)
    assert system_of("DALI 系统") is None


def test_a_day_that_nobody_found_is_unknown() -> None:
    found = system_of("QUANTUM")
    assert found is not None
    assert (found.sales_end_on, found.spares_end_on, found.support_ends_on) == (None, None, None)
    assert (found.confidence, found.row_version) == (Confidence.MEDIUM, 0)


def test_an_entry_of_the_office_stands_in_the_shipped_ones_place() -> None:
    _entry("QUANTUM", support_ends_on=date(2028, 12, 31))
    _entry("NEW9")
    found, added = system_of("QUANTUM"), system_of("new9")
    assert found is not None
    assert added is not None
    assert (found.support_ends_on, found.row_version) == (date(2028, 12, 31), 1)
    assert added.code == "NEW9"


def test_targets_are_the_chain_of_successors() -> None:
    """SY-1."""
    assert [each.code for each in targets_of("HWORIG")] == ["HWI", "HWQSX", "HWQS"]
    assert targets_of("ATHENA") == ()
    assert targets_of("MYROOM") == ()


def test_software_comes_newest_first_and_may_be_withdrawn() -> None:
    assert [each.number for each in software_of("HWQSX")] == ["25.4", "21.7", "16.0"]
    Software.objects.create(system_code="HWQSX", number="25.4", withdrawn=True, **TOLD)
    Software.objects.create(system_code="HWQSX", number="9.9", **TOLD)
    assert [each.number for each in software_of("HWQSX")] == ["21.7", "16.0", "9.9"]
    newest = latest_software("HWQSX", TODAY)
    assert newest is not None
    assert newest.number == "21.7"
    assert latest_software("QUANTUM", TODAY) is None


def test_reuse_is_told_for_exactly_two_systems() -> None:
    """SY-1, SY-4: the database of HomeWorks Illumination is made anew."""
    found = {each.component: each for each in reuse_between("HWI", "HWQS")}
    assert found["database"].reuse is Reuse.REPLACED
    assert found["database"].confidence is Confidence.HIGH
    assert reuse_between("HWQS", "HWI") == ()


def test_reuse_that_the_office_corrects_is_the_one_that_counts() -> None:
    wiring = {"system_code": "HWI", "target_code": "HWQS", "component": "wiring"}
    row = Component.objects.create(**wiring, reuse="replaced", **TOLD)
    found = {each.component: each.reuse for each in reuse_between("HWI", "HWQS")}
    assert found["wiring"] is Reuse.REPLACED
    Component.objects.filter(pk=row.pk).update(withdrawn=True)
    assert "wiring" not in {each.component for each in reuse_between("HWI", "HWQS")}


def test_the_whole_catalogue_takes_three_queries(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(3):  # type: ignore[operator]
        catalogue = read_catalogue()
    assert catalogue.find("Athena") == catalogue.systems["ATHENA"]
    assert [each.code for each in catalogue.targets("QUANTUM")] == ["ATHENA"]


def _entry(code: str, **facts: object) -> SystemEntry:
    return SystemEntry.objects.create(
        code=code,
        name_zh="某系统",
        name_en="Some system",
        category="commercial",
        status="current",
        database="yes",
        from_processor="unknown",
        **TOLD,
        **facts,
    )
