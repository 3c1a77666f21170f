"""Every rule that the project knows is cited by a test; an unknown rule is cited nowhere."""

import re
import tomllib
from pathlib import Path

from tests.house.tree import ROOT, SOURCE, files, modules

CITED = re.compile(r"(?<![A-Za-z0-9-])(?:[A-Z]{2}|[GDX])-[0-9]+(?![0-9A-Za-z])")
RULES = tomllib.loads((SOURCE / "data" / "rules.toml").read_text(encoding="utf-8"))["rules"]
KNOWN = [row["id"] for row in RULES]
PREFIXES = {rule.partition("-")[0] for rule in KNOWN}
HOUSE = Path(__file__).parent


def test_every_rule_is_cited_by_a_test() -> None:
    """A citation stands in a test's name, docstring, comment or table of cases."""
    cited: set[str] = set()
    for module in modules("tests"):
        if not module.path.is_relative_to(HOUSE):
            cited |= _citations(module.text)
    uncited = [rule for rule in KNOWN if rule not in cited]
    assert not uncited, f"{len(uncited)} rules that no test cites: {' '.join(uncited)}"


def test_no_source_and_no_document_cites_an_unknown_rule() -> None:
    unknown = {
        f"{path.relative_to(ROOT)}: {rule}"
        for folder in (ROOT / "src", ROOT / "docs")
        for path in files(".py", ".toml", ".md", ".csv", under=folder)
        for rule in _citations(path.read_text(encoding="utf-8")) - set(KNOWN)
    }
    assert sorted(unknown) == []


def test_every_rule_has_one_row_with_both_titles() -> None:
    """G-2: both languages, each rule once."""
    assert sorted(KNOWN) == sorted(set(KNOWN))
    kinds = {"offer", "decision", "difference"}
    for row in RULES:
        assert set(row) == {"id", "kind", "zh", "en"}
        assert row["kind"] in kinds
        assert row["zh"]
        assert row["en"]


def test_the_rules_of_each_family_are_numbered_without_a_gap() -> None:
    for prefix in PREFIXES:
        numbers = [int(rule.split("-")[1]) for rule in KNOWN if rule.startswith(f"{prefix}-")]
        assert numbers == list(range(1, len(numbers) + 1)), prefix


def test_a_citation_is_the_whole_id() -> None:
    assert _citations("PC-1 and (D-26), TS-10x, APC-2, A-2") == {"PC-1", "D-26"}


def _citations(text: str) -> set[str]:
    return {rule for rule in CITED.findall(text) if rule.partition("-")[0] in PREFIXES}
