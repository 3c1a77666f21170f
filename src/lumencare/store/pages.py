"""A long list cut into pages: each begins where the last one ended, however long the list is."""

import base64
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Generic, TypeVar

from django.core.exceptions import ValidationError
from django.db.models import Model, Q, QuerySet

from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text

Row = TypeVar("Row", bound=Model)
Item = TypeVar("Item")
Other = TypeVar("Other")

DEFAULT_SIZE = 50
MOST = 200
CURSOR_ALLOWED = Text(
    "应为上一页给出的位置。", "The place where the page before ended is expected."
)


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """One page of a list: its rows, how many there are in all, where the next one begins."""

    rows: tuple[Item, ...]
    total: int
    # Empty on the last page.
    next_cursor: str = ""


def cut(
    rows: QuerySet[Row],
    order: tuple[str, ...],
    make: Callable[[Row], Item],
    *,
    cursor: str = "",
    size: int = DEFAULT_SIZE,
    total: int | None = None,
) -> Page[Item]:
    """Return the page after a cursor; `order` names fields that tell any two rows apart.

    `total` is given where it is known already; else the rows are counted.
    """
    size = max(1, min(size, MOST))
    wanted = rows.filter(_after(order, _read(cursor, rows.model, order))) if cursor else rows
    found = list(wanted.order_by(*order)[: size + 1])
    more = len(found) > size
    shown = found[:size]
    return Page(
        tuple(make(each) for each in shown),
        rows.count() if total is None else total,
        _write(_value(shown[-1], each) for each in order) if more else "",
    )


def _after(order: tuple[str, ...], values: list[Any]) -> Q:
    """Return what lies beyond a row: the same first fields, then one that is farther on."""
    beyond, same = Q(), Q()
    for field, value in zip(order, values, strict=True):
        name = field.lstrip("-")
        farther = "lt" if field.startswith("-") else "gt"
        beyond |= same & Q(**{f"{name}__{farther}": value})
        same &= Q(**{name: value})
    # Said besides, so that a database reads its index from here on instead of from the start.
    first = order[0].lstrip("-")
    side = "lte" if order[0].startswith("-") else "gte"
    return Q(**{f"{first}__{side}": values[0]}) & beyond


def _value(row: Model, field: str) -> Any:
    value: Any = row
    for part in field.lstrip("-").split("__"):
        value = getattr(value, part)
    return value


def _write(values: Iterable[Any]) -> str:
    plain = [each.isoformat() if isinstance(each, date) else each for each in values]
    return base64.urlsafe_b64encode(json.dumps(plain).encode()).decode().rstrip("=")


def _read(cursor: str, model: type[Model], order: tuple[str, ...]) -> list[Any]:
    """Read a cursor; it may be made up, or be one of another list or order."""
    try:
        padded = cursor + "=" * (-len(cursor) % 4)
        values = json.loads(base64.urlsafe_b64decode(padded.encode()))
        if not isinstance(values, list):
            raise _wrong(cursor)
        return [_typed(model, *each) for each in zip(order, values, strict=True)]
    except (RecursionError, TypeError, ValidationError, ValueError) as error:
        raise _wrong(cursor) from error


def _typed(model: type[Model], path: str, value: Any) -> Any:
    """Return a value as the field holds it; ValueError where it cannot hold one like it."""
    *through, last = path.lstrip("-").split("__")
    for part in through:
        model = model._meta.get_field(part).related_model  # type: ignore[assignment]
    field = model._meta.pk if last == "pk" else model._meta.get_field(last)
    if not isinstance(value, str | int) or isinstance(value, bool) or "\x00" in str(value):
        raise ValueError(value)
    found = field.to_python(value)  # type: ignore[union-attr]
    if isinstance(found, datetime) and found.tzinfo is None:
        raise ValueError(value)
    return found


def _wrong(cursor: str) -> InputProblems:
    return InputProblems([Problem("cursor", cursor, CURSOR_ALLOWED)])
