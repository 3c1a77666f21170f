"""One deed with goods: balances, units, moves, use and trail together, and once by its key."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from django.db import IntegrityError, transaction
from django.db.models import F

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed, may
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.domain.problems import Conflict, Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.stock.kinds import Condition, MoveKind, SerialState
from lumencare.domain.stock.levels import month_of
from lumencare.domain.text import Text
from lumencare.stock import units
from lumencare.stock.balances import Shelf, lock, put, take
from lumencare.stock.goods import Goods, Slip, check_open
from lumencare.stock.models import Move, PartUse, Place, Reservation, Serial
from lumencare.stock.shortage import kept_from, refuse

Done = TypeVar("Done")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """What happens to goods: from where, to where, and how units are marked that leave.

    `for_customer` goods leave the pool under its rule (SC-7). `reservation` goods were taken with
    their promise already.
    """

    kind: MoveKind
    of: Place | None = None
    to: Place | None = None
    to_condition: Condition | None = None
    gone: SerialState = SerialState.OUT
    for_customer: bool = False
    reservation: Reservation | None = None


def once(find: Callable[[], Done | None], deed: Callable[[], Done]) -> Done:
    """Return what was done under a key before, else do it; of two at once, one does it."""
    found = find()
    if found is not None:
        return found
    try:
        with transaction.atomic():
            return deed()
    except (Conflict, IntegrityError, Refused):
        # The same was sent at the same moment, and the other one did it.
        found = find()
        if found is None:
            raise
        return found


def require_place(by: User, right: Right, *places: Place) -> None:
    """Raise NotAllowed where somebody may neither do this anywhere nor in their own bag."""
    own = all(each.holder_id == by.pk for each in places)
    if not may(by, right) and not (own and may(by, Right.USE_BAG)):
        raise NotAllowed(right)


def carry(goods: Goods, slip: Slip, step: Step, *, by: User, now: datetime) -> tuple[Move, ...]:
    """Do a step with goods, once under the key of its slip; Refused where they are not there."""
    for place in filter(None, (step.of, step.to)):
        check_open(place)
    return once(
        lambda: find_moves(goods, slip, step),
        lambda: _carry(goods, slip, step, by=by, now=now),
    )


def find_moves(goods: Goods, slip: Slip, step: Step) -> tuple[Move, ...] | None:
    """Return what was moved under a key; Conflict where it was something else."""
    rows = Move.objects.filter(key__in=list(_keys(slip.key, goods)))
    found = tuple(rows.select_related("part").order_by("pk"))
    if not found:
        return None
    same = all(
        (each.kind, each.part_id, each.from_place_id, each.to_place_id)
        == (step.kind, goods.part.pk, _pk(step.of), _pk(step.to))
        for each in found
    )
    if not same or sum(each.quantity for each in found) != goods.quantity:
        raise Conflict(KEY_USED)
    return found


def _carry(goods: Goods, slip: Slip, step: Step, *, by: User, now: datetime) -> tuple[Move, ...]:
    origin, aim = _shelves(goods, step)
    if origin is not None and aim is not None:
        lock(origin, aim)
    if origin is not None and step.reservation is None:
        kept = kept_from(origin, plan_customer=slip.plan_customer or not step.for_customer)
        if not take(origin, goods.quantity, kept_back=kept):
            raise refuse(origin, goods.quantity, kept, now)
    if aim is not None:
        put(aim, goods.quantity)
    moved = _units(goods, slip, step, now)
    rows = [_row(each, moved, slip, step, by, now) for each in _parcels(goods, slip.key)]
    for row in rows:
        row.save(force_insert=True)
    _count_use(goods, step, now)
    _tell(rows[0], goods, slip, by, now)
    return tuple(rows)


def _shelves(goods: Goods, step: Step) -> tuple[Shelf | None, Shelf | None]:
    into = step.to_condition or goods.condition
    return (
        Shelf(goods.part, step.of, goods.condition) if step.of is not None else None,
        Shelf(goods.part, step.to, into) if step.to is not None else None,
    )


def _units(goods: Goods, slip: Slip, step: Step, now: datetime) -> dict[str, Serial]:
    origin, aim = _shelves(goods, step)
    found: list[Serial] = []
    if goods.serials and origin is not None:
        found = units.send_off(origin, goods.serials, step.gone, slip.reference, now)
    if goods.serials and aim is not None:
        found = units.take_in(aim, goods.serials, slip.reference, now)
    return {each.serial: each for each in found}


@dataclass(frozen=True, slots=True)
class _Parcel:
    """What one row of moves is about: a unit by its serial, or all units together."""

    goods: Goods
    quantity: int
    serial: str
    key: str


def _parcels(goods: Goods, key: str) -> Iterator[_Parcel]:
    if not goods.serials:
        yield _Parcel(goods, goods.quantity, "", key)
    for serial, each in zip(goods.serials, _keys(key, goods), strict=False):
        yield _Parcel(goods, 1, serial, each)


def _keys(key: str, goods: Goods) -> Iterator[str]:
    """Yield the keys of the rows of one deed: its own, then ones that none from outside can be."""
    yield key
    for number in range(2, len(goods.serials) + 1):
        yield f"{key} {number}"


def _row(
    parcel: _Parcel,
    moved: dict[str, Serial],
    slip: Slip,
    step: Step,
    by: User,
    now: datetime,
) -> Move:
    origin, aim = _shelves(parcel.goods, step)
    return Move(
        kind=step.kind,
        part=parcel.goods.part,
        quantity=parcel.quantity,
        from_place=step.of,
        from_condition=origin.condition if origin is not None else "",
        to_place=step.to,
        to_condition=aim.condition if aim is not None else "",
        serial=moved.get(parcel.serial),
        reservation=step.reservation,
        reference=slip.reference,
        reason=slip.reason,
        key=parcel.key,
        by=by,
        at=now,
    )


# What makes a use, and what takes one back; a part that comes back faulty was used all the same.
USES = {MoveKind.ISSUE: 1, MoveKind.RETURN: -1}


def _count_use(goods: Goods, step: Step, now: datetime) -> None:
    sign = USES.get(step.kind, 0)
    if not sign or goods.condition == Condition.FAULTY:
        return
    month = month_of(in_shanghai(now).date())
    rows = PartUse.objects.filter(part=goods.part, month=month)
    if not rows.update(used=F("used") + sign * goods.quantity):
        PartUse.objects.bulk_create([PartUse(part=goods.part, month=month)], ignore_conflicts=True)
        rows.update(used=F("used") + sign * goods.quantity)


def _tell(move: Move, goods: Goods, slip: Slip, by: User, now: datetime) -> None:
    changes = {
        "part": (None, goods.part),
        "quantity": (None, goods.quantity),
        "from_place": (None, move.from_place),
        "to_place": (None, move.to_place),
        "reference": (None, slip.reference),
    }
    told = {name: sides for name, sides in changes.items() if sides[1] not in (None, "")}
    record(move, action=f"{move.kind}-parts", by=by, now=now, changes=told, why=slip.reason)


def _pk(place: Place | None) -> int | None:
    return None if place is None else place.pk


KEY_USED = Text(
    "此单号已用于另一笔出入库，没有再次登记。",
    "This key was used for another move; nothing was recorded.",
)
