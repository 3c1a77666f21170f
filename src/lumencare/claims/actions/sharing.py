"""The customer's share of a claimed part: shown, agreed by name; charged at the desk (0033)."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import change_row
from lumencare.claims.actions.deciding import is_outdated
from lumencare.claims.actions.steps import take
from lumencare.claims.models import Claim
from lumencare.desk.actions import PartShare, agree_charge
from lumencare.desk.actions import show_share as show_at_desk
from lumencare.desk.models import Charge
from lumencare.domain.claims.states import ClaimState, ClaimStep, target_of
from lumencare.domain.money import Money
from lumencare.domain.problems import Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.store import typed as read

AGREED = (Charge.State.AGREED, Charge.State.CHARGED, Charge.State.WAIVED)
PAID = (Charge.State.CHARGED, Charge.State.WAIVED)


def show_share(claim: Claim, *, shown_to: str, by: User, now: datetime) -> Claim:
    """Write down that the share was told to somebody of the customer; nothing is charged by it."""
    require_right(by, Right.WORK_CASES)
    target_of(ClaimStep.AGREE, ClaimState(claim.state))
    share = _share_to_pay(claim)
    if _stands(claim.charge):
        raise Refused(does_not_apply("X-7", SHOWN))
    with transaction.atomic():
        charge = show_at_desk(claim.case, share, shown_to=shown_to, by=by, now=now)
        return change_row(claim, {"charge": charge}, by=by, now=now, action="show-share")


def agree_share(claim: Claim, typed: read.Typed, *, by: User, now: datetime) -> Claim:
    """Write down who of the customer agreed to the share, and how; told in the same breath."""
    require_right(by, Right.WORK_CASES)
    target_of(ClaimStep.AGREE, ClaimState(claim.state))
    _share_to_pay(claim)
    with transaction.atomic():
        if not _stands(claim.charge):
            name = str(typed.get("agreed_by", ""))
            show_share(claim, shown_to=name, by=by, now=now)
        charge = claim.charge
        if charge is not None and charge.state not in AGREED:
            agree_charge(charge, typed, by=by, now=now)
        return take(claim, ClaimStep.AGREE, {}, by=by, now=now)


def is_agreed(claim: Claim) -> bool:
    """Tell whether nothing stands against sending a part: it is free, or its share was agreed."""
    return _is_settled(claim, AGREED)


def is_paid_for(claim: Claim) -> bool:
    """Tell whether the share is settled at the desk: nothing to pay, charged, or given up."""
    return _is_settled(claim, PAID)


def _is_settled(claim: Claim, states: Collection[str]) -> bool:
    if not claim.share_fen:
        return claim.share_fen == 0
    return claim.charge is not None and claim.charge.state in states


def require_agreed(claim: Claim) -> None:
    """Raise Refused where a part may not leave: the share is not agreed to, or not known."""
    if claim.share_fen is None:
        raise Refused(does_not_apply("D-20", NO_PRICE))
    if not is_agreed(claim):
        raise Refused(does_not_apply("X-7", NOT_AGREED))


def require_current(claim: Claim) -> None:
    """Raise Refused where the case's cause was found to be another since the claim was decided."""
    if is_outdated(claim):
        raise Refused(does_not_apply("SC-10", OUTDATED))


def _share_to_pay(claim: Claim) -> PartShare:
    require_current(claim)
    if claim.share_fen is None:
        raise Refused(does_not_apply("D-20", NO_PRICE))
    if not claim.share_fen:
        raise Refused(does_not_apply("X-7", NOTHING_TO_PAY))
    part = claim.supplied.number if claim.supplied else claim.faulty_number
    many = f" x {claim.quantity}" if claim.quantity > 1 else ""
    name = Text(f"更换件 {part}{many}", f"Replacement part {part}{many}")
    return PartShare(net=Money.of_fen(claim.share_fen), name=name, why=claim.number)


def _stands(charge: Charge | None) -> bool:
    return charge is not None and charge.state != Charge.State.WITHDRAWN


SHOWN = Text(
    "已告知客户价格；如须更改，请先撤回该收费。",
    "The customer was told the price already; take that charge back first to change it.",
)
NO_PRICE = Text(
    "此件没有公布价格，请先填写价格与理由。",
    "This part has no published price: enter one with a reason first.",
)
NOTHING_TO_PAY = Text(
    "更换件免费，无须客户同意。", "The part is free; there is nothing to agree to."
)
NOT_AGREED = Text(
    "客户尚未同意应承担的金额，更换件不能订货或出库；请登记同意人与方式。",
    "The customer has not agreed to their share, so the part is neither ordered nor issued; write "
    "down who agreed and how.",
)
OUTDATED = Text(
    "故障原因在判定之后有变，请先重新判定。",
    "The cause of the fault was found to be another since; decide the claim anew first.",
)
