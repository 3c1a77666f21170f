"""The software on site as noted, what the office changed in the catalogue, what is in use."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Count

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.queries import Line, trail_of
from lumencare.lifecycle.models import Component, InstalledSoftware, Software, SystemEntry
from lumencare.lifecycle.queries.catalogue import read_catalogue
from lumencare.sites.models import System
from lumencare.sites.queries import find_system, visible_systems


@dataclass(frozen=True, slots=True, kw_only=True)
class SoftwareNote:
    """What is known of the software of a system; `seen_on` None where nobody noted any.

    `version` counts the changes of the note and of the system, at which the software's own
    version stands: whoever changes the note names it.
    """

    software_version: str
    clients: tuple[str, ...]
    wanted: tuple[str, ...]
    seen_on: date | None
    source: str
    version: int


def installed_software(user: User, pk: int) -> SoftwareNote:
    """Return what is known of a system's software; Http404 where the person sees no such system."""
    require_right(user, Right.SEE_LIFECYCLE)
    return note_of(find_system(user, pk))


def note_of(system: System) -> SoftwareNote:
    """Return what is known of the software of a system that was found."""
    note = InstalledSoftware.objects.filter(system=system.pk).first()
    return SoftwareNote(
        software_version=system.software_version,
        clients=tuple(note.clients) if note else (),
        wanted=tuple(note.wanted) if note else (),
        seen_on=note.seen_on if note else None,
        source=note.source if note else "",
        version=version_of(system, note),
    )


def version_of(system: System, note: InstalledSoftware | None) -> int:
    """Return the version of a system's note: both count upwards only, so their sum tells."""
    return system.version + (note.version if note else 0)


def count_types(user: User) -> Counter[str]:
    """Return how many systems in use are of each code; those of no known type under ""."""
    require_right(user, Right.SEE_LIFECYCLE)
    catalogue, counts = read_catalogue(), Counter[str]()
    rows = visible_systems(user).filter(retired_on=None).values("system_type").order_by()
    for each in rows.annotate(number=Count("pk")):
        found = catalogue.find(each["system_type"])
        counts[found.code if found else ""] += each["number"]
    return counts


def catalogue_trail(user: User, code: str) -> list[Line]:
    """Return what the office changed of a system of the catalogue, the newest first."""
    require_right(user, Right.SEE_LIFECYCLE)
    rows = [
        *SystemEntry.objects.filter(code=code),
        *Software.objects.filter(system_code=code),
        *Component.objects.filter(system_code=code),
    ]
    return trail_of(user, *rows)
