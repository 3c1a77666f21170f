"""The catalogue of system families: complete, checked, and never decisive about a warranty."""

from pathlib import Path

import pytest

from lumencare.data.system_catalogue import FILE, find_family, load_systems, system_families
from lumencare.domain.problems import InputProblems


def test_the_shipped_catalogue_passes_every_check() -> None:
    assert len(load_systems(FILE)) == 17


@pytest.mark.parametrize(
    ("written", "code"),
    [
        ("athena", "ATHENA"),
        ("Quantum", "QUANTUM"),
        ("ＨＷＱＳ", "HWQS"),
        ("HomeWorks QS", "HWQS"),
        ("HomeWorks", "HWQSX"),
        ("Quantum 全面照明管理系统", "QUANTUM"),
        ("grafik eye qs", "GEYEQS"),
    ],
)
def test_a_family_is_found_by_any_of_its_names(written: str, code: str) -> None:
    family = find_family(written)
    assert family is not None
    assert family.code == code


def test_a_type_that_is_not_listed_is_simply_unknown() -> None:
    """SC-1: service is for every lighting control system, listed or not."""
    assert find_family("DALI 系统") is None


def test_the_usual_warranty_of_every_family_is_assumed() -> None:
    """D-4, G-3: commercial systems have 1Y or 2Y by their order, HWQS has HWQS8."""
    families = system_families()
    assert all(each.assumed and each.rule == "D-4" for each in families.values())
    assert families["HWQS"].warranty == ("HWQS8",)
    assert families["QUANTUM"].warranty == ("1Y", "2Y")
    assert "HWQS8" not in {
        w for e in families.values() if e.category == "commercial" for w in e.warranty
    }


def test_every_obsolete_family_has_one_that_it_can_be_upgraded_to() -> None:
    """SY-1."""
    obsolete = [each for each in system_families().values() if each.status == "obsolete"]
    assert obsolete
    assert all(each.upgrade_to for each in obsolete)


@pytest.mark.parametrize(
    ("old", "new", "given"),
    [
        ('status = "current"', 'status = "new"', "new"),
        ('warranty = ["1Y"]', 'warranty = ["5Y"]', "5Y"),
        ('upgrade_to = ["ATHENA"]', 'upgrade_to = ["ZEUS"]', "ZEUS"),
        ('confidence = "high"', 'confidence = "sure"', "sure"),
        ("assumed = true", "assumed = false", "assumed = false"),
        ('rule = "D-4"', 'rule = "D-99"', "D-99"),
        ('also = ["Vive"]', 'also = ["Athena"]', "athena"),
        ('note_en = "Out of warranty."', 'note_en = ""', "note_zh/note_en"),
    ],
)
def test_a_wrong_row_is_told_with_its_line(tmp_path: Path, old: str, new: str, given: str) -> None:
    path = tmp_path / "systems.toml"
    text = FILE.read_text(encoding="utf-8").replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(InputProblems) as refused:
        load_systems(path)
    at = text[: text.index(new)].count("[[systems]]")
    lines = [n for n, line in enumerate(text.splitlines(), 1) if line == "[[systems]]"]
    told = [(each.where, each.given) for each in refused.value.problems]
    assert (f"systems.toml:{lines[at - 1]}", given) in told
