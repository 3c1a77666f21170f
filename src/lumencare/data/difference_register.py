"""The register of differences between the offer's two languages, checked against an edition."""

import tomllib
from functools import cache
from pathlib import Path

from lumencare.data.rows import RowReader
from lumencare.data.rule_catalogue import load_rules
from lumencare.data.toml_lines import locate_rows
from lumencare.domain.difference import Difference, check_differences
from lumencare.domain.edition import Edition
from lumencare.domain.problems import InputProblems, Problem

FILE = Path(__file__).parent / "differences" / "brochure.toml"


@cache
def current_differences() -> dict[str, Difference]:
    """Return the shipped register by difference id; it was checked when it was shipped."""
    return {each.id: each for each in _read(FILE)[0]}


def load_differences(path: Path, edition: Edition) -> tuple[Difference, ...]:
    """Read a register and check it against an edition; InputProblems names all that is wrong."""
    differences, problems = _read(path)
    kinds = {rule.id: rule.kind for rule in load_rules().values()}
    found = sorted(check_differences(differences, edition, kinds), key=lambda each: each.line)
    problems = [
        *problems,
        *(Problem(f"{path.name}:{each.line}", each.given, each.allowed) for each in found),
    ]
    if problems:
        raise InputProblems(problems)
    return differences


def _read(path: Path) -> tuple[tuple[Difference, ...], list[Problem]]:
    text = path.read_text(encoding="utf-8")
    reader = RowReader(path.name, locate_rows(text))
    rows = tomllib.loads(text).get("differences")
    return reader.read_rows(Difference, "differences", rows), reader.problems
