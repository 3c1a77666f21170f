"""What is put right about a claim: what failed and when, what is supplied, a price by hand."""

from datetime import datetime
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import change_row
from lumencare.claims.actions.deciding import decide
from lumencare.claims.actions.reading import LONGEST_NUMBER, LONGEST_REASON, LONGEST_WHY
from lumencare.claims.actions.reading import READERS as ASKED
from lumencare.claims.catalogue import find_part, may_stand_in, supplied_for
from lumencare.claims.models import Claim
from lumencare.claims.whereabouts import against_faulty
from lumencare.domain.claims.states import (
    BEFORE_ISSUE,
    SUPPLIED,
    ClaimState,
    ClaimStep,
    target_of,
)
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.text import Text, does_not_apply
from lumencare.store import typed as read

CHANGED = ("serial", "place", "damage", "failed_on", "failed_proof", "note")
READERS: dict[str, read.Reader] = {
    **{name: ASKED[name] for name in CHANGED},
    "supplied": read.line(LONGEST_NUMBER),
}
WHY: dict[str, read.Reader] = {"why": read.line(LONGEST_WHY, needed=True)}


def change(claim: Claim, typed: read.Typed, *, by: User, now: datetime) -> Claim:
    """Put right what is known of a claim and decide it anew; fields that are not given stay."""
    require_right(by, Right.ASK_CLAIMS)
    target_of(ClaimStep.CHANGE, ClaimState(claim.state))
    values = read.read_all(typed, READERS, given_only=True)
    why = read.read_all(typed, WHY)["why"]
    changes = _changes(claim, values)
    with transaction.atomic():
        change_row(claim, changes, by=by, now=now, action=ClaimStep.CHANGE.value, why=why)
        return decide(claim, by=by, now=now, why=why)


def set_price(claim: Claim, typed: read.Typed, *, by: User, now: datetime) -> Claim:
    """Enter the unit price of a part that has no published one, with a reason (D-20)."""
    require_right(by, Right.KEEP_CLAIMS)
    readers = {"amount": read.amount, "why": read.line(LONGEST_REASON, needed=True)}
    values = read.read_all(typed, readers)
    decision = claim.decision
    if decision is not None and decision.price_from == "list":
        raise Refused(does_not_apply("D-20", LISTED, price_list=decision.price_list))
    changes = {"set_fen": values["amount"].fen, "set_why": values["why"]}
    with transaction.atomic():
        change_row(claim, changes, by=by, now=now, action="set-price", why=values["why"])
        return decide(claim, by=by, now=now, why=values["why"])


def _changes(claim: Claim, values: dict[str, Any]) -> dict[str, Any]:
    """Return the columns that change; InputProblems where what is typed cannot be."""
    found, problems = dict(values), []
    if "damage" in found:
        found["damage"] = found["damage"] or ""
    if "serial" in found:
        found["faulty_serial"] = found.pop("serial")
        problems += _wrong_serial(claim, found["faulty_serial"])
    day = found.get("failed_on")
    if day is not None and not claim.system.order_date <= day <= claim.reported_on:
        problems.append(Problem("failed_on", str(day), NOT_BETWEEN))
    if "supplied" in found:
        parts, wrong = _supplied(claim, found.pop("supplied"))
        problems += wrong
        found |= parts
    if problems:
        raise InputProblems(problems)
    return found


def _wrong_serial(claim: Claim, wanted: str) -> list[Problem]:
    if wanted == claim.faulty_serial or not wanted:
        return []
    if claim.quantity > 1:
        return [Problem("serial", wanted, ONE_ONLY)]
    against = against_faulty(wanted, claim.faulty_number, claim.system)
    return [Problem("serial", wanted, against)] if against else []


def _supplied(claim: Claim, number: str) -> tuple[dict[str, Any], list[Problem]]:
    """Return what is to be supplied: the part itself or a successor that the catalogue names."""
    part = claim.part or find_part(claim.faulty_number)
    usual = supplied_for(part) if part else None
    wanted = find_part(number) if number else usual
    if number and wanted is None:
        return {}, [Problem("supplied", number, UNKNOWN_PART)]
    if wanted is not None and part is not None and not may_stand_in(wanted, part):
        return {}, [Problem("supplied", number, NO_SUCCESSOR)]
    same = (None if wanted is None else wanted.pk) == claim.supplied_id
    if not same and ClaimState(claim.state) not in BEFORE_ISSUE - SUPPLIED:
        return {}, [Problem("supplied", number, RELEASE_FIRST)]
    return {"part": part, "supplied": wanted}, []


LISTED = Text(
    "价格表已有此件的价格，以其为准。", "The price list has a price for this part, and that holds."
)
NOT_BETWEEN = Text(
    "应在订单之日与报修日之间。", "A day between the order and the report is expected."
)
ONE_ONLY = Text("多件申请不能填写序列号。", "A claim for several parts has no serial number.")
UNKNOWN_PART = Text("备件目录没有此型号。", "The catalogue has no such part.")
NO_SUCCESSOR = Text(
    "应为原型号，或备件目录所列的替代型号。",
    "The part itself, or a successor that the catalogue names, is expected.",
)
RELEASE_FIRST = Text(
    "已预留、订货或出库；请先释放或退库，再改供货型号。",
    "A part is reserved, ordered or issued already; release it or put it back first.",
)
