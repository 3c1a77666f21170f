"""Goods that come, go, or change their place or condition."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import change_row
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.stock.kinds import Condition, MoveKind, SerialState, SupplyState
from lumencare.domain.text import Text, does_not_apply
from lumencare.stock.actions.steps import Step, carry, find_moves, require_place
from lumencare.stock.goods import Goods, Slip, check_goods, check_slip
from lumencare.stock.models import Move, Place, Supply


def receive(
    goods: Goods,
    place: Place,
    slip: Slip,
    *,
    supply: Supply | None = None,
    by: User,
    now: datetime,
) -> tuple[Move, ...]:
    """Take a delivery in; one of an order is counted there, never more than was ordered."""
    require_right(by, Right.KEEP_STOCK)
    goods, slip = check_goods(goods), check_slip(slip)
    step = Step(kind=MoveKind.RECEIPT, to=place)
    if supply is None:
        return carry(goods, slip, step, by=by, now=now)
    with transaction.atomic():
        # Its row stays locked: the same delivery sent twice at once is counted once.
        Supply.objects.select_for_update().get(pk=supply.pk)
        there = find_moves(goods, slip, step)
        if there is not None:
            return there
        _count_delivery(supply, goods, by=by, now=now)
        return carry(goods, slip, step, by=by, now=now)


def issue(goods: Goods, place: Place, slip: Slip, *, by: User, now: datetime) -> tuple[Move, ...]:
    """Give units out that were not reserved; the pool keeps some for plan customers (SC-7).

    Refused where there are not so many, with what is possible instead.
    """
    require_place(by, Right.KEEP_STOCK, place)
    step = Step(kind=MoveKind.ISSUE, of=place, for_customer=True)
    return carry(check_goods(goods), check_slip(slip, "reference"), step, by=by, now=now)


def take_back(
    goods: Goods, place: Place, slip: Slip, *, by: User, now: datetime
) -> tuple[Move, ...]:
    """Take units back, good ones that were not needed or faulty ones that were replaced."""
    require_place(by, Right.KEEP_STOCK, place)
    step = Step(kind=MoveKind.RETURN, to=place)
    return carry(check_goods(goods), check_slip(slip, "reference"), step, by=by, now=now)


def transfer(
    goods: Goods, places: tuple[Place, Place], slip: Slip, *, by: User, now: datetime
) -> tuple[Move, ...]:
    """Bring units from the first place to the second."""
    require_right(by, Right.KEEP_STOCK)
    of, to = places
    if of.pk == to.pk:
        raise InputProblems([Problem("to", to.code, OTHER_PLACE)])
    step = Step(kind=MoveKind.TRANSFER, of=of, to=to)
    return carry(check_goods(goods), check_slip(slip), step, by=by, now=now)


def regrade(
    goods: Goods, place: Place, into: Condition, slip: Slip, *, by: User, now: datetime
) -> tuple[Move, ...]:
    """Give units another condition, as when a faulty one was refurbished."""
    require_right(by, Right.KEEP_STOCK)
    if into == goods.condition:
        raise InputProblems([Problem("condition", into, OTHER_CONDITION)])
    step = Step(kind=MoveKind.REGRADE, of=place, to=place, to_condition=into)
    return carry(check_goods(goods), check_slip(slip, "reason"), step, by=by, now=now)


def scrap(goods: Goods, place: Place, slip: Slip, *, by: User, now: datetime) -> tuple[Move, ...]:
    """Throw units away, with the reason."""
    require_right(by, Right.KEEP_STOCK)
    step = Step(kind=MoveKind.SCRAP, of=place, gone=SerialState.SCRAPPED)
    return carry(check_goods(goods), check_slip(slip, "reason"), step, by=by, now=now)


def _count_delivery(supply: Supply, goods: Goods, *, by: User, now: datetime) -> None:
    """Count a delivery at its order, on condition that so many are still to come."""
    if supply.part_id != goods.part.pk:
        raise InputProblems([Problem("part", goods.part.number, OTHER_PART)])
    row = Supply.objects.filter(pk=supply.pk, state=SupplyState.ORDERED).first()
    if row is None:
        raise Refused(does_not_apply("SC-7", NOT_ORDERED))
    left = row.quantity - row.received
    if goods.quantity > left:
        text = Text(f"最多可收 {left} 件。", f"At most {left} are still to come.")
        raise InputProblems([Problem("quantity", str(goods.quantity), text)])
    received = row.received + goods.quantity
    whole = received == row.quantity
    fields = {"received": received} | (
        {"state": SupplyState.RECEIVED.value, "ended_at": now} if whole else {}
    )
    change_row(row, fields, by=by, now=now, action="receive-supply")


OTHER_PLACE = Text("应为另一个库位。", "Another place is expected.")
OTHER_CONDITION = Text("应为另一种状态。", "Another condition is expected.")
OTHER_PART = Text("此订单订的是另一种备件。", "This order is for another part.")
NOT_ORDERED = Text(
    "此订单已收齐或已取消。", "This order has been received in full or was cancelled."
)
