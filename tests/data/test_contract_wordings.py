"""The service contract's own clauses: bilingual, citing known rules, fitting the edition."""

from pathlib import Path

import pytest

from lumencare.data.contract_wordings import FILE, current_wordings, load_wordings
from lumencare.data.edition_files import current_edition
from lumencare.data.rule_catalogue import load_rules
from lumencare.domain.problems import InputProblems


def test_the_shipped_clauses_fit_the_shipped_edition() -> None:
    assert load_wordings(FILE, current_edition()) == current_wordings()
    assert len(current_wordings()) >= 10


def test_every_clause_cites_rules_that_are_known() -> None:
    known = set(load_rules())
    assert [e.id for e in current_wordings() if not e.rules or not set(e.rules) <= known] == []


@pytest.mark.parametrize(
    ("wrong", "given"),
    [
        (
            'id = "labour"\nrules = ["G-2"]\nreplaces = []\nassumed = true\nzh = "甲"\nen = "a"',
            "labour",
        ),
        (
            'id = "a"\nrules = ["G-2"]\nreplaces = ["gone"]\nassumed = true\nzh = "甲"\nen = "a"',
            "gone",
        ),
        (
            'id = "a"\nrules = ["G-2"]\nreplaces = []\nassumed = true\nzh = "甲"\nen = "a"\n'
            'documents = ["letter"]',
            "letter",
        ),
        ('id = "a"\nrules = ["G-2"]\nreplaces = []\nassumed = true\nzh = "甲"\nen = ""', "zh/en"),
        ('id = "a"\nrules = ["G-2"]\nreplaces = []\nzh = "甲"\nen = "a"', "assumed"),
    ],
)
def test_a_clause_that_does_not_fit_is_named_with_its_line(
    wrong: str, given: str, tmp_path: Path
) -> None:
    """G-2."""
    file = tmp_path / "wordings.toml"
    file.write_text(f"[[clauses]]\n{wrong}\n", encoding="utf-8")
    with pytest.raises(InputProblems) as caught:
        load_wordings(file, current_edition())
    (problem,) = caught.value.problems
    assert (problem.where, problem.given) == ("wordings.toml:1", given)
