"""The terms of the service contract, checked against an edition."""

import tomllib
from functools import cache
from pathlib import Path

from lumencare.data.rows import RowReader
from lumencare.data.toml_lines import locate_rows
from lumencare.domain.contract_term import ContractTerm, check_terms
from lumencare.domain.edition import Edition
from lumencare.domain.problems import InputProblems, Problem

FILE = Path(__file__).parent / "terms" / "contract-1.toml"


@cache
def current_terms() -> tuple[ContractTerm, ...]:
    """Return the shipped terms; they were checked when they were shipped."""
    return _read(FILE)[0]


def load_terms(path: Path, edition: Edition) -> tuple[ContractTerm, ...]:
    """Read terms and check them against an edition; InputProblems names all that is wrong."""
    terms, problems = _read(path)
    problems = [
        *problems,
        *(
            Problem(f"{path.name}:{each.line}", each.given, each.allowed)
            for each in check_terms(terms, edition)
        ),
    ]
    if problems:
        raise InputProblems(problems)
    return terms


def _read(path: Path) -> tuple[tuple[ContractTerm, ...], list[Problem]]:
    text = path.read_text(encoding="utf-8")
    reader = RowReader(path.name, locate_rows(text))
    rows = tomllib.loads(text).get("terms")
    return reader.read_rows(ContractTerm, "terms", rows), reader.problems
