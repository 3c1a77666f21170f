"""What must hold for the stock, looked at by `lumencare doctor`: books, promises and units agree.

Each difference is named by its place, part and condition, with both figures.
"""

from collections import Counter
from collections.abc import Iterator

from django.db.models import Count, F, Sum

from lumencare.domain.stock.kinds import ReservationState, SerialState
from lumencare.stock.models import Balance, Move, Part, Place, Reservation, Serial

# A part, a place and a condition: one balance.
Shelf = tuple[int, int, str]
SHELF = ("part", "place", "condition")


def count_balances() -> int:
    """Return how many balances there are."""
    return Balance.objects.count()


def wrong_balances() -> Iterator[str]:
    """Yield the balances that are not what their moves add up to."""
    moved: Counter[Shelf] = Counter()
    for side, sign in (("to", 1), ("from", -1)):
        fields = ("part", f"{side}_place", f"{side}_condition")
        rows = Move.objects.exclude(**{f"{side}_place": None}).values(*fields)
        summed = rows.annotate(sum=Sum("quantity")).order_by()
        for part, place, condition, quantity in summed.values_list(*fields, "sum"):
            moved[part, place, condition] += sign * quantity
    yield from _differences(_held("on_hand"), moved)


def wrong_promises() -> Iterator[str]:
    """Yield the balances of which not so much is promised as reservations hold."""
    rows = Reservation.objects.filter(state=ReservationState.HELD).values(*SHELF)
    summed = rows.annotate(sum=Sum("quantity")).order_by().values_list(*SHELF, "sum")
    promised = Counter({(part, place, what): sum_ for part, place, what, sum_ in summed})
    yield from _differences(_held("reserved"), promised)


def wrong_units() -> Iterator[str]:
    """Yield the balances of parts kept by serial that hold more or fewer than their units."""
    rows = Serial.objects.filter(state=SerialState.IN_STOCK).values(*SHELF)
    counted = rows.annotate(n=Count("pk")).order_by().values_list(*SHELF, "n")
    units = Counter({(part, place, what): number for part, place, what, number in counted})
    held = _held("on_hand", part__serialised=True)
    # Units of a part that is not kept by serial any more are of no account.
    kept = set(Part.objects.filter(serialised=True).values_list("pk", flat=True))
    yield from _differences(held, Counter({k: n for k, n in units.items() if k[0] in kept}))


def _held(field: str, **wanted: bool) -> Counter[Shelf]:
    rows = Balance.objects.filter(**wanted).exclude(**{field: 0})
    found = rows.values_list(*SHELF, F(field))
    return Counter({(part, place, condition): n for part, place, condition, n in found})


def _differences(books: Counter[Shelf], records: Counter[Shelf]) -> Iterator[str]:
    """Yield where two counts differ: `SH QSM-4W good: 5 ≠ 4`, the books first."""
    wrong = [each for each in books.keys() | records.keys() if books[each] != records[each]]
    parts = dict(
        Part.objects.filter(pk__in={each[0] for each in wrong}).values_list("pk", "number")
    )
    places = dict(Place.objects.values_list("pk", "code"))
    named = (
        (places.get(place, "?"), parts.get(part, "?"), condition, books[key], records[key])
        for key in wrong
        for part, place, condition in [key]
    )
    for place, part, condition, held, summed in sorted(named):
        yield f"{place} {part} {condition}: {held} ≠ {summed}"
