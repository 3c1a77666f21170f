"""The catalogue of rule ids: what data and explanations may cite, titled in both languages."""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lumencare.domain.text import Text

FILE = Path(__file__).parent / "rules.toml"


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule id, whether it is an offer, a decision or a difference, and its subject."""

    id: str
    kind: str
    title: Text


@cache
def load_rules() -> dict[str, Rule]:
    """Return every known rule by its id."""
    rows = tomllib.loads(FILE.read_text(encoding="utf-8"))["rules"]
    return {row["id"]: Rule(row["id"], row["kind"], Text(row["zh"], row["en"])) for row in rows}
