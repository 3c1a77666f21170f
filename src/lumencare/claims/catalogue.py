"""From the numbers that people say to parts of the catalogue: what is supplied, at which price."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Sum

from lumencare.catalogue.prices import NEWEST
from lumencare.domain.money import Money
from lumencare.domain.stock.kinds import Condition, PartState, PlaceKind
from lumencare.domain.stock.part_numbers import number_key
from lumencare.sites.facts import listed_price
from lumencare.sites.models import System
from lumencare.stock.models import Balance, Part, PartPrice

# A chain of successors is short; a longer one is a circle that somebody typed.
MOST_SUCCESSORS = 10


@dataclass(frozen=True, slots=True)
class UnitPrice:
    """The price of one, and where it is from: `list`, `set`, `hardware`, or `none`."""

    net: Money | None
    source: str
    price_list: str = ""


NO_PRICE = UnitPrice(None, "none")


def find_part(number: str) -> Part | None:
    """Return the part of the catalogue with a number, as numbers are compared."""
    return Part.objects.select_related("successor").filter(key=number_key(number)).first()


def successors_of(part: Part) -> Iterator[Part]:
    """Yield what takes a part's place, and what takes the place of that."""
    found, seen = part.successor, {part.pk}
    while found is not None and found.pk not in seen and len(seen) <= MOST_SUCCESSORS:
        yield found
        seen.add(found.pk)
        found = found.successor


def supplied_for(part: Part) -> Part:
    """Return what is supplied for a part: itself while it can be had, else its latest successor.

    The nearest successor that can be had; where none can, the part itself.
    """
    if can_be_had(part):
        return part
    return next((each for each in successors_of(part) if can_be_had(each)), part)


def may_stand_in(supplied: Part, part: Part) -> bool:
    """Tell whether a part may be supplied for another: the same, or named as its successor."""
    return supplied.pk == part.pk or any(each.pk == supplied.pk for each in successors_of(part))


def can_be_had(part: Part) -> bool:
    """Tell whether a part can be ordered still, or lies in stock."""
    return part.state != PartState.OBSOLETE or free_of(part) > 0


def free_of(part: Part) -> int:
    """Return how many good units are free in all, but for what engineers carry."""
    rows = Balance.objects.filter(part=part, condition=Condition.GOOD, place__closed_on=None)
    rows = rows.exclude(place__kind=PlaceKind.BAG)
    return rows.aggregate(free=Sum(F("on_hand") - F("reserved")))["free"] or 0


def price_on(part: Part | None, on: date) -> UnitPrice:
    """Return the price of a part in the newest price list of a day that has it."""
    rows = PartPrice.objects.filter(part=part, price_list__valid_from__lte=on)
    row = rows.select_related("price_list").order_by(*NEWEST).first()
    if part is None or row is None:
        return NO_PRICE
    return UnitPrice(Money.of_fen(row.unit_fen), "list", row.price_list.code)


def price_of_hardware(system: System, number: str) -> UnitPrice:
    """Return the unit price that the system's hardware list has for a part."""
    fen = listed_price(system, number)
    return NO_PRICE if fen is None else UnitPrice(Money.of_fen(fen), "hardware")
