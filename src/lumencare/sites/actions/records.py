"""Keeping drawings and databases of a site: each file is a new version, or a word that none is."""

from datetime import date, datetime

from django.core.files import File
from django.db import IntegrityError, transaction
from django.db.models import Max

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row
from lumencare.domain.problems import Conflict, Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.system import require
from lumencare.domain.text import Text
from lumencare.sites.models import ProcessorWord, RecordKind, Site, SiteRecord, System
from lumencare.sites.uploads import DATABASES, DRAWINGS, Checked, Upload, check_upload, tidy_name

FORMS = {
    RecordKind.SINGLE_LINE: DRAWINGS,
    RecordKind.LAYOUT: DRAWINGS,
    RecordKind.DATABASE: DATABASES,
}
NAME_DIGITS = 20
LONGEST_WHY = 200
NOT_LATER = Text("资料的日期不能晚于今天。", "The content's day must not lie after today.")
SAME = Text("与现有的最新版本相同。", "This is the newest version that is here already.")
WHY = Text(
    f"请说明为何不适用，不超过 {LONGEST_WHY} 个字。",
    f"Say why there is none, in at most {LONGEST_WHY} characters.",
)
GROUND = Text(
    f"请说明依据，不超过 {LONGEST_WHY} 个字。",
    f"Say on what ground, in at most {LONGEST_WHY} characters.",
)
AT_ONCE = Text(
    "他人刚刚登记了同一种资料，请重新载入。",
    "Somebody has just added one of this kind; load it again.",
)


def add_record(
    of: Site | System, *, kind: str, upload: Upload, dated_on: date, by: User, now: datetime
) -> SiteRecord:
    """Keep a file as the newest version of a record; `dated_on` is the day of its content.

    A record of a site is of all its systems, one of a system of that one alone. Its form is told
    by the content; what could run in a browser or on a desk is refused.
    """
    require_right(by, Right.KEEP_RECORDS)
    return keep_record(of, kind=kind, upload=upload, dated_on=dated_on, by=by, now=now)


def keep_record(
    of: Site | System, *, kind: str, upload: Upload, dated_on: date, by: User | str, now: datetime
) -> SiteRecord:
    """Keep a file for whoever may send one; whoever calls has asked whether they may."""
    of_kind = _kind(kind)
    late = dated_on > in_shanghai(now).date()
    require([Problem("dated_on", dated_on.isoformat(), NOT_LATER)] if late else [])
    checked = check_upload(upload, FORMS[of_kind])
    newest = of.records.filter(kind=of_kind).order_by("-number").first()
    if newest and newest.sha256 == checked.sha256:
        require([Problem("file", upload.name, SAME)])
    row = _next(of, of_kind, by, now)
    row.dated_on = dated_on
    return _keep_file(row, upload, checked, by=by, now=now)


def say_not_applicable(
    of: Site | System, *, kind: str, why: str, by: User, now: datetime
) -> SiteRecord:
    """Say that a site or system has no such record to keep, and why: one without a database."""
    require_right(by, Right.KEEP_RECORDS)
    row = _next(of, _kind(kind), by, now)
    reason = _read_why(why, WHY)
    row.not_applicable, row.why = True, reason
    return _add(row, by=by, now=now)


def say_processor(
    system: System, *, gives_database: bool, why: str, by: User, now: datetime
) -> ProcessorWord:
    """Keep what was found out of a processor: whether it gives the database, and the ground (X-10).

    The word before is kept; the newest holds.
    """
    require_right(by, Right.KEEP_RECORDS)
    row = ProcessorWord(
        system=system,
        gives_database=gives_database,
        why=_read_why(why, GROUND),
        recorded_by=by,
        recorded_at=now,
    )
    return add_row(row, by=by, now=now)


def _read_why(why: str, allowed: Text) -> str:
    reason = why.strip()
    require([] if 0 < len(reason) <= LONGEST_WHY else [Problem("why", reason, allowed)])
    return reason


def _kind(kind: str) -> RecordKind:
    if kind in RecordKind.values:
        return RecordKind(kind)
    codes = RecordKind.values
    allowed = Text(f"可用：{'、'.join(codes)}。", f"Allowed: {', '.join(codes)}.")
    require([Problem("kind", kind, allowed)])
    raise AssertionError(kind)


def _next(of: Site | System, kind: RecordKind, by: User | str, now: datetime) -> SiteRecord:
    """Return a row that follows the last of its kind at the site, whichever system it is of."""
    system = of if isinstance(of, System) else None
    site = of.site if isinstance(of, System) else of
    rows = SiteRecord.objects.filter(site=site, kind=kind)
    last = rows.aggregate(last=Max("number"))["last"] or 0
    return SiteRecord(
        site=site,
        system=system,
        kind=kind,
        number=last + 1,
        recorded_by=by if isinstance(by, User) else None,
        sent_by_name="" if isinstance(by, User) else by,
        recorded_at=now,
    )


def _keep_file(
    row: SiteRecord, upload: Upload, checked: Checked, *, by: User | str, now: datetime
) -> SiteRecord:
    row.file_name = tidy_name(upload.name, checked.form.ending)
    row.media_type = checked.form.media_type
    row.size, row.sha256 = checked.size, checked.sha256
    # On the disk it bears no name that anybody chose.
    row.file.save(
        f"{checked.sha256[:NAME_DIGITS]}{checked.form.ending}", File(upload.file), save=False
    )
    try:
        return _add(row, by=by, now=now)
    except Conflict:
        row.file.storage.delete(str(row.file.name))
        raise


def _add(row: SiteRecord, *, by: User | str, now: datetime) -> SiteRecord:
    try:
        with transaction.atomic():
            return add_row(row, by=by, now=now)
    except IntegrityError as error:
        raise Conflict(AT_ONCE) from error
