"""The old part: asked for, received into stock as faulty, waived, or written off as lost."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.claims.actions.ending import settle
from lumencare.claims.actions.fitting import RETURN_WITHIN
from lumencare.claims.actions.reading import serial
from lumencare.claims.actions.steps import held, standing_of, take_return
from lumencare.claims.actions.supplying import slip_of
from lumencare.claims.models import Claim
from lumencare.domain.claims.states import ReturnStep, return_target
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.stock.kinds import Condition
from lumencare.domain.text import Text
from lumencare.sales.written import read_written
from lumencare.stock import actions as stock
from lumencare.stock.goods import Goods
from lumencare.stock.models import Place
from lumencare.store import typed as read

LONGEST_WHY = 200
LONGEST_WAIT = timedelta(days=365)


def ask_return(claim: Claim, typed: read.Typed, *, by: User, now: datetime) -> Claim:
    """Ask for the old part until a day; asked again it has another day."""
    require_right(by, Right.KEEP_CLAIMS)
    today = in_shanghai(now).date()
    due = read.read_all(typed, {"due_on": read.if_any(read.day)})["due_on"]
    due = due or today + RETURN_WITHIN
    if not today <= due <= today + LONGEST_WAIT:
        last = today + LONGEST_WAIT
        text = Text(f"应在 {today} 至 {last} 之间。", f"Between {today} and {last}.")
        raise InputProblems([Problem("due_on", str(due), text)])
    changes = {"return_due_on": due, "return_why": ""}
    return take_return(claim, ReturnStep.ASK, changes, by=by, now=now)


def receive_return(
    claim: Claim, place: Place, typed: read.Typed, *, by: User, now: datetime
) -> Claim:
    """Take the old part into stock as faulty: stock and claim in one transaction, done once.

    A part that the catalogue does not know is received without stock. The serial that comes back
    must be the one that was claimed, where one was.
    """
    require_right(by, Right.KEEP_CLAIMS)
    return_target(ReturnStep.RECEIVE, standing_of(claim))
    came = read.read_all(typed, {"serial": serial})["serial"]
    if came and claim.faulty_serial and came != claim.faulty_serial:
        claimed = claim.faulty_serial
        text = Text(f"申请的旧件是 {claimed}。", f"The part that was claimed is {claimed}.")
        raise InputProblems([Problem("serial", came, text)])
    unit = came or claim.faulty_serial
    with held(claim):
        changes: dict[str, Any] = {
            "returned_on": in_shanghai(now).date(),
            "return_move": _into_stock(claim, place, unit, by=by, now=now),
        }
        if unit and claim.quantity == 1:
            changes["faulty_serial"] = unit
        take_return(claim, ReturnStep.RECEIVE, changes, by=by, now=now)
        return settle(claim, by=by, now=now)


def waive_return(claim: Claim, *, why: str, by: User, now: datetime) -> Claim:
    """Do without the old part, with a reason."""
    return _give_up(claim, ReturnStep.WAIVE, why, by, now)


def lose_return(claim: Claim, *, why: str, by: User, now: datetime) -> Claim:
    """Write the old part off as lost, with a reason; nothing is charged by it."""
    return _give_up(claim, ReturnStep.LOSE, why, by, now)


def is_overdue(claim: Claim, today: date) -> bool:
    """Tell whether an old part should be back by now."""
    due = claim.return_due_on
    return due is not None and due < today


def _give_up(claim: Claim, step: ReturnStep, why: str, by: User, now: datetime) -> Claim:
    require_right(by, Right.KEEP_CLAIMS)
    reason = read_written(why, "why", LONGEST_WHY)
    with transaction.atomic():
        take_return(claim, step, {"return_why": reason}, by=by, now=now, why=reason)
        return settle(claim, by=by, now=now)


def _into_stock(claim: Claim, place: Place, unit: str, *, by: User, now: datetime) -> Any:
    part = claim.part
    if part is None:
        return None
    if part.serialised and not (unit and claim.quantity == 1):
        raise InputProblems([Problem("serial", unit, SERIAL_NEEDED)])
    goods = Goods(
        part=part,
        quantity=claim.quantity,
        condition=Condition.FAULTY,
        serials=(unit,) if part.serialised else (),
    )
    slip = slip_of(claim, ReturnStep.RECEIVE, now)
    return stock.take_back(goods, place, slip, by=by, now=now)[0]


SERIAL_NEEDED = Text(
    "此件按序列号管理，请扫描旧件的序列号。",
    "This part is kept by serial number: scan that of the old part.",
)
