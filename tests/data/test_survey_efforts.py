"""The table of surveys: whole, checked, and nothing but assumed figures."""

from pathlib import Path

import pytest

from lumencare.data.survey_efforts import FILE, load_survey_efforts
from lumencare.domain.problems import InputProblems


def test_the_shipped_table_passes_every_check() -> None:
    """SY-2: how long a survey takes is not published, so every figure is assumed."""
    rows = load_survey_efforts(FILE)
    assert [each.man_days for each in rows] == sorted(each.man_days for each in rows)
    assert all(each.assumed and each.rule == "SY-2" for each in rows)


@pytest.mark.parametrize(
    ("old", "new", "given"),
    [
        ("assumed = true", "assumed = false", "assumed = false"),
        ('rule = "SY-2"', 'rule = "SY-9"', "SY-9"),
        ("man_days = 3", "man_days = 31", "31"),
        ("at_least = 3000000", "at_least = 3000001", "3000001.00"),
    ],
)
def test_each_wrong_row_is_reported(tmp_path: Path, old: str, new: str, given: str) -> None:
    text = FILE.read_text(encoding="utf-8")
    path = tmp_path / "surveys.toml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(InputProblems) as caught:
        load_survey_efforts(path)
    assert given in [each.given for each in caught.value.problems]
