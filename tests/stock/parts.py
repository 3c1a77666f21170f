"""Parts, places and what lies there, to start a test from."""

from itertools import count
from typing import Any

from django.db.models import Sum

from lumencare.accounts.models import User
from lumencare.domain.stock.kinds import Condition
from lumencare.stock.actions import Goods, Slip, add_place, receive, shanghai_pool
from lumencare.stock.models import Balance, Move, Part, Place, Reservation
from tests.office import NOW, person

NUMBERS = count(1)


def clerk() -> User:
    """Return who keeps the stock."""
    return User.objects.filter(name="storekeeper").first() or person("clerk", name="storekeeper")


def slip(reference: str = "C-2601-001", **more: Any) -> Slip:
    """Return a slip with a key that nobody used."""
    return Slip(**{"key": f"k-{next(NUMBERS)}", "reference": reference, **more})


def part(number: str = "QSM-4W", **more: Any) -> Part:
    """Return a part of the catalogue."""
    facts = {"name_zh": "传感器模块", "name_en": "Sensor module", "lead_days": 40, **more}
    return Part.objects.create(number=number, key=number, changed_at=NOW, **facts)


def pool() -> Place:
    """Return the pool in Shanghai."""
    return shanghai_pool(NOW)


def place(code: str = "BJ", kind: str = "pool", holder: User | None = None) -> Place:
    """Return another place."""
    typed = {"code": code, "name_zh": f"{code} 库位", "name_en": f"{code} place", "kind": kind}
    return add_place(typed, holder=holder, by=clerk(), now=NOW)


def bag(of: User) -> Place:
    """Return the bag of an engineer."""
    return place(f"BAG-{of.pk}", "bag", of)


def stocked(quantity: int, of: Part | None = None, at: Place | None = None) -> Part:
    """Return a part of which a place, by default the pool, holds some."""
    found = of or part()
    goods = Goods(part=found, quantity=quantity)
    receive(goods, at or pool(), slip("PO-1"), by=clerk(), now=NOW)
    return found


def units(*serials: str, of: Part | None = None, at: Place | None = None) -> Part:
    """Return a part that is kept by serial, some units of which lie in the pool."""
    found = of or part("QP3", serialised=True)
    goods = Goods(part=found, quantity=len(serials), serials=serials)
    receive(goods, at or pool(), slip("PO-2"), by=clerk(), now=NOW)
    return found


def balance(
    of: Part, at: Place | None = None, condition: Condition = Condition.GOOD
) -> tuple[int, int]:
    """Return how many there are, and how many of them are promised."""
    rows = Balance.objects.filter(part=of, place=at or pool(), condition=condition)
    return rows.values_list("on_hand", "reserved").first() or (0, 0)


def sound() -> bool:
    """Tell whether every balance is what its moves add up to, and its promises are those held."""
    return all(
        each.on_hand == _sum(each, "to") - _sum(each, "from")
        and each.reserved
        == sum(
            Reservation.objects.filter(
                part=each.part, place=each.place, condition=each.condition, state="held"
            ).values_list("quantity", flat=True)
        )
        for each in Balance.objects.all()
    )


def _sum(of: Balance, side: str) -> int:
    wanted = {f"{side}_place": of.place, f"{side}_condition": of.condition}
    rows = Move.objects.filter(part=of.part, **wanted)
    return rows.aggregate(sum=Sum("quantity"))["sum"] or 0
