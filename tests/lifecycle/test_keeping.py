"""Keeping the catalogue and the note of a system's software: source, conflicts, rights, trail."""

import pytest

from lumencare.accounts.rights import NotAllowed
from lumencare.audit.actions import change_row
from lumencare.audit.models import Entry
from lumencare.domain.problems import Conflict, InputProblems
from lumencare.lifecycle import actions
from lumencare.lifecycle.models import InstalledSoftware
from lumencare.lifecycle.queries import installed_software, reuse_between, software_of, system_of
from tests.lifecycle.lives import REUSE, SYSTEM, VERSION, entry, keeper, software
from tests.office import NOW, TODAY, person, system

pytestmark = pytest.mark.django_db
NOTE = {
    "software_version": "3.4",
    "clients": "Windows 10\nWindows 11；Windows 10",
    "wanted": "BACnet",
    "seen_on": TODAY.isoformat(),
    "source": "现场查看",
}


def test_an_entry_is_kept_with_its_trail() -> None:
    """SY-1."""
    entry(support_ends_on="2028-12-31")
    entry(version=1, support_ends_on="")
    found = system_of("Quantum")
    assert found is not None
    assert (found.support_ends_on, found.row_version) == (None, 2)
    trail = Entry.objects.filter(kind="lifecycle.systementry").order_by("pk")
    assert [each.action for each in trail] == ["add", "change"]
    assert trail[1].before["support_ends_on"] == "2028-12-31"


def test_an_entry_that_somebody_wrote_meanwhile_conflicts() -> None:
    entry()
    with pytest.raises(Conflict):
        entry(status="obsolete")
    entry(version=1, status="obsolete")
    with pytest.raises(Conflict):
        entry(version=1, status="current")
    with pytest.raises(Conflict):
        entry("NEW", version=3, name_zh="新", name_en="New", also="")


@pytest.mark.parametrize(
    ("typed", "where"),
    [
        ({"source": " "}, "source"),
        ({"confidence": "sure"}, "confidence"),
        ({"status": ""}, "status"),
        ({"support_ends_on": "2028-02-30"}, "support_ends_on"),
        ({"successors": "NOPE"}, "successors"),
        ({"also": "Athena"}, "also"),
        ({"name_en": "athena"}, "name_en"),
        ({"also": "x" * 81}, "also"),
        ({"name_zh": "a\x07b"}, "name_zh"),
    ],
)
def test_what_is_wrong_is_told(typed: dict[str, str], where: str) -> None:
    """Source and confidence are asked for; an unknown day is left blank, never made up."""
    with pytest.raises(InputProblems) as refused:
        entry(**typed)
    assert where in {each.where for each in refused.value.problems}


def test_a_new_system_has_a_code_that_can_be_typed() -> None:
    with pytest.raises(InputProblems):
        entry("<script>", name_zh="新", name_en="New", also="")
    entry("new-1", name_zh="新系统", name_en="New system", also="")
    found = system_of("新系统")
    assert found is not None
    assert found.code == "NEW-1"


def test_versions_and_reuse_are_kept_and_withdrawn() -> None:
    """X-9, SY-1."""
    software("3.4")
    software("3.5", clients="Windows 11", released_on="2025-01-01")
    with pytest.raises(InputProblems):
        software("3.6", released_on="2025-01-01", support_ends_on="2024-12-31")
    with pytest.raises(InputProblems):
        software("newest")
    assert [each.number for each in software_of("QUANTUM")] == ["3.5", "3.4"]
    gone = {"source": "厂商撤回"}
    actions.withdraw_software("QUANTUM", "3.5", gone, version=1, by=keeper(), now=NOW)
    assert [each.number for each in software_of("QUANTUM")] == ["3.4"]
    software("3.5")
    assert [each.number for each in software_of("QUANTUM")] == ["3.5", "3.4"]
    actions.withdraw_reuse(("QUANTUM", "ATHENA", "wiring"), gone, version=0, by=keeper(), now=NOW)
    assert "wiring" not in {each.component for each in reuse_between("QUANTUM", "ATHENA")}
    actions.change_reuse("QUANTUM", REUSE, version=0, by=keeper(), now=NOW)
    assert "wiring" in {each.component for each in reuse_between("QUANTUM", "ATHENA")}
    wrong = {**REUSE, "target": "QUANTUM"}
    with pytest.raises(InputProblems):
        actions.change_reuse("QUANTUM", wrong, version=0, by=keeper(), now=NOW)


def test_a_note_of_software_says_who_saw_what_when() -> None:
    """X-9: the version stands at the system, as other pages show it."""
    row = system()
    actions.note_software(row, NOTE, version=1, by=person("engineer"), now=NOW)
    row.refresh_from_db()
    note = InstalledSoftware.objects.get(system=row)
    assert row.software_version == "3.4"
    assert (note.clients, note.wanted) == (["Windows 10", "Windows 11"], ["BACnet"])
    with pytest.raises(Conflict):
        actions.note_software(row, NOTE, version=1, by=keeper(), now=NOW)
    known = installed_software(keeper(), row.pk).version
    row.refresh_from_db()
    change_row(row, {"software_version": "3.5"}, by=keeper(), now=NOW)
    with pytest.raises(Conflict):
        actions.note_software(row, NOTE, version=known, by=keeper(), now=NOW)
    actions.note_software(row, {**NOTE, "clients": ""}, version=known + 1, by=keeper(), now=NOW)
    assert installed_software(keeper(), row.pk).clients == ()


@pytest.mark.parametrize(
    ("typed", "where"),
    [({"seen_on": "2026-01-16"}, "seen_on"), ({"seen_on": "1999-01-01"}, "seen_on"),
     ({"source": ""}, "source"), ({"clients": "y" * 90}, "clients")],
)  # fmt: skip
def test_a_wrong_note_is_told_and_the_version_stays(typed: dict[str, str], where: str) -> None:
    row = system(software_version="3.1")
    with pytest.raises(InputProblems) as refused:
        actions.note_software(row, {**NOTE, **typed}, version=1, by=keeper(), now=NOW)
    assert [each.where for each in refused.value.problems] == [where]
    row.refresh_from_db()
    assert row.software_version == "3.1"


def test_who_may_not_keep_the_catalogue_is_refused() -> None:
    sales, finance = person("sales"), person("finance")
    for who in (sales, finance, person("customer"), person("engineer")):
        with pytest.raises(NotAllowed):
            actions.change_system("QUANTUM", SYSTEM, version=0, by=who, now=NOW)
        with pytest.raises(NotAllowed):
            actions.change_software("QUANTUM", VERSION, version=0, by=who, now=NOW)
    with pytest.raises(NotAllowed):
        actions.note_software(system(), NOTE, version=1, by=finance, now=NOW)
