"""The table of site records: whole, checked, and nothing but assumed figures."""

from pathlib import Path

import pytest

from lumencare.data.record_rules import FILE, load_record_rules
from lumencare.domain.problems import InputProblems
from lumencare.domain.readiness.facts import Paper


def test_the_shipped_table_passes_every_check() -> None:
    """SC-9, SY-4: the records that the offer names, each with an age and with what waits."""
    rules = load_record_rules(FILE)
    assert set(rules.ages) == set(Paper)
    assert all(each.assumed for each in (*rules.ages.values(), *rules.efforts))
    assert {each.rule for each in rules.needs} == {"SC-9", "SY-4", "RS-1", "AV-1"}


@pytest.mark.parametrize(
    ("old", "new", "given"),
    [
        ("assumed = true", "assumed = false", "assumed = false"),
        ('rule = "SY-4"', 'rule = "SY-9"', "SY-9"),
        ('category = "shading"', 'category = "boats"', "boats"),
        ('drawing = "2"', 'drawing = "0"', "0, 2"),
        ("at_least = 2000000", "at_least = 3000000", "commercial 3000000.00"),
        ('{ record = "database",  ', '{ record = "layout-drawing",  ', "database"),
    ],
)
def test_each_wrong_row_is_reported(tmp_path: Path, old: str, new: str, given: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "records.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputProblems) as caught:
        load_record_rules(path)
    assert given in [each.given for each in caught.value.problems]
