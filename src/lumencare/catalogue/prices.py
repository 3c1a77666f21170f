"""What parts cost on a day: the newest price list in force that names the part decides."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from lumencare.domain.money import Money
from lumencare.stock.models import Part, PartPrice, PriceList

# Of two lists that begin on one day the later import holds.
NEWEST = ("-price_list__valid_from", "-price_list__pk")


def prices_on(parts: Iterable[Part], on: date) -> dict[int, Money]:
    """Return what parts cost on a day, by their keys; one that no list names is left out."""
    rows = priced(Part.objects.filter(pk__in=[each.pk for each in parts]), on)
    found = rows.values_list("pk", "unit_fen")
    return {pk: Money.of_fen(fen) for pk, fen in found if fen is not None}


def priced(rows: QuerySet[Part], on: date) -> QuerySet[Any]:
    """Return parts with `unit_fen`, their price on a day; None where no list names them."""
    prices = PartPrice.objects.filter(part=OuterRef("pk"), price_list__valid_from__lte=on)
    return rows.annotate(unit_fen=Subquery(prices.order_by(*NEWEST).values("unit_fen")[:1]))


def last_prices() -> dict[int, int]:
    """Return the newest price of every part in fen, whenever its list begins."""
    rows = PartPrice.objects.order_by("price_list__valid_from", "price_list__pk")
    return dict(rows.values_list("part", "unit_fen"))


def newest_list() -> PriceList | None:
    """Return the price list that begins last."""
    return PriceList.objects.order_by("-valid_from", "-pk").first()
