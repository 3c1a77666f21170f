"""The part leaves stock for its claim, or comes back unused."""

from datetime import datetime
from typing import Any

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.claims.actions.reading import LONGEST_NAME, serial
from lumencare.claims.actions.sharing import require_agreed, require_current
from lumencare.claims.actions.steps import held, take
from lumencare.claims.actions.supplying import NOTHING_KEPT, let_go, slip_of, supplied_part
from lumencare.claims.models import Claim
from lumencare.domain.claims.states import ClaimState, ClaimStep, target_of
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.stock.kinds import Condition
from lumencare.domain.text import Text, does_not_apply
from lumencare.sales.written import read_written
from lumencare.stock import actions as stock
from lumencare.stock.goods import Goods
from lumencare.stock.models import Move, Place
from lumencare.store import typed as read

LONGEST_WHY = 200


def issue(claim: Claim, typed: read.Typed, *, by: User, now: datetime) -> Claim:
    """Give out what was kept for a claim: stock and claim in one transaction, done once.

    Refused before the customer agreed to a share.
    """
    require_right(by, Right.KEEP_CLAIMS)
    target_of(ClaimStep.ISSUE, ClaimState(claim.state))
    values = read.read_all(typed, READERS)
    _require_ready(claim)
    kept = claim.reservation
    if kept is None:
        raise Refused(does_not_apply("SC-7", RESERVE_FIRST))
    goods = _goods(claim, values["serial"], Condition(kept.condition))
    with held(claim):
        key = slip_of(claim, ClaimStep.ISSUE, now).key
        moves = stock.issue_reserved(kept, goods, key=key, by=by, now=now)
        return _issued(claim, moves[0], values, by=by, now=now)


def issue_from_bag(claim: Claim, typed: read.Typed, *, by: User, now: datetime) -> Claim:
    """Take a part out of one's own bag for a claim; what was kept elsewhere for it is let go."""
    require_right(by, Right.ASK_CLAIMS)
    target_of(ClaimStep.ISSUE, ClaimState(claim.state))
    values = {**read.read_all(typed, READERS), "issued_to": by.name}
    bag = Place.objects.filter(holder=by, closed_on=None).first()
    if bag is None:
        raise Refused(does_not_apply("SC-7", NO_BAG))
    _require_ready(claim)
    goods = _goods(claim, values["serial"], Condition.GOOD)
    with held(claim):
        let_go(claim, why=claim.number, by=by, now=now)
        moves = stock.issue(goods, bag, slip_of(claim, ClaimStep.ISSUE, now), by=by, now=now)
        from_bag = {**values, "source": Claim.Source.BAG.value}
        return _issued(claim, moves[0], from_bag, by=by, now=now)


def take_back(claim: Claim, *, why: str, by: User, now: datetime) -> Claim:
    """Put a part back where it came from that was not needed."""
    require_right(by, Right.ASK_CLAIMS)
    target_of(ClaimStep.TAKE_BACK, ClaimState(claim.state))
    reason = read_written(why, "why", LONGEST_WHY)
    issued = claim.issue
    if issued is None or issued.from_place is None:
        raise Refused(does_not_apply("SC-7", RESERVE_FIRST))
    goods = _goods(claim, claim.supplied_serial, Condition(issued.from_condition))
    with held(claim):
        slip = slip_of(claim, ClaimStep.TAKE_BACK, now)
        stock.take_back(goods, issued.from_place, slip, by=by, now=now)
        return take(claim, ClaimStep.TAKE_BACK, NOTHING_ISSUED, by=by, now=now, why=reason)


def _require_ready(claim: Claim) -> None:
    require_current(claim)
    require_agreed(claim)


def _goods(claim: Claim, unit: str, condition: Condition) -> Goods:
    """Return what leaves; a part that is kept by serial needs it, another has none in stock."""
    part = supplied_part(claim)
    if part.serialised and claim.quantity == 1 and not unit:
        raise InputProblems([Problem("serial", "", SERIAL_NEEDED)])
    serials = (unit,) if part.serialised and unit else ()
    return Goods(part=part, quantity=claim.quantity, condition=condition, serials=serials)


def _issued(claim: Claim, move: Move, values: dict[str, Any], *, by: User, now: datetime) -> Claim:
    changes = {
        "issue": move,
        "issued_on": in_shanghai(now).date(),
        "issued_to": values["issued_to"],
        "supplied_serial": values["serial"] if claim.quantity == 1 else "",
        "source": values.get("source", claim.source),
        "late_told_on": None,
    }
    return take(claim, ClaimStep.ISSUE, changes, by=by, now=now)


READERS: dict[str, read.Reader] = {"serial": serial, "issued_to": read.line(LONGEST_NAME)}
NOTHING_ISSUED: dict[str, Any] = {
    **NOTHING_KEPT,
    "issue": None,
    "issued_on": None,
    "issued_to": "",
    "supplied_serial": "",
}
RESERVE_FIRST = Text(
    "请先在库存中预留，再出库。", "Reserve a part in stock first; then it can be issued."
)
NO_BAG = Text("您没有备件包。", "You have no bag of your own.")
SERIAL_NEEDED = Text(
    "此件按序列号管理，请扫描序列号。", "This part is kept by serial number: scan it."
)
