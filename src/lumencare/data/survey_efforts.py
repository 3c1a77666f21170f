"""The table of surveys: how many man-days one takes, by project scale (SY-2)."""

import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path

from lumencare.data.rows import RowReader
from lumencare.data.rule_catalogue import load_rules
from lumencare.data.toml_lines import locate_rows
from lumencare.domain.money import ZERO, Money
from lumencare.domain.problems import InputProblems
from lumencare.domain.text import Text
from lumencare.domain.upgrade.surveying import SurveyEffort

FILE = Path(__file__).parent / "upgrades" / "surveys.toml"
# Beyond it a row of man-days is a slip of the pen.
MOST_MAN_DAYS = 30


@cache
def survey_efforts() -> tuple[SurveyEffort, ...]:
    """Return the shipped table; it was checked when it was shipped."""
    return load_survey_efforts(FILE)


def load_survey_efforts(path: Path) -> tuple[SurveyEffort, ...]:
    """Read a table and check it; InputProblems names all that is wrong, with its line."""
    text = path.read_text(encoding="utf-8")
    raw = tomllib.loads(text, parse_float=Decimal)
    reader = RowReader(path.name, locate_rows(text))
    rows = reader.read_rows(SurveyEffort, "efforts", raw.get("efforts"))
    for each in rows:
        if each.rule not in load_rules():
            reader.report(each.line, each.rule, KNOWN_RULE)
        if not each.assumed:
            reader.report(each.line, "assumed = false", ASSUMED)
        if not 0 < each.man_days <= MOST_MAN_DAYS:
            reader.report(each.line, str(each.man_days), MAN_DAYS)
    _check_whole(reader, rows)
    if reader.problems:
        raise InputProblems(reader.problems)
    return rows


def _check_whole(reader: RowReader, rows: tuple[SurveyEffort, ...]) -> None:
    """Report where the rows leave an amount without a row, or give it two."""
    reached: Money | None = ZERO
    for each in sorted(rows, key=lambda row: row.at_least):
        if reached is None or each.at_least != reached:
            reader.report(each.line, str(each.at_least), WHOLE)
            return
        reached = each.below
    if reached is not None:
        reader.report(rows[-1].line if rows else 1, str(reached), WHOLE)


KNOWN_RULE = Text("没有这个规则编号。", "There is no rule with this id.")
ASSUMED = Text("未公布，只能作为假定值。", "It is not published: it can only be assumed.")
MAN_DAYS = Text(
    f"应为 1 至 {MOST_MAN_DAYS} 人天。", f"From 1 to {MOST_MAN_DAYS} man-days are expected."
)
WHOLE = Text(
    "各档金额应首尾相接，从 0 起，最后一档不设上限。",
    "The ranges of amounts must follow each other from 0, the last one without an end.",
)
