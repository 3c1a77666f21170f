"""The one way to change a balance: on condition, so never negative and never promised twice."""

from dataclasses import dataclass

from django.db.models import F, QuerySet

from lumencare.domain.stock.kinds import Condition
from lumencare.stock.models import Balance, Part, Place


@dataclass(frozen=True, slots=True)
class Shelf:
    """One balance: a part at a place in one condition."""

    part: Part
    place: Place
    condition: Condition

    @property
    def rows(self) -> QuerySet[Balance]:
        """The row of it, where there is one."""
        return Balance.objects.filter(part=self.part, place=self.place, condition=self.condition)


def take(shelf: Shelf, quantity: int, *, kept_back: int = 0) -> bool:
    """Take units that are promised to nobody; False where there are not so many beyond the kept."""
    enough = shelf.rows.filter(on_hand__gte=F("reserved") + quantity + kept_back)
    return bool(enough.update(on_hand=F("on_hand") - quantity))


def hold(shelf: Shelf, quantity: int, *, kept_back: int = 0) -> bool:
    """Promise units; False where there are not so many free beyond the kept."""
    enough = shelf.rows.filter(on_hand__gte=F("reserved") + quantity + kept_back)
    return bool(enough.update(reserved=F("reserved") + quantity))


def let_go(shelf: Shelf, held: int, *, taken: int = 0) -> bool:
    """End a promise of `held` units, `taken` of which leave with it."""
    promised = shelf.rows.filter(reserved__gte=held)
    return bool(promised.update(reserved=F("reserved") - held, on_hand=F("on_hand") - taken))


def put(shelf: Shelf, quantity: int) -> None:
    """Add units."""
    if not shelf.rows.update(on_hand=F("on_hand") + quantity):
        make(shelf)
        shelf.rows.update(on_hand=F("on_hand") + quantity)


def make(shelf: Shelf) -> None:
    """Make the row of a shelf that nothing ever lay on."""
    row = Balance(part=shelf.part, place=shelf.place, condition=shelf.condition)
    Balance.objects.bulk_create([row], ignore_conflicts=True)


def lock(*shelves: Shelf) -> list[Balance]:
    """Lock balances in one order for all, so that two transfers across do not wait for each other.

    Each is made where it was not there; returned in the order given.
    """
    found = {}
    for each in sorted(shelves, key=lambda shelf: (shelf.place.pk, shelf.condition)):
        row = each.rows.select_for_update().first()
        if row is None:
            make(each)
            row = each.rows.select_for_update().get()
        found[each] = row
    return [found[each] for each in shelves]
