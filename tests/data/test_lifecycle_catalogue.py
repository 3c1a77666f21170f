"""The shipped software and reuse: complete, checked, each with its source."""

from pathlib import Path

import pytest

from lumencare.data.lifecycle_catalogue import FILE, load_lifecycle
from lumencare.data.system_catalogue import system_families
from lumencare.domain.problems import InputProblems


def test_the_shipped_file_passes_every_check() -> None:
    software, reuse = load_lifecycle(FILE)
    assert software
    assert reuse
    assert all(each.source for each in (*software, *reuse))


def test_what_can_be_reused_is_told_only_where_an_upgrade_leads() -> None:
    """SY-1: a system goes over to one of those that the catalogue names."""
    families = system_families()
    for each in load_lifecycle(FILE)[1]:
        assert each.target in families[each.system].upgrade_to


@pytest.mark.parametrize(
    ("old", "new", "given"),
    [
        ('system = "HWI"', 'system = "NOPE"', "NOPE"),
        ('reuse = "kept"', 'reuse = "sold"', "sold"),
        ('component = "wiring"', 'component = "walls"', "walls"),
        ('confidence = "low"', 'confidence = "sure"', "sure"),
        ('successor = "21.7"', 'successor = "99"', "99"),
        ('rule = "X-9"', 'rule = "X-99"', "X-99"),
        ('number = "21.7"', 'number = "16.0"', "HWQSX 16.0"),
        ('component = "database"', 'component = "processor"', "HWI HWQS processor"),
    ],
)
def test_every_wrong_word_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, given: str
) -> None:
    path = tmp_path / "lifecycle.toml"
    path.write_text(FILE.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputProblems) as refused:
        load_lifecycle(path)
    problem = next(each for each in refused.value.problems if each.given == given)
    assert problem.where.startswith("lifecycle.toml:")
