"""Orders with the supplier: made, expected on another day, cancelled."""

from datetime import date, datetime

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row, change_row
from lumencare.domain.problems import Conflict, InputProblems, Problem, Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.stock.kinds import SupplyState
from lumencare.domain.stock.serving import can_order
from lumencare.domain.text import Text, does_not_apply
from lumencare.stock.actions.steps import once
from lumencare.stock.goods import LONGEST_REFERENCE, MOST, Slip, check_open, check_slip
from lumencare.stock.models import Part, Place, Supply
from lumencare.stock.shortage import life_of
from lumencare.store import typed as read
from lumencare.store.keys import read_key


def order_parts(
    part: Part, place: Place, typed: read.Typed, *, key: str, by: User, now: datetime
) -> Supply:
    """Put an order with the supplier down; Refused where a part can no longer be ordered."""
    require_right(by, Right.KEEP_STOCK)
    check_open(place)
    values = read.read_all(typed, READERS)
    today = in_shanghai(now).date()
    ordered_on = values["ordered_on"] or today
    if values["expected_on"] < ordered_on:
        raise InputProblems([Problem("expected_on", str(values["expected_on"]), AFTER_ORDER)])
    _require_orderable(part, ordered_on)
    fields = {**values, "ordered_on": ordered_on}
    row = Supply(part=part, place=place, key=read_key(key), by=by, at=now, **fields)
    return once(lambda: _find(row), lambda: add_row(row, by=by, now=now))


def expect_supply(supply: Supply, expected_on: date, *, by: User, now: datetime) -> Supply:
    """Say when an order is expected now."""
    require_right(by, Right.KEEP_STOCK)
    _require_ordered(supply)
    if expected_on < supply.ordered_on:
        raise InputProblems([Problem("expected_on", str(expected_on), AFTER_ORDER)])
    return change_row(supply, {"expected_on": expected_on}, by=by, now=now)


def cancel_supply(supply: Supply, *, why: str, by: User, now: datetime) -> Supply:
    """Cancel what is still to come of an order, with the reason."""
    require_right(by, Right.KEEP_STOCK)
    if supply.state == SupplyState.CANCELLED:
        return supply
    _require_ordered(supply)
    reason = check_slip(Slip(key="-", reason=why), "reason").reason
    ended = {"state": SupplyState.CANCELLED.value, "ended_at": now, "ended_why": reason}
    return change_row(supply, ended, by=by, now=now, action="cancel", why=reason)


def _require_orderable(part: Part, on: date) -> None:
    if can_order(life_of(part), on):
        return
    successor = part.successor
    text = Text(
        f"{part.number} 已不能订货"
        + (f"，请订替代型号 {successor.number}。" if successor is not None else "。"),
        f"{part.number} can no longer be ordered"
        + (f"; order its successor {successor.number}." if successor is not None else "."),
    )
    raise Refused(does_not_apply("SC-7", text, part=part.number))


def _require_ordered(supply: Supply) -> None:
    if supply.state != SupplyState.ORDERED:
        raise Refused(does_not_apply("SC-7", OVER))


def _find(row: Supply) -> Supply | None:
    found = Supply.objects.select_related("part", "place").filter(key=row.key).first()
    same = ("part_id", "place_id", "quantity")
    if found is not None and any(getattr(found, each) != getattr(row, each) for each in same):
        raise Conflict(KEY_USED)
    return found


READERS: dict[str, read.Reader] = {
    "quantity": read.whole(1, MOST),
    "ordered_on": read.if_any(read.day),
    "expected_on": read.day,
    "reference": read.line(LONGEST_REFERENCE),
}
AFTER_ORDER = Text("应不早于订货日期。", "A day not before the order is expected.")
OVER = Text("此订单已收齐或已取消。", "This order has been received in full or was cancelled.")
KEY_USED = Text(
    "此单号已用于另一项订货，没有再次登记。",
    "This key was used for another order; nothing was recorded.",
)
