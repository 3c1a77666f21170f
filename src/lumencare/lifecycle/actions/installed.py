"""Noting the software of an installed system: its version, who uses it on what, what they miss."""

from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row, change_row, conflict_about
from lumencare.domain.problems import Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.system import require
from lumencare.domain.text import Text
from lumencare.lifecycle.actions.reading import listed
from lumencare.lifecycle.models import InstalledSoftware
from lumencare.lifecycle.queries.noted import version_of
from lumencare.sites.entries import remember_system
from lumencare.sites.models import System
from lumencare.store import typed as read

READERS: dict[str, read.Reader] = {
    "software_version": read.line(40),
    "clients": listed,
    "wanted": listed,
    "seen_on": read.day,
    "source": read.line(200, needed=True),
}


def note_software(
    system: System, typed: read.Typed, *, version: int, by: User, now: datetime
) -> InstalledSoftware:
    """Keep what somebody saw of a system's software on a day, and where they have it from.

    `version` is the one that `installed_software` gave: Conflict where the note, or the system
    at which the version of its software stands, changed since.
    """
    require_right(by, Right.KEEP_RECORDS)
    note = InstalledSoftware.objects.filter(system=system).first()
    if version != version_of(system, note):
        raise conflict_about(note or system)
    values = read.read_all(typed, READERS)
    require(_wrong_day(system, values, now))
    number = values.pop("software_version")
    with transaction.atomic():
        change_row(system, {"software_version": number}, by=by, now=now)
        row = _keep(note, system, values, by, now)
        remember_system(system)
    return row


def _keep(
    row: InstalledSoftware | None, system: System, values: dict[str, Any], by: User, now: datetime
) -> InstalledSoftware:
    if row is not None:
        changed = any(getattr(row, name) != value for name, value in values.items())
        return change_row(row, {**values, "changed_at": now} if changed else {}, by=by, now=now)
    try:
        with transaction.atomic():
            return add_row(
                InstalledSoftware(system=system, **values, changed_at=now), by=by, now=now
            )
    except IntegrityError as error:
        raise conflict_about(InstalledSoftware.objects.get(system=system)) from error


def _wrong_day(system: System, values: dict[str, Any], now: datetime) -> list[Problem]:
    if system.order_date <= values["seen_on"] <= in_shanghai(now).date():
        return []
    text = Text(
        f"应在下单日期 {system.order_date} 与今天之间。",
        f"A day between the order date, {system.order_date}, and today is expected.",
    )
    return [Problem("seen_on", values["seen_on"].isoformat(), text)]
