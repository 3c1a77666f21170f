"""What a later edition says otherwise than an earlier one, row by row, for those who decide."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from decimal import Decimal
from enum import StrEnum
from typing import Any

from lumencare.domain.edition import Edition
from lumencare.domain.money import Money
from lumencare.domain.text import Text

# What makes two rows of a group the same row, told anew.
KEYS: dict[str, Callable[[Any], tuple[Any, ...]]] = {
    "effective": lambda row: (row.use,),
    "offers": lambda row: (row.plan, row.warranty_class),
    "windows": lambda row: (row.plan, row.warranty_class),
    "coverage": lambda row: (row.by, row.warranty_class, row.kind, row.first_year),
    "option_holders": lambda row: (row.plan,),
    "included": lambda row: (row.plan, row.code),
    "reminders": lambda row: (row.of,),
    "overlaps": lambda row: row.plans,
    "vat": lambda row: (row.kind,),
    "settings": lambda row: (row.name,),
    "cases": lambda row: (row.case, row.plan),
    "clauses": lambda row: (row.id,),
}
BY_CODE = (
    "classes",
    "plans",
    "responses",
    "hours",
    "added_value",
    "documents",
    "remote_modes",
    "contacts",
)


class ChangeKind(StrEnum):
    """What happened to a row."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field of a row, before and after, as people read it."""

    field: str
    before: Text
    after: Text


@dataclass(frozen=True, slots=True)
class RowChange:
    """One row that is new, gone or told otherwise."""

    group: str
    key: str
    kind: ChangeKind
    fields: tuple[FieldChange, ...]


def find_changes(earlier: Edition, later: Edition) -> tuple[RowChange, ...]:
    """Return every row that differs between two editions, in the order of the file."""
    found = [*_rates(earlier, later)]
    for group in (*BY_CODE, *KEYS):
        key = KEYS.get(group, lambda row: (row.code,))
        found += _group(group, _by(getattr(earlier, group), key), _by(getattr(later, group), key))
    return tuple(found)


def _rates(earlier: Edition, later: Edition) -> Iterator[RowChange]:
    """Prices class by class: a row for two classes may have been split without a change."""
    yield from _group("rates", _rates_of(earlier), _rates_of(later))


def _rates_of(edition: Edition) -> dict[tuple[Any, ...], Any]:
    return {
        (row.plan, each, *([f"year {row.year}"] if row.year else []), row.at_least): row
        for row in edition.rates
        for each in row.classes
    }


def _by(rows: tuple[Any, ...], key: Callable[[Any], tuple[Any, ...]]) -> dict[Any, Any]:
    return {key(row): row for row in rows}


def _group(group: str, before: dict[Any, Any], after: dict[Any, Any]) -> Iterator[RowChange]:
    for key in (*before, *(each for each in after if each not in before)):
        kind = _kind(key in before, key in after)
        changed = tuple(_fields(before.get(key), after.get(key)))
        if changed or kind is not ChangeKind.CHANGED:
            yield RowChange(group, _say_key(key), kind, changed)


def _kind(was: bool, is_now: bool) -> ChangeKind:  # noqa: FBT001 - two sides of one question.
    if was and is_now:
        return ChangeKind.CHANGED
    return ChangeKind.REMOVED if was else ChangeKind.ADDED


def _fields(before: Any, after: Any) -> Iterator[FieldChange]:
    for field in fields(before or after):
        sides = [getattr(each, field.name, None) for each in (before, after)]
        if field.name not in {"line", "classes"} and sides[0] != sides[1]:
            yield FieldChange(field.name, _say(sides[0]), _say(sides[1]))


def _say_key(key: tuple[Any, ...]) -> str:
    words = (each.grouped if isinstance(each, Money) else str(each) for each in key)
    return " · ".join(words)


def _say(value: Any) -> Text:
    match value:
        case Text():
            return value
        case None | "" | ():
            return Text("—", "—")
        case bool():
            return Text("是" if value else "否", "yes" if value else "no")
        case Money():
            return Text(value.grouped, value.grouped)
        case Decimal():
            plain = f"{value.normalize():f}"
            return Text(plain, plain)
        case tuple():
            parts = ", ".join(str(each) for each in value)
            return Text(parts, parts)
    return Text(str(value), str(value))
