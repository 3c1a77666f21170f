"""Site records as pages show them: what there is of each kind, how old, and what is missing."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Q, QuerySet
from django.db.models.fields.files import FieldFile

from lumencare.accounts.models import User
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.reading import read_whole
from lumencare.domain.text import Text, does_not_apply
from lumencare.sites.models import RecordKind, Site, SiteRecord, System
from lumencare.sites.queries.rows import find_record, find_site
from lumencare.sites.soundness import is_intact

# What records are kept of: all systems of a site, or one.
RecordPlace = Site | System

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
    # The reference of the one system that it is of; empty: of all systems of the site.
    system: str = ""


@dataclass(frozen=True, slots=True)
class OpenedRecord:
    """A record's file for a download: its name and type as it was checked, never guessed anew."""

    file_name: str
    media_type: str
    size: int
    sha256: str
    file: FieldFile


def records_of(of: Site | System, on: date) -> tuple[RecordFacts, ...]:
    """Return the newest record of every kind, and which kinds are missing (SC-9).

    Those of a system are its own and those of all of its site.
    """
    newest: dict[str, SiteRecord] = {}
    for row in _records(of).select_related("recorded_by", "system").order_by("number"):
        newest[row.kind] = row
    return tuple(record_facts(kind, newest.get(kind), on) for kind in RecordKind)


def _records(of: Site | System) -> QuerySet[SiteRecord]:
    if isinstance(of, Site):
        return of.records.all()
    return SiteRecord.objects.filter(Q(system=None) | Q(system=of), site=of.site_id)


def systems_to_choose(user: User, site: int) -> tuple[tuple[str, str], ...]:
    """Return the systems in use that a record of a site can be of: key and name."""
    rows = find_site(user, site).systems.filter(retired_on=None).order_by("ref")
    return tuple((str(each.pk), f"{each.ref} {each.name}") for each in rows)


def record_place(user: User, site: int, system: str) -> RecordPlace:
    """Return what a record is of: the site, or the one of its systems that is named."""
    place = find_site(user, site)
    if not system:
        return place
    key = read_whole(system)
    named = None if key is None else place.systems.filter(pk=key).first()
    if named is None:
        raise InputProblems([Problem("system", system, OF_THE_SITE)])
    return named


def versions_of(site: Site, on: date) -> tuple[RecordFacts, ...]:
    """Return every version of every record, newest first."""
    rows = site.records.select_related("recorded_by", "system")
    rows = rows.order_by("-recorded_at", "-pk")
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
        recorded_by=row.by_name,
        recorded_at=row.recorded_at,
        system=row.system.ref if row.system else "",
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
    _require_intact(row)
    return OpenedRecord(row.file_name, row.media_type, row.size, row.sha256, row.file)


def _require_intact(row: SiteRecord) -> None:
    """Refuse to hand out what is not the file that was kept: nobody works by a damaged drawing."""
    if not is_intact(row):
        raise Refused(does_not_apply("SC-9", DAMAGED, sha256=row.sha256))


OF_THE_SITE = Text("应为该项目地点的系统。", "A system of this site is expected.")
DAMAGED = Text(
    "该文件与登记时的校验值不一致，已停止下载；请通知系统管理员从备份恢复，或重新上传。",
    "This file does not match the checksum that was kept; it is not handed out. Ask the "
    "administrator to restore it from a backup, or upload it again.",
)
