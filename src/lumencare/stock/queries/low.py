"""Which parts of the pool are below their minimum: found by the database, the scarcest first.

`level_of` decides and explains; the same figures are compared here, so that of a large pool only
the parts that are low are read and explained. A test holds both to one answer.
"""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    Expression,
    F,
    IntegerField,
    OuterRef,
    QuerySet,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce, Greatest

from lumencare.domain.stock.kinds import USABLE, PlaceKind, SupplyState
from lumencare.domain.stock.levels import ASSUMED_LEAD_DAYS, DAYS_OF_USE, first_month_of_use
from lumencare.domain.stock.serving import USUALLY_KEPT_BACK
from lumencare.stock.models import Balance, Part, PartUse, Supply

FREE = F("on_hand") - F("reserved")
TO_COME = F("quantity") - F("received")


@dataclass(frozen=True, slots=True)
class LowPart:
    """A part that is below its minimum: its key and number, what is free of it and was used."""

    pk: int
    number: str
    free: int
    used: int


def low_parts(rows: QuerySet[Part], on: date) -> list[LowPart]:
    """Return those of some parts of the pool that are below their minimum, the scarcest first."""
    counted = rows.filter(frequent=True).annotate(
        free=_sum_of(_in_pools(), FREE),
        coming=_sum_of(Supply.objects.filter(state=SupplyState.ORDERED), TO_COME),
        used=_sum_of(PartUse.objects.filter(month__gte=first_month_of_use(on)), F("used")),
    )
    low = counted.alias(minimum=Greatest(_usual_need(), _kept_back()))
    low = low.filter(minimum__gt=F("free") + F("coming"))
    found = low.values_list("pk", "number", "free", "used")
    return sorted((LowPart(*each) for each in found), key=_scarcity)


def _in_pools() -> QuerySet[Balance]:
    return Balance.objects.filter(place__kind=PlaceKind.POOL, condition__in=USABLE)


def _sum_of(rows: QuerySet[Any], what: Any) -> Expression:
    """Return the sum over the rows of a part, 0 where it has none."""
    grouped = rows.filter(part=OuterRef("pk")).order_by().values("part")
    sums = grouped.annotate(sum=Sum(what)).values("sum")
    return Coalesce(Subquery(sums, output_field=IntegerField()), 0)


def _usual_need() -> Any:
    """Return use while an order is under way and half as much again, each rounded up."""
    lead = Coalesce(F("lead_days"), ASSUMED_LEAD_DAYS)
    # A product below nothing rounds to nothing or less, and what is kept back is more.
    under_way = (F("used") * lead + (DAYS_OF_USE - 1)) / Value(DAYS_OF_USE)
    return (under_way * 3 + 1) / Value(2)


def _kept_back() -> Expression:
    usual = Case(When(frequent=True, then=Value(USUALLY_KEPT_BACK)), default=Value(0))
    return Coalesce(F("kept_back"), usual, output_field=IntegerField())


def _scarcity(part: LowPart) -> tuple[bool, int, str]:
    never = part.used <= 0
    return never, 0 if never else part.free * DAYS_OF_USE // part.used, part.number
