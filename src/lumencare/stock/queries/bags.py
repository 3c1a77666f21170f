"""What an engineer carries: each thing that could be put in, as a phone offers it."""

from dataclasses import dataclass
from itertools import chain

from django.db.models import F

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.domain.stock.kinds import Condition, SerialState
from lumencare.domain.text import Text
from lumencare.stock.models import Balance, Serial
from lumencare.stock.queries.rows import own_bag

MOST_CARRIED = 200


@dataclass(frozen=True, slots=True)
class Carried:
    """A part of a bag: one unit by its serial, or how many of one without."""

    number: str
    name: Text
    serial: str
    free: int


def carried_by(user: User) -> tuple[Carried, ...]:
    """Return the good parts of a person's own bag that are promised to nobody, by number."""
    bag = own_bag(user) if may(user, Right.USE_BAG) else None
    if bag is None:
        return ()
    shelf = {"place": bag, "condition": Condition.GOOD}
    loose = Balance.objects.filter(**shelf, part__serialised=False, on_hand__gt=F("reserved"))
    units = Serial.objects.filter(**shelf, part__serialised=True, state=SerialState.IN_STOCK)
    found = chain(
        (_carried(each, "", each.on_hand - each.reserved) for each in loose.select_related("part")),
        (_carried(each, each.serial, 1) for each in units.select_related("part")),
    )
    return tuple(sorted(found, key=lambda each: (each.number, each.serial))[:MOST_CARRIED])


def _carried(row: Balance | Serial, serial: str, free: int) -> Carried:
    part = row.part
    name = Text(part.name_zh, part.name_en or part.name_zh)
    return Carried(part.number, name, serial, free)
