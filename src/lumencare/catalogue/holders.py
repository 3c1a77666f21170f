"""Which systems hold a part, by their hardware lists, and what cover of parts they have left."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction

from django.db.models import Exists, OuterRef, QuerySet

from lumencare.accounts.models import User
from lumencare.domain.edition import Edition
from lumencare.domain.projectyear import year_span
from lumencare.domain.stock.part_numbers import number_key
from lumencare.pricebook.queries import edition_in_force
from lumencare.sites.covering import cover_years
from lumencare.sites.facts import system_of
from lumencare.sites.holdings import covering_rows
from lumencare.sites.models import BomLine, BomSnapshot, System
from lumencare.sites.queries import visible_systems
from lumencare.stock.models import Part

THOUSAND = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Holder:
    """A system that holds a part: how many, and for how many years parts are still covered.

    `percent` is what is taken off a part today, `until` the last day of any cover of parts.
    """

    pk: int
    ref: str
    name: str
    site: str
    system_type: str
    quantity: Decimal
    percent: int
    until: date | None
    years: Fraction

    @property
    def covered(self) -> bool:
        """Whether parts are covered today or on a later day."""
        return self.until is not None


def holders_of(user: User, part: Part, on: date) -> tuple[Holder, ...]:
    """Return the systems in use that hold a part, as far as the person may see them."""
    spelled = {part.number, part.key, part.number.casefold(), part.key.casefold()}
    return tuple(holders(visible_systems(user), {part.key}, on, spelled).get(part.key, ()))


def holders(
    systems: QuerySet[System], keys: Iterable[str], on: date, spelled: Iterable[str] = ()
) -> dict[str, list[Holder]]:
    """Return the systems in use that hold parts, by the keys of the parts' numbers.

    `spelled` are the ways in which the numbers may be written, where they are known.
    """
    quantities = quantities_of(systems, keys, spelled)
    rows = System.objects.filter(pk__in={pk for pk, _ in quantities}).select_related("site")
    edition = edition_in_force(on)
    known = {each.pk: each for each in rows.prefetch_related("held_plans")}
    left = {pk: cover_left(edition, row, on) for pk, row in known.items()}
    found: dict[str, list[Holder]] = {}
    for (pk, key), quantity in sorted(quantities.items(), key=lambda each: -each[1]):
        found.setdefault(key, []).append(_holder(known[pk], Decimal(quantity), left[pk]))
    return found


def quantities_of(
    systems: QuerySet[System], keys: Iterable[str], spelled: Iterable[str] = ()
) -> dict[tuple[int, str], int]:
    """Return how many thousandths of each part the lists that hold name, by system and key.

    Where no spelling is known, the numbers of all lists are read first, each once: there are a
    hundred times more lines than numbers.
    """
    wanted = set(keys)
    written = tuple(spelled) or _spelled_as(wanted)
    later = BomSnapshot.objects.filter(
        system=OuterRef("snapshot__system"), undone_at=None, number__gt=OuterRef("snapshot__number")
    )
    lines = BomLine.objects.filter(
        ~Exists(later),
        part_number__in=written,
        snapshot__undone_at=None,
        snapshot__system__in=systems.filter(retired_on=None),
    )
    found: dict[tuple[int, str], int] = {}
    rows = lines.values_list("snapshot__system", "part_number", "quantity_milli")
    for system, number, milli in rows.iterator(chunk_size=5000):
        key = number_key(number)
        if key in wanted:
            found[system, key] = found.get((system, key), 0) + milli
    return found


def _spelled_as(keys: set[str]) -> tuple[str, ...]:
    """Return every way in which hardware lists write the numbers of parts."""
    numbers = BomLine.objects.order_by().values_list("part_number", flat=True).distinct()
    return tuple(each for each in numbers if number_key(each) in keys)


@dataclass(frozen=True, slots=True)
class CoverLeft:
    """What is left of a system's cover of parts."""

    percent: int
    until: date | None
    years: Fraction


def cover_left(edition: Edition, row: System, on: date) -> CoverLeft:
    """Add up the project years that still cover parts: the current one by what is left of it."""
    day = max(on, row.order_date)
    years = cover_years(edition, system_of(row), day, covering_rows(row, day))
    percent, until, left = 0, None, Fraction(0)
    for each in years:
        whole = year_span(row.order_date, each.project_year)
        if each.past or not each.parts_percent or whole.last_day < day:
            continue
        if day in whole:
            percent = each.parts_percent
        first = max(day, whole.start)
        left += Fraction((whole.end - first).days, (whole.end - whole.start).days)
        until = whole.last_day
    return CoverLeft(percent, until, left)


def _holder(row: System, milli: Decimal, left: CoverLeft) -> Holder:
    return Holder(
        pk=row.pk,
        ref=row.ref,
        name=row.name,
        site=row.site.name,
        system_type=row.system_type,
        quantity=milli / THOUSAND,
        percent=left.percent,
        until=left.until,
        years=left.years,
    )
