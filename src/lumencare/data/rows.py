"""Rows of a TOML file into frozen rows of the domain, every wrong one reported with its line."""

import typing
from collections.abc import Callable
from dataclasses import MISSING, fields
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any, TypeVar

from lumencare.domain.codes import (
    Approach,
    CoverageKind,
    EditionUse,
    OverlapVerdict,
    OverlapWhen,
    PaymentBasis,
    PlanCode,
    StartUp,
    WarrantyClass,
)
from lumencare.domain.money import Money
from lumencare.domain.problems import Problem
from lumencare.domain.readiness.facts import Paper
from lumencare.domain.text import Text

# No count of years, days or minutes comes near; what does is a slip of the pen.
GREATEST_WHOLE = 100_000
# An offer has some hundred rows; a file of many thousands is none.
MOST_ROWS = 1000
FINEST = Decimal("0.0001")
# The words of the files that are not the words of the code.
FIELD_OF_KEY = {"class": "warranty_class", "for": "use", "from": "since"}
TEXT_FIELDS = {
    "text": ("zh", "en"),
    "name": ("zh", "en"),
    "short_name": ("short_zh", "short_en"),
    "english": ("english_zh", "english_en"),
    "chinese": ("chinese_zh", "chinese_en"),
    "outcome": ("outcome_zh", "outcome_en"),
    "note": ("note_zh", "note_en"),
}


def _exactly(kind: type) -> Callable[[Any], Any]:
    def accept(value: Any) -> Any:
        if type(value) is not kind:
            raise ValueError(value)
        return value

    return accept


def _whole_number(value: Any) -> int:
    number = int(_exactly(int)(value))
    if abs(number) > GREATEST_WHOLE:
        raise ValueError(value)
    return number


def _decimal(value: Any) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | str | Decimal):
        raise ValueError(value)
    number = Decimal(value)
    # More decimals than this could not be priced in whole numbers (D-2).
    if not number.is_finite() or number != number.quantize(FINEST):
        raise ValueError(value)
    return number


def _tuple_of(convert: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def all_of(value: Any) -> tuple[Any, ...]:
        return tuple(convert(each) for each in _exactly(list)(value))

    return all_of


CODES = (
    PlanCode,
    WarrantyClass,
    StartUp,
    PaymentBasis,
    CoverageKind,
    EditionUse,
    OverlapWhen,
    OverlapVerdict,
    Approach,
    Paper,
)
CONVERT: dict[Any, tuple[Callable[[Any], Any], Text]] = {
    str: (_exactly(str), Text("应为文字。", "Text is expected.")),
    int: (_whole_number, Text("应为不太大的整数。", "A whole number up to 100,000 is expected.")),
    bool: (_exactly(bool), Text("应为 true 或 false。", "true or false is expected.")),
    date: (
        _exactly(date),
        Text("应为日期，如 2026-01-31。", "A date is expected, like 2026-01-31."),
    ),
    Money: (
        lambda value: Money.of(_decimal(value)),
        Text("应为金额，最多两位小数。", "An amount with at most two decimals is expected."),
    ),
    Decimal: (
        _decimal,
        Text("应为数字，最多四位小数。", "A number with at most four decimals is expected."),
    ),
    str | int: (
        lambda value: value if isinstance(value, str) else _whole_number(value),
        Text("应为文字或整数。", "Text or a whole number is expected."),
    ),
    tuple[str, ...]: (
        _tuple_of(_exactly(str)),
        Text("应为文字列表。", "A list of texts is expected."),
    ),
    tuple[int, ...]: (
        _tuple_of(_whole_number),
        Text("应为整数列表。", "A list of whole numbers is expected."),
    ),
} | {
    kind: (
        kind,
        Text(f"可用：{'、'.join(kind)}。", f"Allowed: {', '.join(kind)}."),
    )
    for kind in CODES
}
CONVERT[tuple[Paper, ...]] = (_tuple_of(Paper), CONVERT[Paper][1])
CONVERT[tuple[WarrantyClass, ...]] = (_tuple_of(WarrantyClass), CONVERT[WarrantyClass][1])
CONVERT[tuple[PlanCode, PlanCode]] = (_tuple_of(PlanCode), CONVERT[PlanCode][1])


Row = TypeVar("Row")


class RowReader:
    """Reads the rows of one file and gathers every problem with the line it stands on."""

    def __init__(self, file: str, lines: dict[tuple[str, int], int]) -> None:
        self.file = file
        self.lines = lines
        self.problems: list[Problem] = []

    def report(self, line: int, given: object, allowed: Text) -> None:
        """Add a problem of one line."""
        self.problems.append(Problem(f"{self.file}:{line}", str(given), allowed))

    def read_rows(self, kind: type[Row], name: str, rows: object) -> tuple[Row, ...]:
        """Read every row of an array; a wrong row is reported and left out."""
        if not isinstance(rows, list):
            self.report(
                self.lines.get((name, -1), 1),
                name,
                Text(f"应有一列 {name}。", f"An array {name} is expected."),
            )
            return ()
        if len(rows) > MOST_ROWS:
            allowed = Text(f"最多 {MOST_ROWS} 行。", f"At most {MOST_ROWS} rows are expected.")
            self.report(self.lines.get((name, -1), 1), f"{name}: {len(rows)}", allowed)
            return ()
        read = (
            self.read_row(kind, raw, self.lines.get((name, index), 0))
            for index, raw in enumerate(rows)
        )
        return tuple(row for row in read if row is not None)

    def read_row(self, kind: type[Row], raw: dict[str, Any], line: int) -> Row | None:
        """Read one row, or report what is wrong with it and return None."""
        before = len(self.problems)
        types, required = _shape(typing.cast(Any, kind))
        given = {FIELD_OF_KEY.get(key, key): value for key, value in raw.items()}
        if "years" in given and "first_year" in types:
            given["first_year"], given["last_year"] = _pair(given.pop("years"))
        values = {"line": line}
        for name, (zh, en) in TEXT_FIELDS.items():
            if types.get(name) is Text:
                values[name] = self._read_text(given, zh, en, line)  # type: ignore[assignment]
        for key, value in given.items():
            if key not in types:
                self.report(line, key, Text("没有这个字段。", "There is no such field."))
            else:
                values[key] = self._convert(types[key], key, value, line)
        for missing in sorted(required - values.keys()):
            self.report(line, missing, Text("缺少这个字段。", "This field is missing."))
        return kind(**values) if len(self.problems) == before else None

    def _read_text(self, given: dict[str, Any], zh: str, en: str, line: int) -> Text:
        pair = (given.pop(zh, ""), given.pop(en, ""))
        if not all(isinstance(side, str) and side.strip() for side in pair):
            self.report(
                line,
                f"{zh}/{en}",
                Text("中文与英文都要有。", "Both the Chinese and the English are needed."),
            )
        return Text(*pair)

    def _convert(self, kind: Any, key: str, value: Any, line: int) -> Any:
        convert, allowed = CONVERT[kind]
        try:
            return convert(value)
        except (ValueError, InvalidOperation):
            self.report(line, f"{key} = {value}", allowed)
            return None


def _pair(value: Any) -> tuple[Any, Any]:
    if isinstance(value, list) and len(value) == 2:
        return value[0], value[1]
    return value, value


@cache
def _shape(kind: Any) -> tuple[dict[str, Any], frozenset[str]]:
    """Return the fields of a row type with their types (None taken off), and the required ones."""
    hints = typing.get_type_hints(kind)
    declared = fields(kind)
    types = {each.name: _without_none(hints[each.name]) for each in declared}
    required = frozenset(each.name for each in declared if each.default is MISSING)
    return types, required


def _without_none(hint: Any) -> Any:
    parts = [each for each in typing.get_args(hint) if each is not type(None)]
    return parts[0] if len(parts) == 1 and type(None) in typing.get_args(hint) else hint
