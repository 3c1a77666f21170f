"""Site records as pages show them: what there is of each kind, how old, and what is missing."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models.fields.files import FieldFile

from lumencare.accounts.models import User
from lumencare.domain.text import Text
from lumencare.sites.models import RecordKind, Site, SiteRecord
from lumencare.sites.queries.rows import find_record

DAYS_A_MONTH = 30
DAYS_A_YEAR = 365

KIND_NAMES = {
    RecordKind.SINGLE_LINE: Text("系统图", "Single line drawing"),
    RecordKind.LAYOUT: Text("平面图", "Layout drawing"),
    RecordKind.DATABASE: Text("数据库", "Database"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class RecordFacts:
    """The newest record of one kind; `state` is `kept`, `not-applicable` or `missing`."""

    kind: str
    name: Text
    state: str
    pk: int | None = None
    number: int = 0
    file_name: str = ""
    size: int = 0
    sha256: str = ""
    dated_on: date | None = None
    age_days: int | None = None
    age: Text | None = None
    why: str = ""
    recorded_by: str = ""
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class OpenedRecord:
    """A record's file for a download: its name and type as it was checked, never guessed anew."""

    file_name: str
    media_type: str
    size: int
    sha256: str
    file: FieldFile


def records_of(site: Site, on: date) -> tuple[RecordFacts, ...]:
    """Return the newest record of every kind, and which kinds are missing (SC-9)."""
    newest: dict[str, SiteRecord] = {}
    for row in site.records.select_related("recorded_by").order_by("number"):
        newest[row.kind] = row
    return tuple(record_facts(kind, newest.get(kind), on) for kind in RecordKind)


def versions_of(site: Site, on: date) -> tuple[RecordFacts, ...]:
    """Return every version of every record, newest first."""
    rows = site.records.select_related("recorded_by").order_by("-recorded_at", "-pk")
    return tuple(record_facts(RecordKind(row.kind), row, on) for row in rows)


def record_facts(kind: RecordKind, row: SiteRecord | None, on: date) -> RecordFacts:
    """Return what a page shows of a record on a day."""
    name = KIND_NAMES[kind]
    if row is None:
        return RecordFacts(kind=kind.value, name=name, state="missing")
    return RecordFacts(
        kind=kind.value,
        name=name,
        state="not-applicable" if row.not_applicable else "kept",
        pk=row.pk,
        number=row.number,
        file_name=row.file_name,
        size=row.size,
        sha256=row.sha256,
        dated_on=row.dated_on,
        age_days=(on - row.dated_on).days if row.dated_on else None,
        age=say_age(row.dated_on, on) if row.dated_on else None,
        why=row.why,
        recorded_by=row.recorded_by.name,
        recorded_at=row.recorded_at,
    )


def say_age(dated_on: date, on: date) -> Text:
    """Say how old something is, in the largest unit that fits."""
    days = max((on - dated_on).days, 0)
    for length, zh, en in ((DAYS_A_YEAR, "年", "year"), (DAYS_A_MONTH, "个月", "month")):
        if days >= length:
            return _counted(days // length, zh, en)
    return _counted(days, "天", "day") if days else Text("今天", "today")


def _counted(count: int, zh: str, en: str) -> Text:
    return Text(f"{count} {zh}", f"{count} {en}{'s' if count > 1 else ''}")


def open_record(user: User, pk: int) -> OpenedRecord | None:
    """Return a record's file for a download; None where the record says that there is none."""
    row = find_record(user, pk)
    if row.not_applicable:
        return None
    return OpenedRecord(row.file_name, row.media_type, row.size, row.sha256, row.file)
