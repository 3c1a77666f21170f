"""The assumed figures of spare parts: how many pieces fail in a year."""

import tomllib
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from lumencare.data.rows import RowReader
from lumencare.data.rule_catalogue import load_rules
from lumencare.data.toml_lines import locate_rows
from lumencare.domain.problems import InputProblems
from lumencare.domain.text import Text

FILE = Path(__file__).parent / "catalogue" / "spares.toml"
HUNDRED = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """The share of installed pieces that fail in a year, in percent."""

    percent: Decimal
    rule: str
    assumed: bool
    line: int = 0


@cache
def yearly_failures() -> Failures:
    """Return the shipped figure; it was checked when it was shipped."""
    return load_failures(FILE)


def load_failures(path: Path) -> Failures:
    """Read the figure and check it; InputProblems names all that is wrong, with its line."""
    text = path.read_text(encoding="utf-8")
    reader = RowReader(path.name, locate_rows(text))
    rows = reader.read_rows(Failures, "failures", tomllib.loads(text).get("failures"))
    for each in rows:
        if not 0 < each.percent <= HUNDRED:
            reader.report(each.line, each.percent, PERCENT)
        if each.rule not in load_rules() or not each.assumed:
            reader.report(each.line, each.rule, ASSUMED)
    if len(rows) != 1:
        reader.report(1, len(rows), ONE)
    if reader.problems:
        raise InputProblems(reader.problems)
    return rows[0]


PERCENT = Text("应大于 0，不超过 100。", "Above 0 and at most 100 is expected.")
ASSUMED = Text(
    "应引用已有规则并标为假定值。", "A rule that exists is cited, and the value is assumed."
)
ONE = Text("应有且只有一行。", "One row is expected.")
