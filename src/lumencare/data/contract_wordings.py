"""Our own clauses: of the service contract, of the remote agreement, of System Care proposals."""

import tomllib
from functools import cache
from pathlib import Path

from lumencare.data.rows import RowReader
from lumencare.data.toml_lines import locate_rows
from lumencare.domain.contract.clause import ContractClause, check_clauses
from lumencare.domain.edition import Edition
from lumencare.domain.problems import InputProblems, Problem

WORDINGS = Path(__file__).parent / "wordings"
FILE = WORDINGS / "contract-1.toml"
REMOTE = WORDINGS / "remote-1.toml"
PROPOSAL = WORDINGS / "proposal-1.toml"


@cache
def current_wordings() -> tuple[ContractClause, ...]:
    """Return the shipped clauses; they were checked when they were shipped."""
    return _read(FILE)[0]


@cache
def remote_wording() -> tuple[ContractClause, ...]:
    """Return the clauses of the remote agreement (RS-2), as shipped."""
    return _read(REMOTE)[0]


@cache
def proposal_wording() -> tuple[ContractClause, ...]:
    """Return the clauses of an upgrade proposal (SY-3), as shipped."""
    return _read(PROPOSAL)[0]


def load_wordings(path: Path, edition: Edition) -> tuple[ContractClause, ...]:
    """Read clauses and check them against an edition; InputProblems names all that is wrong."""
    clauses, problems = _read(path)
    problems = [
        *problems,
        *(
            Problem(f"{path.name}:{each.line}", each.given, each.allowed)
            for each in check_clauses(clauses, edition)
        ),
    ]
    if problems:
        raise InputProblems(problems)
    return clauses


def _read(path: Path) -> tuple[tuple[ContractClause, ...], list[Problem]]:
    text = path.read_text(encoding="utf-8")
    reader = RowReader(path.name, locate_rows(text))
    rows = tomllib.loads(text).get("clauses")
    return reader.read_rows(ContractClause, "clauses", rows), reader.problems
