"""Reservations: units promised for something, issued, released, or let go when their time is up."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import change_row, record
from lumencare.domain.problems import Conflict, InputProblems, Problem, Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.stock.kinds import (
    RESERVATION_STATES,
    Condition,
    MoveKind,
    ReservationState,
)
from lumencare.domain.stock.serving import usual_hold
from lumencare.domain.text import Text, does_not_apply
from lumencare.stock.actions.steps import Step, carry, find_moves, once, require_place
from lumencare.stock.balances import Shelf, hold, let_go
from lumencare.stock.goods import MOST, WHOLE, Goods, Slip, check_goods, check_open, check_slip
from lumencare.stock.models import Move, Part, Place, Reservation
from lumencare.stock.shortage import kept_from, refuse

AT_ONCE = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """Units that somebody wants to have kept; `until` is the last day, None the usual time."""

    part: Part
    place: Place
    quantity: int = 1
    condition: Condition = Condition.GOOD
    until: date | None = None


def reserve(wish: Wish, slip: Slip, *, by: User, now: datetime) -> Reservation:
    """Promise units for the reference of a slip, once under its key.

    Refused where so many are not free for this customer (SC-7), with what is possible instead.
    """
    require_right(by, Right.RESERVE_PARTS)
    slip = check_slip(slip, "reference")
    _check(wish, in_shanghai(now).date())
    return once(lambda: _find(wish, slip), lambda: _reserve(wish, slip, by=by, now=now))


def release(reservation: Reservation, *, why: str, by: User, now: datetime) -> Reservation:
    """Let go of units that are not needed any more; released again it is answered alike."""
    require_right(by, Right.RESERVE_PARTS)
    return drop(reservation, why=why, by=by, now=now)


def drop(reservation: Reservation, *, why: str, by: User, now: datetime) -> Reservation:
    """Let go of units whose reason is gone, as part of a deed that its person may do.

    So an engineer who withdraws a claim, or serves it from the own bag, needs no right of the pool.
    """
    if reservation.state == ReservationState.RELEASED:
        return reservation
    reason = check_slip(Slip(key="-", reason=why), "reason").reason
    with transaction.atomic():
        _end(reservation, ReservationState.RELEASED, why=reason, by=by, now=now)
    return reservation


def prolong(reservation: Reservation, until: date, *, by: User, now: datetime) -> Reservation:
    """Hold units until another day."""
    require_right(by, Right.RESERVE_PARTS)
    _require_held(reservation)
    if until < in_shanghai(now).date():
        raise InputProblems([Problem("until", str(until), NOT_PAST)])
    return change_row(reservation, {"until": until}, by=by, now=now, action="prolong-reservation")


def issue_reserved(
    reservation: Reservation, given: Goods, *, key: str, by: User, now: datetime
) -> tuple[Move, ...]:
    """Give out what was reserved, or fewer: the rest is let go. Once under its key.

    `given` are the units that really leave: no more than were reserved, of the same part.
    """
    place = reservation.place
    require_place(by, Right.KEEP_STOCK, place)
    goods = check_goods(given)
    slip = check_slip(
        Slip(
            key=key,
            reference=reservation.reference,
            plan_customer=reservation.plan_customer,
        )
    )
    step = Step(kind=MoveKind.ISSUE, of=place, for_customer=True, reservation=reservation)
    return once(
        lambda: find_moves(goods, slip, step),
        lambda: _issue(reservation, goods, slip, step, by, now),
    )


def expire_reservations(now: datetime) -> int:
    """Let go of what was held longer than its last day; return how many reservations."""
    due = Reservation.objects.filter(state=ReservationState.HELD, until__lt=in_shanghai(now).date())
    ended, last = 0, 0
    # One that cannot be let go is passed by: it is told at its page, and tried again tomorrow.
    while some := list(due.filter(pk__gt=last).order_by("pk")[:AT_ONCE]):
        ended, last = ended + sum(_expire(each, now) for each in some), some[-1].pk
    return ended


def _expire(reservation: Reservation, now: datetime) -> int:
    try:
        with transaction.atomic():
            _end(reservation, ReservationState.EXPIRED, why="", by=None, now=now)
    except Conflict:
        # Somebody issued, released or prolonged it in this moment: theirs holds.
        return 0
    return 1


def _check(wish: Wish, today: date) -> None:
    check_open(wish.place)
    problems = []
    if not 1 <= wish.quantity <= MOST:
        problems.append(Problem("quantity", str(wish.quantity), WHOLE))
    if wish.until is not None and wish.until < today:
        problems.append(Problem("until", str(wish.until), NOT_PAST))
    if wish.condition == Condition.FAULTY:
        problems.append(Problem("condition", wish.condition, NOT_FAULTY))
    if problems:
        raise InputProblems(problems)


def _find(wish: Wish, slip: Slip) -> Reservation | None:
    """Return what is held or was issued under a key; Conflict where it is something else."""
    open_ = (ReservationState.HELD.value, ReservationState.ISSUED.value)
    rows = Reservation.objects.select_related("part", "place")
    found = rows.filter(key=slip.key, state__in=open_).first()
    if found is None:
        return None
    asked = (wish.part.pk, wish.place.pk, wish.quantity, slip.reference)
    if (found.part_id, found.place_id, found.quantity, found.reference) != asked:
        raise Conflict(KEY_USED)
    return found


def _reserve(wish: Wish, slip: Slip, *, by: User, now: datetime) -> Reservation:
    shelf = Shelf(wish.part, wish.place, wish.condition)
    kept = kept_from(shelf, plan_customer=slip.plan_customer)
    if not hold(shelf, wish.quantity, kept_back=kept):
        raise refuse(shelf, wish.quantity, kept, now)
    row = Reservation(
        part=wish.part,
        place=wish.place,
        condition=wish.condition,
        quantity=wish.quantity,
        reference=slip.reference,
        plan_customer=slip.plan_customer,
        until=wish.until or usual_hold(in_shanghai(now).date()),
        key=slip.key,
        by=by,
        at=now,
    )
    row.save(force_insert=True)
    changes = {
        "part": (None, wish.part),
        "place": (None, wish.place),
        "quantity": (None, wish.quantity),
        "reference": (None, slip.reference),
        "until": (None, row.until),
    }
    record(row, action="reserve-parts", by=by, now=now, changes=changes)
    return row


def _issue(
    reservation: Reservation, goods: Goods, slip: Slip, step: Step, by: User, now: datetime
) -> tuple[Move, ...]:
    _require_held(reservation)
    if goods.part.pk != reservation.part_id or goods.condition != reservation.condition:
        raise InputProblems([Problem("part", goods.part.number, OTHER_PART)])
    if goods.quantity > reservation.quantity:
        most = reservation.quantity
        text = Text(f"最多 {most} 件。", f"At most {most} are reserved.")
        raise InputProblems([Problem("quantity", str(goods.quantity), text)])
    _end(reservation, ReservationState.ISSUED, why="", by=by, now=now, taken=goods.quantity)
    return carry(goods, slip, step, by=by, now=now)


def _end(
    reservation: Reservation,
    state: ReservationState,
    *,
    why: str,
    by: User | None,
    now: datetime,
    taken: int = 0,
) -> None:
    """End a promise: its row first, then what it held, `taken` units of which leave with it."""
    _require_held(reservation)
    ended = {"state": state.value, "ended_at": now, "ended_why": why, "issued": taken}
    change_row(reservation, ended, by=by, now=now, action=f"{state}-reservation", why=why)
    shelf = Shelf(reservation.part, reservation.place, Condition(reservation.condition))
    if not let_go(shelf, reservation.quantity, taken=taken):
        raise Conflict(UNSOUND)


def _require_held(reservation: Reservation) -> None:
    state = ReservationState(reservation.state)
    if state != ReservationState.HELD:
        name = RESERVATION_STATES[state]
        text = Text(
            f"{reservation.number} {name.zh}，不再预留。",
            f"{reservation.number} is no longer held: {name.en.lower()}.",
        )
        raise Refused(does_not_apply("SC-7", text, state=state))


NOT_PAST = Text("应为今天或以后的日期。", "A day not before today is expected.")
NOT_FAULTY = Text("故障件不能预留。", "Faulty units cannot be reserved.")
OTHER_PART = Text("应为所预留的备件与状态。", "Another part or condition was reserved.")
KEY_USED = Text(
    "此单号已用于另一项预留，没有再次预留。",
    "This key was used for another reservation; nothing was reserved.",
)
UNSOUND = Text(
    "库存与预留不一致，请盘点此件后再试。",
    "Stock and reservations do not agree; count this part, then try again.",
)
