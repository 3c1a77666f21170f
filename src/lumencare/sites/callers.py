"""Who is calling: people at sites whose number ends in some digits, and what their systems have."""

import re
from dataclasses import dataclass
from datetime import date

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.covering import CoverToday, cover_today
from lumencare.sites.facts import system_of
from lumencare.sites.holdings import covering_rows
from lumencare.sites.models import Contact, System
from lumencare.sites.phones import mask_phone
from lumencare.sites.search import visible_sites

MOST_CALLERS = 5
MOST_SYSTEMS = 4
# What people put between the digits of a number that they type or paste.
BETWEEN_DIGITS = re.compile(r"[\s()+-]")


@dataclass(frozen=True, slots=True)
class CallerSystem:
    """A system at the caller's site and what it has today; none where its order is yet to come."""

    pk: int
    ref: str
    name: str
    system_type: str
    cover: CoverToday | None


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody at a site whose number ends in what was typed."""

    pk: int
    name: str
    position: str
    phone: str
    site: int
    site_name: str
    city: str
    systems: tuple[CallerSystem, ...]


def find_callers(user: User, typed: str, on: date) -> list[Caller]:
    """Return the people whose number ends in the digits typed, four at least; else nobody."""
    require_right(user, Right.SEE_SITES)
    digits = BETWEEN_DIGITS.sub("", typed)
    if not re.fullmatch(r"[0-9]{4,15}", digits):
        return []
    found = Contact.objects.filter(phone_tail=digits[-4:], site__in=visible_sites(user))
    contacts = [
        each
        for each in found.select_related("site").order_by("name", "pk")[: MOST_CALLERS * 20]
        if _ends_in(each.phone, digits)
    ][:MOST_CALLERS]
    systems = _systems_of({each.site_id for each in contacts}, on)
    return [
        Caller(
            pk=each.pk,
            name=each.name,
            position=each.position,
            phone=mask_phone(each.phone),
            site=each.site_id,
            site_name=each.site.name,
            city=each.site.city,
            systems=tuple(systems.get(each.site_id, ())[:MOST_SYSTEMS]),
        )
        for each in contacts
    ]


def systems_at(user: User, site: int, on: date) -> list[CallerSystem]:
    """Return the systems in use at a site that a person may see, each with what it has on a day."""
    require_right(user, Right.SEE_SITES)
    if not visible_sites(user).filter(pk=site).exists():
        return []
    return _systems_of({site}, on).get(site, [])


def _ends_in(phone: str, digits: str) -> bool:
    number = phone.partition("x")[0]
    return number.endswith(digits.lstrip("0") or digits)


def _systems_of(sites: set[int], on: date) -> dict[int, list[CallerSystem]]:
    if not sites:
        return {}
    edition = edition_in_force(on)
    found: dict[int, list[CallerSystem]] = {}
    rows = System.objects.filter(site__in=sites, retired_on=None).order_by("-order_date", "pk")
    for row in rows.prefetch_related("held_plans"):
        held = covering_rows(row, on)
        cover = cover_today(edition, system_of(row), on, held) if row.order_date <= on else None
        shown = CallerSystem(row.pk, row.ref, row.name, row.system_type, cover)
        found.setdefault(row.site_id, []).append(shown)
    return found
