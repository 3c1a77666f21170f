"""Loans: units that are lent and come back, or are written off with the reason."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row, change_row
from lumencare.domain.problems import Conflict, InputProblems, Problem, Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.stock.kinds import (
    LOAN_STATES,
    Condition,
    LoanState,
    MoveKind,
    SerialState,
)
from lumencare.domain.text import Text, does_not_apply
from lumencare.stock.actions.steps import Step, carry, once
from lumencare.stock.goods import Goods, Slip, check_goods, check_slip
from lumencare.stock.models import Loan, Place, Serial
from lumencare.store import typed as read

LONGEST_BORROWER = 120


@dataclass(frozen=True, slots=True)
class Lending:
    """To whom units are lent, and the day by which they are to be back."""

    borrower: str
    due_on: date


def lend(
    goods: Goods, place: Place, lending: Lending, slip: Slip, *, by: User, now: datetime
) -> Loan:
    """Lend units; the pool keeps some for plan customers (SC-7). Once under the slip's key."""
    require_right(by, Right.KEEP_STOCK)
    goods, slip = check_goods(goods), check_slip(slip)
    borrower = _check(lending, in_shanghai(now).date())
    loan = Loan(
        part=goods.part,
        place=place,
        condition=goods.condition,
        quantity=goods.quantity,
        serials=list(goods.serials),
        borrower=borrower,
        reference=slip.reference,
        due_on=lending.due_on,
        key=slip.key,
        by=by,
        at=now,
    )
    return once(lambda: _find(loan), lambda: _lend(loan, goods, slip, by=by, now=now))


def take_back_loan(
    loan: Loan, place: Place, condition: Condition, *, by: User, now: datetime
) -> Loan:
    """Take lent units back to a place, in the condition that they came back in."""
    require_right(by, Right.KEEP_STOCK)
    if loan.state == LoanState.RETURNED:
        return loan
    goods = Goods(
        part=loan.part,
        quantity=loan.quantity,
        condition=condition,
        serials=tuple(loan.serials),
    )
    slip = Slip(key=f"loan back {loan.pk}", reference=loan.number, reason=loan.borrower)
    with transaction.atomic():
        _end(loan, LoanState.RETURNED, why="", by=by, now=now)
        carry(goods, slip, Step(kind=MoveKind.LOAN_RETURN, to=place), by=by, now=now)
    return loan


def write_off_loan(loan: Loan, *, why: str, by: User, now: datetime) -> Loan:
    """Give lent units up that do not come back, with the reason."""
    require_right(by, Right.KEEP_STOCK)
    reason = check_slip(Slip(key="-", reason=why), "reason").reason
    with transaction.atomic():
        _end(loan, LoanState.KEPT, why=reason, by=by, now=now)
        units = Serial.objects.filter(part=loan.part, serial__in=loan.serials, state="lent")
        units.update(state=SerialState.OUT.value, changed_at=now)
    return loan


def _check(lending: Lending, today: date) -> str:
    values = read.read_all(
        {"borrower": lending.borrower}, {"borrower": read.line(LONGEST_BORROWER, needed=True)}
    )
    if lending.due_on < today:
        raise InputProblems([Problem("due_on", str(lending.due_on), NOT_PAST)])
    return str(values["borrower"])


def _find(loan: Loan) -> Loan | None:
    found = Loan.objects.select_related("part", "place").filter(key=loan.key).first()
    same = ("part_id", "place_id", "quantity", "borrower")
    if found is not None and any(getattr(found, each) != getattr(loan, each) for each in same):
        raise Conflict(KEY_USED)
    return found


def _lend(loan: Loan, goods: Goods, slip: Slip, *, by: User, now: datetime) -> Loan:
    add_row(loan, by=by, now=now)
    step = Step(kind=MoveKind.LOAN, of=loan.place, gone=SerialState.LENT, for_customer=True)
    moved = Slip(
        key=f"loan {loan.pk}",
        reference=loan.number,
        reason=loan.borrower,
        plan_customer=slip.plan_customer,
    )
    carry(goods, moved, step, by=by, now=now)
    return loan


def _end(loan: Loan, state: LoanState, *, why: str, by: User, now: datetime) -> None:
    found = LoanState(loan.state)
    if found != LoanState.OUT:
        name = LOAN_STATES[found]
        text = Text(f"{loan.number}：{name.zh}。", f"{loan.number}: {name.en}.")
        raise Refused(does_not_apply("SC-7", text, state=found))
    ended = {"state": state.value, "ended_at": now, "ended_why": why}
    change_row(loan, ended, by=by, now=now, action=f"loan-{state}", why=why)


NOT_PAST = Text("应为今天或以后的日期。", "A day not before today is expected.")
KEY_USED = Text(
    "此单号已用于另一笔借出，没有再次登记。",
    "This key was used for another loan; nothing was recorded.",
)
