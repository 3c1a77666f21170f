"""Adding, changing and removing people at a site; the trail keeps no whole number or address."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import conflict_about, record
from lumencare.domain.problems import Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.system import require
from lumencare.domain.text import Text
from lumencare.sites.entries import remember_sites
from lumencare.sites.models import Contact, Site
from lumencare.sites.phones import mask_email, mask_phone, phone_tail
from lumencare.store import typed as read

READERS: dict[str, read.Reader] = {
    "name": read.line(80, needed=True),
    "position": read.line(80),
    "phone": read.phone,
    "email": read.email,
    "consent_on": read.if_any(read.day),
    "consent_how": read.line(120),
}
REACHABLE = Text("电话与邮箱至少填写一项。", "A phone number or an e-mail address is needed.")
CONSENT_HOW = Text(
    "请写明对方如何同意，如“电话中口头同意”。",
    "Say how the person agreed, like 'on the phone'.",
)
CONSENT_PAST = Text("不能晚于今天。", "It must not lie after today.")
# Somebody who is removed is to be forgotten, so the trail holds no more than it must.
MASKS = {"phone": mask_phone, "email": mask_email}


def add_contact(site: Site, typed: read.Typed, *, by: User, now: datetime) -> Contact:
    """Add somebody to call at a site; a number or an address is needed."""
    require_right(by, Right.EDIT_SITES)
    row = Contact(site=site, created_at=now)
    values = _settled(row, read.read_all(typed, READERS), now)
    for name, value in values.items():
        setattr(row, name, value)
    with transaction.atomic():
        row.save(force_insert=True)
        given = {name: (None, value) for name, value in values.items() if value}
        record(row, action="add", by=by, now=now, changes=_masked(given))
        remember_sites([site])
    return row


def change_contact(
    row: Contact, typed: read.Typed, *, by: User, now: datetime, why: str = ""
) -> Contact:
    """Change the given fields if the row is still at the version it was read at; else Conflict."""
    require_right(by, Right.EDIT_SITES)
    values = _settled(row, read.read_all(typed, READERS, given_only=True), now)
    changed = {
        name: (getattr(row, name), value)
        for name, value in values.items()
        if getattr(row, name) != value
    }
    if not changed:
        return row
    with transaction.atomic():
        new = {name: value for name, (_, value) in changed.items()} | {"version": row.version + 1}
        if not Contact.objects.filter(pk=row.pk, version=row.version).update(**new):
            raise conflict_about(row)
        for name, value in new.items():
            setattr(row, name, value)
        record(row, action="change", by=by, now=now, changes=_masked(changed), why=why)
        remember_sites([row.site])
    return row


def remove_contact(row: Contact, *, by: User, now: datetime, why: str = "") -> None:
    """Remove somebody for good; Conflict where the row was changed since it was read."""
    require_right(by, Right.EDIT_SITES)
    with transaction.atomic():
        # Held first: rows that name a contact let Django delete by key alone, whatever its version.
        held = Contact.objects.select_for_update().filter(pk=row.pk, version=row.version).first()
        if held is None:
            raise conflict_about(row)
        record(row, action="remove", by=by, now=now, why=why)
        held.delete()
        remember_sites([row.site])


def _settled(row: Contact, values: dict[str, Any], now: datetime) -> dict[str, Any]:
    """Check fields against each other and add what follows from them."""

    def held(name: str) -> Any:
        return values.get(name, getattr(row, name))

    require(
        [
            *_unless(held("phone") or held("email"), "phone", REACHABLE),
            *_unless(not held("consent_on") or held("consent_how"), "consent_how", CONSENT_HOW),
            *_unless(_is_past(held("consent_on"), now), "consent_on", CONSENT_PAST),
        ]
    )
    if "phone" in values:
        values["phone_tail"] = phone_tail(values["phone"])
    return values


def _is_past(day: date | None, now: datetime) -> bool:
    return day is None or day <= in_shanghai(now).date()


def _unless(right: object, where: str, allowed: Text) -> list[Problem]:
    return [] if right else [Problem(where, "", allowed)]


def _masked(changes: dict[str, tuple[Any, Any]]) -> dict[str, tuple[Any, Any]]:
    kept: dict[str, tuple[Any, Any]] = {}
    for name, (before, after) in changes.items():
        mask = MASKS.get(name)
        if name != "phone_tail":
            kept[name] = (mask(before or ""), mask(after)) if mask else (before, after)
    return kept
