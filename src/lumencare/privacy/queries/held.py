"""What we hold of a person: each kind with its purpose, ground and period, and the rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Model
from django.db.models.fields.files import FieldFile

from lumencare.data.personal_register import personal_register
from lumencare.domain.personal_data import PersonalKind, Table
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.privacy.finding import rows_of
from lumencare.privacy.people import Subject
from lumencare.privacy.words import field_name, shown_value
from lumencare.sites.phones import mask_email, mask_phone

MOST_SHOWN = 5


@dataclass(frozen=True, slots=True)
class HeldValue:
    """One field: what it is called, and what it holds as people read it."""

    name: Text
    value: Text


@dataclass(frozen=True, slots=True)
class HeldRow:
    """One row: the day it is of, the site where there is one, and its fields."""

    on: date | None
    site: str
    values: tuple[HeldValue, ...]


@dataclass(frozen=True, slots=True)
class Held:
    """A kind of which something is held: how many rows, the latest few, and until when they stay.

    `keeps` says why some stay although their person asks for deletion.
    """

    kind: PersonalKind
    count: int
    rows: tuple[HeldRow, ...]
    keeps: tuple[Text, ...]


def held_of(subject: Subject) -> tuple[Held, ...]:
    """Return all that is held of a person; numbers are masked, as a link can be passed on."""
    found = (_held(kind, subject) for kind in personal_register().outside)
    return tuple(each for each in found if each.count)


def fate_of(held: Held) -> str:
    """Return what a deletion makes of a kind: it goes whole, in part, or it stays."""
    goes = any(each.deletes or each.erase for each in held.kind.tables)
    if not held.keeps:
        return "goes"
    return "part" if goes else "stays"


def what_is_never_held(subject: Subject) -> tuple[PersonalKind, ...]:
    """Return the kinds of which nothing is held of a person."""
    held = {each.kind.code for each in held_of(subject)}
    return tuple(each for each in personal_register().outside if each.code not in held)


def values_of(table: Table, row: Model) -> Iterator[tuple[str, Any]]:
    """Yield the fields of a row that are shown to its person, by their names."""
    for name in (*table.fields, *table.files):
        value = getattr(row, name)
        if value not in (None, "", [], {}):
            yield name, str(value.name) if isinstance(value, FieldFile) else value


def day_of(table: Table, row: Model) -> date | None:
    """Return the day that a row is of."""
    value = getattr(row, table.at) if table.at else None
    return in_shanghai(value).date() if isinstance(value, datetime) else value


def _held(kind: PersonalKind, subject: Subject) -> Held:
    count, shown, keeps = 0, [], {}
    for table in kind.tables:
        rows = rows_of(table, subject)
        many = rows.count()
        if not many:
            continue
        count += many
        shown += [_row(table, each) for each in rows.reverse()[:MOST_SHOWN]]
        if table.keep is not None:
            keeps[table.keep.code] = say_keep(table)
    return Held(kind, count, tuple(shown), tuple(keeps.values()))


def say_keep(table: Table) -> Text:
    """Return why rows of a table stay, and for how long."""
    keep = table.keep
    if keep is None:
        return Text("", "")
    if not keep.years:
        return keep.text
    years = keep.years
    return Text(f"{keep.text.zh}，保存 {years} 年", f"{keep.text.en}; kept for {years} years")


def _row(table: Table, row: Model) -> HeldRow:
    values = tuple(
        HeldValue(field_name(name), _masked(value)) for name, value in values_of(table, row)
    )
    return HeldRow(day_of(table, row), _site_of(table, row), values)


def _masked(value: Any) -> Text:
    if isinstance(value, str) and value.startswith("+") and value[1:].isdigit():
        value = mask_phone(value)
    elif isinstance(value, str) and "@" in value and " " not in value:
        value = mask_email(value)
    return shown_value(value)


def _site_of(table: Table, row: Model) -> str:
    value: Any = row
    for name in filter(None, table.site.split("__")):
        value = getattr(value, name, None)
    return value if isinstance(value, str) else ""
