"""Adding and changing sites: where they lie, whose they are, who serves them."""

from datetime import datetime
from typing import Any

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row, change_row
from lumencare.data.places import find_place
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.reading import read_whole
from lumencare.domain.text import Text
from lumencare.sites.actions.consents import CHANGED, PUT_DOWN, settle_consent
from lumencare.sites.actions.once import once
from lumencare.sites.entries import remember_sites
from lumencare.sites.models import Organization, Site
from lumencare.sites.places import kept_city
from lumencare.store import typed as read

READERS: dict[str, read.Reader] = {
    "name": read.line(200, needed=True),
    "name_en": read.line(200),
    "partner_may_see": read.yes_or_no,
    "address": read.line(200),
    "note": read.note,
}
NAME_THERE = Text("该客户已有同名的项目地点。", "This owner has a site of this name already.")
OWNER_ALLOWED = Text("应为已有的最终用户。", "An end user that is there is expected.")
PARTNER_ALLOWED = Text("应为已有的合作伙伴。", "A partner that is there is expected.")
LONGEST_CITY = 200


def add_site(typed: read.Typed, *, by: User, now: datetime) -> Site:
    """Add a site from a form's fields: `owner` and `partner` are keys, `city` a name.

    A city that the data does not have is taken only with `city_unlisted` (D-19).
    """
    require_right(by, Right.EDIT_SITES)
    owner = {"owner": organization(Organization.Kind.END_USER, OWNER_ALLOWED)}
    typed = {"partner_may_see": "on", **typed}
    values = _settled(read.read_all(typed, READERS | owner | _place_readers(typed)))
    row = Site(**values, created_at=now)
    with once(lambda: _find_twice(row, values)):
        add_row(row, by=by, now=now)
        settle_consent(row, by=by, now=now, why=PUT_DOWN)
        remember_sites([row])
    return row


def change_site(row: Site, typed: read.Typed, *, by: User, now: datetime, why: str = "") -> Site:
    """Change the given fields, the partner among them; the owner changes by `change_owner`."""
    require_right(by, Right.EDIT_SITES)
    readers = READERS | _place_readers(typed)
    values = _settled(read.read_all(typed, readers, given_only=True))
    with once(lambda: _find_twice(row, values)):
        change_row(row, values, by=by, now=now, why=why)
        settle_consent(row, by=by, now=now, why=CHANGED)
        remember_sites([row])
    return row


def organization(kind: Organization.Kind, allowed: Text) -> read.Reader:
    """Return what reads the key of an organization of a kind."""

    def find(text: str) -> Organization:
        key = read_whole(text)
        found = key is not None and Organization.objects.filter(pk=key, kind=kind).first()
        if not found:
            raise read.Wrong(allowed)
        return found

    return find


def _place_readers(typed: read.Typed) -> dict[str, read.Reader]:
    partner = organization(Organization.Kind.PARTNER, PARTNER_ALLOWED)
    is_unlisted = read.yes_or_no(str(typed.get("city_unlisted") or ""))

    def city(text: str) -> tuple[str, bool]:
        return read_city(text, may_be_unlisted=is_unlisted)

    return {"partner": read.if_any(partner), "city": city}


def read_city(text: str, *, may_be_unlisted: bool) -> tuple[str, bool]:
    """Read a city into the name that the data has for it, and whether the data has it (D-19)."""
    name: str = read.line(LONGEST_CITY, needed=True)(text)
    try:
        place = find_place(name)
    except Refused as refused:
        raise read.Wrong(refused.reason.text) from refused
    except InputProblems as wrong:
        if may_be_unlisted:
            return name, False
        raise read.Wrong(wrong.problems[0].allowed) from wrong
    return kept_city(place, name), True


def _settled(values: dict[str, Any]) -> dict[str, Any]:
    if "city" not in values:
        return values
    name, is_known = values["city"]
    return {**values, "city": name, "city_known": is_known}


def _find_twice(row: Site, values: dict[str, Any]) -> list[Problem]:
    name = values.get("name", row.name)
    same = Site.objects.filter(owner=row.owner_id, name=name).exclude(pk=row.pk)
    return [Problem("name", name, NAME_THERE)] if same.exists() else []
