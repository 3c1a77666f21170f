"""Objects of JSON into plain values, field by field, every problem collected with its place."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from lumencare.domain.money import ZERO, Money
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text

AMOUNT = re.compile(r"-?\d{1,15}(?:\.\d{1,2})?", re.ASCII)
QUANTITY = re.compile(r"\d{1,12}(?:\.\d{1,6})?", re.ASCII)
NO_TEXT = re.compile("[\0\ud800-\udfff]")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
# No count, quantity or year comes near; greater ones could no longer be priced exactly (D-2).
GREATEST_WHOLE = 100_000

Read = Callable[[Any], Any]

NEEDED = Text("此字段必填。", "This field is needed.")
OBJECT_ALLOWED = Text("应为一个 JSON 对象。", "A JSON object is expected.")
TEXT_ALLOWED = Text(
    "应为文本，不含空字符和不完整的字符。",
    "Text is expected, without null or broken characters.",
)
AMOUNT_ALLOWED = Text(
    "应为文本形式的金额，如 30000.00，最多两位小数。",
    "An amount as text is expected, like 30000.00, with at most two decimals.",
)
QUANTITY_ALLOWED = Text(
    "应为文本形式的数量，如 2 或 1.5。", "A quantity as text is expected, like 2 or 1.5."
)
DAY_ALLOWED = Text(
    "应为存在的日期，如 2026-01-31。", "A date that exists is expected, like 2026-01-31."
)
WHOLE_ALLOWED = Text(
    f"应为 0 至 {GREATEST_WHOLE:,} 的整数。",
    f"A whole number from 0 to {GREATEST_WHOLE:,} is expected.",
)
FLAG_ALLOWED = Text("应为 true 或 false。", "Either true or false is expected.")


@dataclass(frozen=True, slots=True)
class Field:
    """How one field is read; one that is not `needed` has a default where it is missing."""

    read: Read
    needed: bool = True
    default: Any = None


def read_object(raw: Any, fields: Mapping[str, Field]) -> dict[str, Any]:
    """Read the fields of an object; raises InputProblems that name every wrong one."""
    if not isinstance(raw, dict):
        raise _wrong(raw, OBJECT_ALLOWED)
    values: dict[str, Any] = {}
    problems = [_unknown(name, fields) for name in raw if name not in fields]
    for name, field in fields.items():
        try:
            values[name] = _read_field(raw, name, field)
        except InputProblems as wrong:
            problems.extend(_place(name, each) for each in wrong.problems)
    if problems:
        raise InputProblems(problems)
    return values


def list_of(read: Read, at_most: int) -> Read:
    """Return what reads a list into a tuple, every wrong item named by its index from 0."""
    allowed = Text(
        f"应为列表，最多 {at_most:,} 项。", f"A list of at most {at_most:,} is expected."
    )

    def read_list(raw: Any) -> tuple[Any, ...]:
        if not isinstance(raw, list | tuple) or len(raw) > at_most:
            raise _wrong(raw, allowed)
        values: list[Any] = []
        problems: list[Problem] = []
        for index, each in enumerate(raw):
            try:
                values.append(read(each))
            except InputProblems as wrong:
                problems.extend(_place(f"[{index}]", problem) for problem in wrong.problems)
        if problems:
            raise InputProblems(problems)
        return tuple(values)

    return read_list


def or_none(read: Read) -> Read:
    """Return what reads a value that may be null."""
    return lambda raw: None if raw is None else read(raw)


def code_of(codes: type[StrEnum]) -> Read:
    """Return what reads one of a closed set of codes."""
    known = [each.value for each in codes]
    allowed = Text(f"可填：{'、'.join(known)}。", f"Allowed: {', '.join(known)}.")

    def read_code(raw: Any) -> StrEnum:
        if not isinstance(raw, str) or raw not in known:
            raise _wrong(raw, allowed)
        return codes(raw)

    return read_code


def read_text(raw: Any) -> str:
    """Read text that any database and any file can hold."""
    if not isinstance(raw, str) or NO_TEXT.search(raw):
        raise _wrong(raw, TEXT_ALLOWED)
    return raw


def read_money(raw: Any) -> Money:
    """Read an amount; a number of JSON is none, since it may have been rounded on its way."""
    if not isinstance(raw, str) or AMOUNT.fullmatch(raw) is None:
        raise _wrong(raw, AMOUNT_ALLOWED)
    # Adding nothing takes the sign from -0.00.
    return Money.of(raw) + ZERO


def read_quantity(raw: Any) -> Decimal:
    """Read a quantity that need not be whole."""
    if not isinstance(raw, str) or QUANTITY.fullmatch(raw) is None:
        raise _wrong(raw, QUANTITY_ALLOWED)
    return Decimal(raw)


def read_day(raw: Any) -> date:
    """Read a day in the one form in which it is written."""
    try:
        if isinstance(raw, str) and DAY.fullmatch(raw):
            return date.fromisoformat(raw)
    except ValueError:
        pass
    raise _wrong(raw, DAY_ALLOWED)


def read_whole(raw: Any) -> int:
    """Read a whole number; true and 1.0 are none."""
    if type(raw) is not int or not 0 <= raw <= GREATEST_WHOLE:
        raise _wrong(raw, WHOLE_ALLOWED)
    return raw


def read_flag(raw: Any) -> bool:
    """Read true or false."""
    if not isinstance(raw, bool):
        raise _wrong(raw, FLAG_ALLOWED)
    return raw


def _read_field(raw: dict[str, Any], name: str, field: Field) -> Any:
    if name in raw:
        return field.read(raw[name])
    if field.needed:
        raise InputProblems([Problem("", "", NEEDED)])
    return field.default


def _unknown(name: Any, fields: Mapping[str, Field]) -> Problem:
    allowed = Text(
        f"没有这个字段；可用：{'、'.join(fields)}。",
        f"There is no such field; there are {', '.join(fields)}.",
    )
    return Problem(str(name), str(name), allowed)


def _place(name: str, problem: Problem) -> Problem:
    """Return a problem of a part as one of the whole: `plans[0].years[1]`."""
    joint = "" if problem.where[:1] in {"", "["} else "."
    return Problem(f"{name}{joint}{problem.where}", problem.given, problem.allowed)


def _wrong(raw: Any, allowed: Text) -> InputProblems:
    given = raw if isinstance(raw, str) else json.dumps(raw, ensure_ascii=False, default=str)
    return InputProblems([Problem("", given, allowed)])
