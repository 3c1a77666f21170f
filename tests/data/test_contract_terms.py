"""The terms of the service contract: bilingual, citing known rules, fitting the edition."""

from pathlib import Path

import pytest

from lumencare.data.contract_terms import FILE, current_terms, load_terms
from lumencare.data.edition_files import current_edition
from lumencare.data.rule_catalogue import load_rules
from lumencare.domain.problems import InputProblems


def test_the_shipped_terms_fit_the_shipped_edition() -> None:
    assert load_terms(FILE, current_edition()) == current_terms()
    assert len(current_terms()) >= 10


def test_every_term_cites_rules_that_are_known() -> None:
    known = set(load_rules())
    assert [e.id for e in current_terms() if not e.rules or not set(e.rules) <= known] == []


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
def test_a_term_that_does_not_fit_is_named_with_its_line(
    wrong: str, given: str, tmp_path: Path
) -> None:
    """G-2."""
    file = tmp_path / "terms.toml"
    file.write_text(f"[[terms]]\n{wrong}\n", encoding="utf-8")
    with pytest.raises(InputProblems) as caught:
        load_terms(file, current_edition())
    (problem,) = caught.value.problems
    assert (problem.where, problem.given) == ("terms.toml:1", given)
