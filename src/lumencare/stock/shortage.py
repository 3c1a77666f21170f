"""Why a place cannot give what is asked, gathered from the rows at that moment."""

from datetime import date, datetime

from django.db.models import F, Min, Sum

from lumencare.domain.problems import Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.stock.kinds import Condition, PartState, PlaceKind, SupplyState
from lumencare.domain.stock.serving import (
    PartLife,
    Shelf,
    Shortage,
    explain_shortage,
    kept_back_of,
)
from lumencare.domain.text import Text
from lumencare.stock import balances
from lumencare.stock.models import Balance, Part, Place, Supply

PLACES_TOLD = 3


def kept_from(shelf: balances.Shelf, *, plan_customer: bool) -> int:
    """Return how many of a shelf are not for this customer: a pool keeps some for plans (SC-7)."""
    in_pool = shelf.place.kind == PlaceKind.POOL and shelf.condition == Condition.GOOD
    if plan_customer or not in_pool:
        return 0
    return kept_back_of(frequent=shelf.part.frequent, chosen=shelf.part.kept_back)


def life_of(part: Part) -> PartLife:
    """Return a part as rules see it."""
    return PartLife(
        number=part.number,
        state=PartState(part.state),
        last_order_on=part.last_order_on,
        lead_days=part.lead_days,
        successor=part.successor.number if part.successor is not None else "",
    )


def refuse(shelf: balances.Shelf, wanted: int, kept_back: int, now: datetime) -> Refused:
    """Return the refusal, with what is possible instead."""
    part, place = shelf.part, shelf.place
    row = shelf.rows.values_list("on_hand", "reserved").first() or (0, 0)
    on_order, expected_on = _coming(part)
    reason = explain_shortage(
        Shortage(
            part=life_of(part),
            shelf=Shelf(name_of(place), *row),
            wanted=wanted,
            kept_back=kept_back,
            elsewhere=_elsewhere(shelf),
            successor_free=_free(part.successor) if part.successor is not None else 0,
            on_order=on_order,
            expected_on=expected_on,
            on=in_shanghai(now).date(),
        )
    )
    return Refused(reason)


def name_of(place: Place) -> Text:
    """Return what a place is called."""
    return Text(place.name_zh, place.name_en)


def _elsewhere(shelf: balances.Shelf) -> tuple[tuple[Text, int], ...]:
    """Return where else there are some; bags are their engineers' and not named."""
    rows = (
        Balance.objects.filter(part=shelf.part, condition=shelf.condition)
        .filter(place__closed_on=None, on_hand__gt=F("reserved"))
        .exclude(place=shelf.place)
        .exclude(place__kind=PlaceKind.BAG)
        .select_related("place")
        .order_by("place__code")
    )
    return tuple((name_of(each.place), each.on_hand - each.reserved) for each in rows[:PLACES_TOLD])


def _free(part: Part) -> int:
    rows = Balance.objects.filter(part=part, condition=Condition.GOOD)
    rows = rows.exclude(place__kind=PlaceKind.BAG)
    return rows.aggregate(free=Sum(F("on_hand") - F("reserved")))["free"] or 0


def _coming(part: Part) -> tuple[int, date | None]:
    """Return how many are on order, and when the first of them are expected."""
    rows = Supply.objects.filter(part=part, state=SupplyState.ORDERED)
    found = rows.aggregate(left=Sum(F("quantity") - F("received")), first=Min("expected_on"))
    return found["left"] or 0, found["first"]
