"""The table of site records: what waits for them, when they are old, what collecting takes."""

import tomllib
from collections.abc import Iterable
from decimal import Decimal
from functools import cache
from pathlib import Path

from lumencare.data.rows import RowReader
from lumencare.data.rule_catalogue import load_rules
from lumencare.data.system_catalogue import CATEGORIES
from lumencare.data.toml_lines import locate_rows
from lumencare.domain.money import Money
from lumencare.domain.problems import InputProblems
from lumencare.domain.readiness.facts import Age, Effort, Need, Paper, RecordRules
from lumencare.domain.text import Text

FILE = Path(__file__).parent / "readiness" / "records.toml"
# Beyond it a row of man-days is a slip of the pen.
MOST_MAN_DAYS = 30


@cache
def record_rules() -> RecordRules:
    """Return the shipped table; it was checked when it was shipped."""
    return load_record_rules(FILE)


def load_record_rules(path: Path) -> RecordRules:
    """Read a table and check it; InputProblems names all that is wrong, with its line."""
    text = path.read_text(encoding="utf-8")
    raw = tomllib.loads(text, parse_float=Decimal)
    reader = RowReader(path.name, locate_rows(text))
    ages = reader.read_rows(Age, "ages", raw.get("ages"))
    needs = reader.read_rows(Need, "needs", raw.get("needs"))
    efforts = reader.read_rows(Effort, "efforts", raw.get("efforts"))
    _check_rules(reader, (*ages, *needs, *efforts))
    _check_efforts(reader, efforts)
    by_paper = {each.record: each for each in ages}
    for paper in Paper:
        if paper not in by_paper:
            reader.report(1, paper.value, EACH_AGE)
    if reader.problems:
        raise InputProblems(reader.problems)
    return RecordRules(by_paper, needs, efforts)


def _check_rules(reader: RowReader, rows: Iterable[Age | Need | Effort]) -> None:
    for each in rows:
        if each.rule not in load_rules():
            reader.report(each.line, each.rule, KNOWN_RULE)
        if not getattr(each, "assumed", True):
            reader.report(each.line, "assumed = false", ASSUMED)


def _check_efforts(reader: RowReader, efforts: tuple[Effort, ...]) -> None:
    for each in efforts:
        if each.category not in {*CATEGORIES, ""}:
            reader.report(each.line, each.category, CATEGORY)
        if not all(0 < days <= MOST_MAN_DAYS for days in (each.drawing, each.database)):
            reader.report(each.line, f"{each.drawing}, {each.database}", MAN_DAYS)
    for category in {each.category for each in efforts} | {""}:
        _check_whole(reader, category, [each for each in efforts if each.category == category])


def _check_whole(reader: RowReader, category: str, rows: list[Effort]) -> None:
    """Report where the rows of a category leave an amount without a row, or give it two."""
    reached: Money | None = Money.of(0)
    for each in sorted(rows, key=lambda row: row.at_least):
        if reached is None or each.at_least != reached:
            reader.report(each.line, f"{category} {each.at_least}", WHOLE)
            return
        reached = each.below
    if reached is not None:
        reader.report(rows[-1].line if rows else 1, f"{category} {reached}", WHOLE)


KNOWN_RULE = Text("没有这个规则编号。", "There is no rule with this id.")
ASSUMED = Text("未公布，只能作为假定值。", "It is not published: it can only be assumed.")
EACH_AGE = Text("每种资料都要有一个期限。", "Every kind of record needs its age.")
CATEGORY = Text(
    f"可用：{'、'.join(CATEGORIES)}，或留空。", f"Allowed: {', '.join(CATEGORIES)}, or empty."
)
MAN_DAYS = Text(
    f"应大于 0，不超过 {MOST_MAN_DAYS} 人天。",
    f"Above 0 and at most {MOST_MAN_DAYS} man-days are expected.",
)
WHOLE = Text(
    "各档金额应首尾相接，从 0 起，最后一档不设上限。",
    "The ranges of amounts must follow each other from 0, the last one without an end.",
)
