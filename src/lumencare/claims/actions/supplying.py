"""Where the new part comes from: kept in stock for the claim, ordered, or let go again."""

from datetime import date, datetime
from typing import Any

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.claims.actions.sharing import require_agreed, require_current
from lumencare.claims.actions.steps import held, take
from lumencare.claims.models import Claim
from lumencare.domain.claims.states import ClaimState, ClaimStep, target_of
from lumencare.domain.problems import Refused
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.stock.kinds import Condition, ReservationState, SupplyState
from lumencare.domain.text import Text, does_not_apply
from lumencare.sites.holdings import PLANS, covering_rows, days_held
from lumencare.stock import actions as stock
from lumencare.stock.goods import Slip
from lumencare.stock.models import Part, Place
from lumencare.store import typed as read


def reserve(
    claim: Claim,
    place: Place,
    *,
    until: date | None = None,
    refurbished: bool = False,
    by: User,
    now: datetime,
) -> Claim:
    """Keep a part in stock for a claim; refused where none is free, with what is possible instead.

    It may be kept while the customer thinks the share over. A refurbished one is for who pays
    nothing (0033).
    """
    require_right(by, Right.KEEP_CLAIMS)
    target_of(ClaimStep.RESERVE, ClaimState(claim.state))
    require_current(claim)
    if refurbished and claim.share_fen != 0:
        raise Refused(does_not_apply("X-7", REFURBISHED))
    wish = stock.Wish(
        part=supplied_part(claim),
        place=place,
        quantity=claim.quantity,
        condition=Condition.REFURBISHED if refurbished else Condition.GOOD,
        until=until,
    )
    with held(claim):
        kept = stock.reserve(wish, slip_of(claim, ClaimStep.RESERVE, now), by=by, now=now)
        changes: dict[str, Any] = {
            "reservation": kept,
            "refurbished": refurbished,
            "source": claim.source or Claim.Source.POOL.value,
        }
        return take(claim, ClaimStep.RESERVE, changes, by=by, now=now)


def order(claim: Claim, place: Place, typed: read.Typed, *, by: User, now: datetime) -> Claim:
    """Order a part from the supplier for a claim, or say when an order of it is expected now."""
    require_right(by, Right.KEEP_CLAIMS)
    target_of(ClaimStep.ORDER, ClaimState(claim.state))
    require_current(claim)
    require_agreed(claim)
    expected_on = read.read_all(typed, {"expected_on": read.day})["expected_on"]
    with held(claim):
        supply = claim.supply
        if supply is not None and supply.state == SupplyState.ORDERED:
            stock.expect_supply(supply, expected_on, by=by, now=now)
        else:
            fields = {
                "quantity": str(claim.quantity),
                "expected_on": expected_on.isoformat(),
                "reference": claim.number,
            }
            key = slip_of(claim, ClaimStep.ORDER, now).key
            supply = stock.order_parts(supplied_part(claim), place, fields, key=key, by=by, now=now)
        changes = {
            "supply": supply,
            "expected_on": expected_on,
            "source": Claim.Source.ORDER.value,
        }
        return take(claim, ClaimStep.ORDER, changes, by=by, now=now)


def release(claim: Claim, *, why: str, by: User, now: datetime) -> Claim:
    """Let a part go that was kept or ordered; what was ordered comes to stock all the same."""
    require_right(by, Right.KEEP_CLAIMS)
    target_of(ClaimStep.RELEASE, ClaimState(claim.state))
    with held(claim):
        let_go(claim, why=why, by=by, now=now)
        return take(claim, ClaimStep.RELEASE, NOTHING_KEPT, by=by, now=now, why=why)


def let_go(claim: Claim, *, why: str, by: User, now: datetime) -> None:
    """Let go of what stock keeps for a claim, where it still does."""
    kept = claim.reservation
    if kept is not None and kept.state == ReservationState.HELD:
        stock.drop(kept, why=why, by=by, now=now)


def supplied_part(claim: Claim) -> Part:
    """Return what is supplied; Refused where the catalogue does not know it yet."""
    if claim.supplied is None:
        raise Refused(does_not_apply("SC-8", NOT_IN_CATALOGUE, part=claim.faulty_number))
    return claim.supplied


def slip_of(claim: Claim, step: Any, now: datetime) -> Slip:
    """Return what stock writes a step down with: done once for a claim as it stands.

    A claim that was changed since has another key; one that a killed process left is the same.
    """
    return Slip(
        key=f"{claim.number}:{step.value}:{claim.version}",
        reference=claim.number,
        reason=claim.case.number,
        plan_customer=_has_plan(claim, in_shanghai(now).date()),
    )


def _has_plan(claim: Claim, today: date) -> bool:
    """Tell whether any plan runs for the system: the pool is for plan customers first (SC-7)."""
    spans = (days_held(each) for each in covering_rows(claim.system, today) if each.code in PLANS)
    return any(span is not None and today in span for span in spans)


NOTHING_KEPT: dict[str, Any] = {
    "reservation": None,
    "supply": None,
    "expected_on": None,
    "source": "",
    "refurbished": False,
}
NOT_IN_CATALOGUE = Text(
    "备件目录没有此型号，请先指明供货型号。",
    "The catalogue does not know this part: say first what is supplied.",
)
REFURBISHED = Text(
    "翻新件只用于客户无须付费的更换。", "A refurbished part is only for who pays nothing for it."
)
