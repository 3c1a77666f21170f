"""Goodwill: a charge given up with a reason; above the desk's own limit another decides."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import NotAllowed, require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import add_row, change_row
from lumencare.desk.actions.charging import LONGEST_WHY, OPEN, left_of
from lumencare.desk.models import Charge, Goodwill
from lumencare.domain.desk.goodwill import GoodwillAsked, needs_approver
from lumencare.domain.money import Money
from lumencare.domain.problems import Conflict, InputProblems, Problem, Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.sales.written import read_written
from lumencare.store import typed as read


def give_goodwill(charge: Charge, typed: read.Typed, *, by: User, now: datetime) -> Goodwill:
    """Give up all or part of a charge; what goes past the own limit waits for somebody else.

    The goodwill of the whole case counts against the limit. Refused where it was charged already.
    """
    require_right(by, Right.WAIVE_CHARGES)
    values = read.read_all(typed, {"amount": read.if_any(read.amount)})
    why = read_written(str(typed.get("why", "")), "why", LONGEST_WHY)
    with transaction.atomic():
        row = Charge.objects.select_for_update().get(pk=charge.pk)
        if row.state not in OPEN:
            raise Refused(does_not_apply("SC-10", NOT_OPEN, state=row.state))
        if row.goodwill.filter(state=Goodwill.State.ASKED).exists():
            raise Conflict(ASKED_ALREADY)
        left = left_of(row)
        amount = left if values["amount"] is None else values["amount"]
        if amount.fen <= 0 or amount > left:
            allowed = Text(
                f"大于 0，不超过 {left.grouped} 元。", f"More than 0, at most {left.grouped}."
            )
            raise InputProblems([Problem("amount", str(amount), allowed)])
        asked = GoodwillAsked(amount, _given_before(row))
        given = _goodwill(row, amount, why, by, now)
        if not needs_approver(asked):
            given.state, given.decided_by, given.decided_at = "approved", by, now
        add_row(given, by=by, now=now, why=why)
        _waive_if_all(row, by, now)
    charge.state, charge.version = row.state, row.version
    return given


def decide_goodwill(
    given: Goodwill, *, approved: bool, why: str = "", by: User, now: datetime
) -> Goodwill:
    """Approve goodwill that somebody else asked for, or refuse it with a reason."""
    require_right(by, Right.APPROVE_GOODWILL)
    if by == given.asked_by:
        raise NotAllowed(Right.APPROVE_GOODWILL, BY_ANOTHER)
    said = why.strip()[:LONGEST_WHY] if approved else read_written(why, "why", LONGEST_WHY)
    if given.state != Goodwill.State.ASKED:
        raise Conflict(DECIDED)
    state = Goodwill.State.APPROVED if approved else Goodwill.State.REFUSED
    changes = {"state": state.value, "decided_by": by, "decided_at": now, "decided_why": said}
    with transaction.atomic():
        charge = Charge.objects.select_for_update().get(pk=given.charge_id)
        action = "approve" if approved else "refuse"
        row = change_row(given, changes, by=by, now=now, action=action)
        _waive_if_all(charge, by, now)
    return row


def _goodwill(charge: Charge, amount: Money, why: str, by: User, now: datetime) -> Goodwill:
    return Goodwill(
        charge=charge,
        state=Goodwill.State.ASKED.value,
        net_fen=amount.fen,
        why=why,
        asked_by=by,
        asked_at=now,
    )


def _given_before(charge: Charge) -> Money:
    """Return what was given up for the case before, by anybody's word."""
    rows = Goodwill.objects.filter(charge__case=charge.case_id, state=Goodwill.State.APPROVED)
    return Money.of_fen(sum(rows.values_list("net_fen", flat=True)))


def _waive_if_all(charge: Charge, by: User, now: datetime) -> None:
    if charge.state in OPEN and not left_of(charge):
        changes = {"state": Charge.State.WAIVED.value}
        change_row(charge, changes, by=by, now=now, action="waive-charge")


NOT_OPEN = Text(
    "该收费已收取、减免或撤回，不能再给予优惠。",
    "It was charged, waived or taken back, so nothing of it can be given up.",
)
ASKED_ALREADY = Text(
    "已有一笔优惠待审批，请等候批复。", "Goodwill for it waits for its decision already."
)
BY_ANOTHER = Text(
    "商务优惠须由申请人以外的人审批。",
    "Goodwill is approved by somebody other than the one who asked for it.",
)
DECIDED = Text("该优惠已有批复。", "It was decided already.")
