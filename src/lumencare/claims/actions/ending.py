"""How claims end: settled, withdrawn, refused; and what becomes of what cannot be supplied."""

from datetime import datetime
from typing import Any

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import change_row
from lumencare.claims.actions.sharing import is_paid_for
from lumencare.claims.actions.steps import held, standing_of, take
from lumencare.claims.actions.supplying import NOTHING_KEPT, let_go
from lumencare.claims.models import Claim
from lumencare.desk.actions import undo_charge
from lumencare.domain.claims.states import ClaimState, ClaimStep, is_settled, target_of
from lumencare.domain.problems import Conflict
from lumencare.domain.text import Text
from lumencare.sales.written import read_written

LONGEST_WHY = 500


def withdraw(claim: Claim, *, why: str, by: User, now: datetime) -> Claim:
    """Take a claim back before its part left stock: what was kept and to be charged falls."""
    require_right(by, Right.ASK_CLAIMS)
    return _end(claim, ClaimStep.WITHDRAW, why, by, now)


def refuse(claim: Claim, *, why: str, by: User, now: datetime) -> Claim:
    """Refuse a claim with the reason that the customer is told."""
    require_right(by, Right.KEEP_CLAIMS)
    return _end(claim, ClaimStep.REFUSE, why, by, now)


def settle(claim: Claim, *, by: User | None, now: datetime) -> Claim:
    """Close a claim where nothing is left to do: fitted, settled with the customer, old part in."""
    if is_settled(standing_of(claim), share_settled=is_paid_for(claim)):
        return take(claim, ClaimStep.CLOSE, {}, by=by, now=now)
    return claim


def take_lead(claim: Claim, *, by: User, now: datetime) -> Claim:
    """Take care of a part that cannot be supplied any more: System Care is proposed (SY-1)."""
    require_right(by, Right.EDIT_SITES)
    if claim.lead != Claim.Lead.OPEN:
        raise Conflict(NO_LEAD)
    changes = {"lead": Claim.Lead.TAKEN.value}
    return change_row(claim, changes, by=by, now=now, action="take-lead")


def _end(claim: Claim, step: ClaimStep, why: str, by: User, now: datetime) -> Claim:
    target_of(step, ClaimState(claim.state))
    reason = read_written(why, "why", LONGEST_WHY)
    with held(claim):
        let_go(claim, why=claim.number, by=by, now=now)
        if claim.charge is not None:
            undo_charge(claim.charge, why=reason, by=by, now=now)
        changes: dict[str, Any] = {**NOTHING_KEPT, "ended_why": reason}
        return take(claim, step, changes, by=by, now=now, why=reason)


NO_LEAD = Text("此事已有人跟进。", "Somebody takes care of it already.")
