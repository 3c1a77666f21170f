"""The lines by which search finds organizations, sites and systems, written with each change."""

from collections import defaultdict
from collections.abc import Iterable

from lumencare.sites.models import (
    BomLine,
    BomSnapshot,
    Contact,
    FittedPart,
    Organization,
    SearchEntry,
    Site,
    System,
)
from lumencare.sites.search import entry_for, remember

BETWEEN = " · "


def remember_organization(organization: Organization) -> None:
    """Keep what an organization is found by, also its sites, which are found by its name."""
    remember([organization_line(organization)])
    for path in ("owner", "partner"):
        sites = Site.objects.filter(**{path: organization}).select_related("owner", "partner")
        remember_sites(sites)


def remember_sites(sites: Iterable[Site]) -> None:
    """Keep what sites and the systems there are found by."""
    kept = list(sites)
    remember(site_lines(kept))
    systems = System.objects.filter(site__in=kept).select_related("site__owner")
    remember(system_lines(list(systems)))


def remember_system(system: System) -> None:
    """Keep what a system is found by."""
    remember(system_lines([system]))


def organization_line(organization: Organization) -> SearchEntry:
    """Return the line of an organization: its names and its credit code."""
    return entry_for(
        "organization",
        organization.pk,
        None,
        organization.name,
        organization.name_en,
        organization.credit_code,
        detail=organization.credit_code,
    )


def site_lines(sites: list[Site]) -> list[SearchEntry]:
    """Return the lines of sites: names, owner, partner, place, people and the tails of numbers."""
    people: dict[int, list[str]] = defaultdict(list)
    for each in Contact.objects.filter(site__in=sites).order_by("pk"):
        people[each.site_id] += [each.name, each.phone_tail]
    return [site_line(each, people[each.pk]) for each in sites]


def site_line(site: Site, people: list[str]) -> SearchEntry:
    """Return the line of one site."""
    partner = site.partner.name if site.partner else ""
    names = (site.name_en, site.owner.name, site.owner.name_en, partner, site.city, site.address)
    detail = BETWEEN.join((site.city, site.owner.name))
    return entry_for("site", site.pk, site, site.name, *names, *people, detail=detail[:240])


def system_lines(systems: list[System]) -> list[SearchEntry]:
    """Return the lines of systems: reference, name, type, site, and the serials in place."""
    serials = serials_of(systems)
    return [system_line(each, serials.get(each.pk, ())) for each in systems]


def system_line(system: System, serials: Iterable[str]) -> SearchEntry:
    """Return the line of one system."""
    site = system.site
    names = (system.ref, system.system_type, site.name, site.name_en, *serials)
    detail = BETWEEN.join((system.ref, site.name, site.owner.name))
    return entry_for("system", system.pk, site, system.name, *names, detail=detail[:240])


def serials_of(systems: list[System]) -> dict[int, list[str]]:
    """Return the serial numbers on the hardware list that holds and of what was fitted since."""
    holding: dict[int, int] = {}
    snapshots = BomSnapshot.objects.filter(system__in=systems, undone_at=None)
    for system, pk in snapshots.order_by("number").values_list("system", "pk"):
        holding[system] = pk
    found: dict[int, list[str]] = defaultdict(list)
    lines = BomLine.objects.filter(snapshot__in=holding.values()).exclude(serials="")
    for system, serials in lines.values_list("snapshot__system", "serials"):
        found[system].append(serials)
    fitted = FittedPart.objects.filter(system__in=systems, removed_on=None).exclude(serial="")
    for system, serial in fitted.values_list("system", "serial"):
        found[system].append(serial)
    return found
