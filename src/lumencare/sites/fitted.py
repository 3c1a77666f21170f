"""What was fitted in place of listed parts, and where a serial number is."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import QuerySet

from lumencare.domain.replaced import Replaced
from lumencare.domain.stock.part_numbers import number_key
from lumencare.sites.facts import latest_bom, listed_price
from lumencare.sites.models import FittedPart, SearchEntry, System
from lumencare.sites.replaced import gone_part
from lumencare.store.spelling import fold

# How a cell of a hardware list parts its serial numbers.
BETWEEN = re.compile(r"[\s,;、，；/|]+")
MOST_SYSTEMS = 20


@dataclass(frozen=True, slots=True)
class PartInPlace:
    """A part of a system as it is asked about: what it is called, and where it is if known."""

    part_number: str
    serial: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class PartCover:
    """What of a part decides its cover: whether it is listed (D-13), and when it was fitted.

    `fitted_on` is None where it is not known that this very part was fitted as a replacement;
    `replaced` says that an upgrade took it away (SY-1).
    """

    on_list: bool | None
    fitted_on: date | None = None
    replaced: Replaced | None = None


def fitted_parts(system: System, asked: PartInPlace) -> QuerySet[FittedPart]:
    """Return what was fitted under a serial, at a place or by a number, newest first.

    The serial is the surest; a place is asked where no serial is known, a number last.
    """
    rows = system.fitted_parts.all()
    serial, place = number_key(asked.serial), " ".join(asked.place.split())
    if serial:
        rows = rows.filter(serial=serial)
    elif place:
        rows = rows.filter(place__iexact=place)
    else:
        rows = rows.filter(key=number_key(asked.part_number), removed_on=None)
    return rows.order_by("-fitted_on", "-pk")


def cover_of_part(system: System, asked: PartInPlace) -> PartCover:
    """Return what decides the cover of a part: a replacement stands where the old part stood.

    A part that is on the list by its own number is listed, whatever was fitted (D-13).
    """
    fitted = fitted_parts(system, asked).filter(removed_on=None).first()
    if fitted is None:
        return _listed_or_gone(system, asked)
    on_list = _is_on_list(system, asked.part_number)
    is_known = bool(asked.serial.strip() or asked.place.strip())
    inherited = fitted.on_list if on_list is False else on_list
    return PartCover(inherited, fitted.fitted_on if is_known else None)


def _listed_or_gone(system: System, asked: PartInPlace) -> PartCover:
    """Return the cover of a part that is listed, or that an upgrade took away.

    One whose number is listed is there, but for a serial that is known to be gone.
    """
    on_list = _is_on_list(system, asked.part_number)
    gone = gone_part(system, asked.part_number, asked.serial)
    if gone is None or (on_list and not _is_of(system, asked.serial)):
        return PartCover(on_list)
    was = fitted_parts(system, asked).first() if number_key(asked.serial) else None
    return PartCover(gone.on_list, was.fitted_on if was else None, gone.replaced)


def _is_of(system: System, serial: str) -> bool:
    """Tell whether an upgrade took this very unit away."""
    return bool(number_key(serial)) and gone_part(system, "", serial) is not None


def _is_on_list(system: System, part_number: str) -> bool | None:
    """Tell whether the hardware list that holds has a part; None where only a total is known."""
    return None if latest_bom(system) is None else listed_price(system, part_number) is not None


def system_with_serial(serial: str, *, part_number: str = "") -> tuple[System, str] | None:
    """Return the system that a serial is in, and its place there; None where none is known.

    What was fitted since counts before what a hardware list says.
    """
    wanted = number_key(serial)
    if not wanted:
        return None
    rows = FittedPart.objects.filter(serial=wanted, removed_on=None)
    if part_number:
        rows = rows.filter(key=number_key(part_number))
    fitted = rows.select_related("system__site").order_by("-pk").first()
    if fitted is not None:
        return fitted.system, fitted.place
    if FittedPart.objects.filter(replaces_serial=wanted).exists():
        return None
    found = next(_listing(serial, wanted, part_number), None)
    return (found, "") if found else None


def was_replaced(system: System, serial: str) -> FittedPart | None:
    """Return what took the place of a serial in a system, where something did."""
    wanted = number_key(serial)
    rows = (
        system.fitted_parts.filter(replaces_serial=wanted) if wanted else FittedPart.objects.none()
    )
    return rows.order_by("-pk").first()


def _listing(serial: str, wanted: str, part_number: str) -> Iterator[System]:
    """Yield the systems whose hardware list has a serial; search knows which may."""
    entries = SearchEntry.objects.filter(kind="system", text__contains=fold(serial).strip())
    keys = [int(each) for each in entries.values_list("key", flat=True)[:MOST_SYSTEMS]]
    for system in System.objects.select_related("site").filter(pk__in=keys).order_by("pk"):
        latest = latest_bom(system)
        lines = latest.lines.exclude(serials="") if latest else ()
        for line in lines:
            if part_number and number_key(line.part_number) != number_key(part_number):
                continue
            if wanted in {number_key(each) for each in BETWEEN.split(line.serials)}:
                yield system
                break


def other_place_of(serial: str, part_number: str, system: System) -> System | None:
    """Return another site's system that has a serial in place; one of the same site is near."""
    found = system_with_serial(serial, part_number=part_number)
    if found is None or found[0].site_id == system.site_id:
        return None
    return found[0]
