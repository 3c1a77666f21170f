"""The one writer of the audit trail, and the one way to change a row that others may change too."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, NamedTuple, TypeVar

from django.db import models, transaction

from lumencare.accounts.models import User
from lumencare.audit.models import Entry
from lumencare.domain.problems import Conflict
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.store.inserting import insert_rows

Row = TypeVar("Row", bound=models.Model)

SYSTEM_NAME = "Lumencare"
ROWS_AT_ONCE = 2000


def record(
    thing: models.Model,
    *,
    action: str,
    by: User | str | None,
    now: datetime,
    changes: Mapping[str, tuple[Any, Any]] | None = None,
    why: str = "",
) -> Entry:
    """Write one entry about a row; `by` is a person, the name of one without an account, or None.

    `changes` gives each changed field's value before and after.

    Called inside the transaction of the change itself: both are kept, or neither.
    """
    entry = _entry(thing, changes or {}, by=by, now=now, action=action)
    entry.why = why
    entry.save(force_insert=True)
    return entry


def add_row(row: Row, *, by: User | str | None, now: datetime, why: str = "") -> Row:
    """Insert a row with its entry; the entry holds every field that was given."""
    with transaction.atomic():
        row.save(force_insert=True)
        record(row, action="add", by=by, now=now, changes=_given(row), why=why)
    return row


def add_rows(
    rows: Sequence[Row], *, by: User | str | None, now: datetime, why: str = ""
) -> Sequence[Row]:
    """Insert many rows of one kind, each with its entry."""
    if not rows:
        return rows
    with transaction.atomic():
        type(rows[0])._default_manager.bulk_create(rows, batch_size=ROWS_AT_ONCE)
        entries = [_entry(each, _given(each), by=by, now=now, action="add") for each in rows]
        for entry in entries:
            entry.why = why
        Entry.objects.bulk_create(entries, batch_size=ROWS_AT_ONCE)
    return rows


class Told(NamedTuple):
    """A row that was changed with many others: its key, what it is called, its fields' sides."""

    key: int
    label: str
    changes: Mapping[str, tuple[Any, Any]]


def record_many(
    kind: type[models.Model],
    told: Iterable[Told],
    *,
    action: str,
    by: User | str | None,
    now: datetime,
    why: str = "",
) -> None:
    """Write one entry for each of many rows that were changed together, in their transaction."""
    same = {
        "at": now,
        "by": by if isinstance(by, User) else None,
        "by_name": _name(by),
        "action": action,
        "kind": kind._meta.label_lower,
        "why": why,
    }
    rows = ((str(each.key), each.label[:200], *_sides(each.changes)) for each in told)
    insert_rows(Entry, same, ("key", "label", "before", "after"), rows)


def change_row(
    row: Row,
    changes: Mapping[str, Any],
    *,
    by: User | str | None,
    now: datetime,
    action: str = "change",
    why: str = "",
) -> Row:
    """Write the named fields if the row is still at the version it was read at.

    Needs a field `version`, which counts up; a form that was opened earlier sets it to the version
    it showed. Raises Conflict with what others changed since. Fields
    that keep their value are left out; where nothing changes, nothing is written.
    """
    changed = {name: value for name, value in changes.items() if getattr(row, name) != value}
    if not changed:
        return row
    expected: int = row.version  # type: ignore[attr-defined]
    with transaction.atomic():
        rows = type(row)._default_manager.filter(pk=row.pk, version=expected)
        before = rows.values(*changed).first()
        if before is None or not rows.update(**changed, version=expected + 1):
            raise conflict_about(row)
        for name, value in {**changed, "version": expected + 1}.items():
            setattr(row, name, value)
        sides = {name: (before[name], value) for name, value in changed.items()}
        record(row, action=action, by=by, now=now, changes=sides, why=why)
    return row


def conflict_about(row: models.Model) -> Conflict:
    """Return the Conflict that says who changed the row last, when and which fields."""
    last = Entry.objects.filter(kind=row._meta.label_lower, key=str(row.pk)).order_by("-id").first()
    if last is None:
        return Conflict(
            Text("内容已被他人更改，请重新载入。", "Somebody changed this; load it again.")
        )
    moment = f"{in_shanghai(last.at):%Y-%m-%d %H:%M}"
    fields = "、".join(last.after)
    return Conflict(
        Text(
            f"{last.by_name} 于 {moment} 已更改此内容（{fields}），您的更改没有保存。",
            f"{last.by_name} changed this at {moment} ({', '.join(last.after)}); "
            "your change was not saved.",
        ),
        {name: (last.before.get(name), value) for name, value in last.after.items()},
    )


def _entry(
    thing: models.Model,
    changes: Mapping[str, tuple[Any, Any]],
    *,
    by: User | str | None,
    now: datetime,
    action: str,
) -> Entry:
    before, after = _sides(changes)
    return Entry(
        at=now,
        by=by if isinstance(by, User) else None,
        by_name=_name(by),
        action=action,
        kind=thing._meta.label_lower,
        key=str(thing.pk),
        label=str(thing)[:200],
        before=before,
        after=after,
    )


def _sides(changes: Mapping[str, tuple[Any, Any]]) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return what fields held before and after, as entries keep it."""
    before = {name: _plain(sides[0]) for name, sides in changes.items()}
    return before, {name: _plain(sides[1]) for name, sides in changes.items()}


def _given(row: models.Model) -> dict[str, tuple[Any, Any]]:
    return {
        field.attname: (None, value)
        for field in row._meta.concrete_fields
        if not field.primary_key and (value := getattr(row, field.attname)) not in (None, "")
    }


def _name(by: User | str | None) -> str:
    return by.name if isinstance(by, User) else by or SYSTEM_NAME


def _plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, models.Model):
        return value.pk
    if isinstance(value, bytes):
        return f"{len(value)} bytes"
    if isinstance(value, dict | list | int | str | bool) or value is None:
        return value
    return str(value)
