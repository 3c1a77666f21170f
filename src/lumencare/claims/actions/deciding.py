"""Deciding a claim: once when it is asked, anew with every finding; each decision is kept."""

from datetime import datetime
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.claims.actions.steps import take, tell
from lumencare.claims.catalogue import can_be_had
from lumencare.claims.deciding import Outcome, cause_of_claim, work_out
from lumencare.claims.models import Claim, ClaimDecision
from lumencare.desk.actions import undo_charge
from lumencare.desk.facts import kept_reasons
from lumencare.desk.models import Charge
from lumencare.domain.claims.states import ClaimStep
from lumencare.domain.money import ZERO, Money
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.text import Text

ENDED = (Charge.State.WITHDRAWN, Charge.State.WAIVED)


def decide(claim: Claim, *, by: User, now: datetime, why: str = "") -> Claim:
    """Decide what a claim gets and keep the decision; it names the one before.

    A share that another decision makes wrong is taken back with it: what was shown or agreed falls,
    what was charged is cancelled or offered back. Nothing is charged by it.
    """
    require_right(by, Right.ASK_CLAIMS)
    if claim.reported_on < claim.system.order_date:
        raise InputProblems([Problem("system", claim.system.ref, BEFORE_ORDER)])
    outcome = work_out(claim)
    with transaction.atomic():
        kept = _keep(claim, outcome, by=by, now=now, why=why)
        changes: dict[str, Any] = {
            "decision": kept,
            "percent": kept.percent,
            "price_fen": kept.price_fen,
            "share_fen": kept.share_fen,
            "counts_on": kept.counts_on,
            "counts_basis": kept.counts_basis,
            "lead": _lead(claim),
        }
        if claim.charge is not None and _is_wrong_now(claim.charge, kept.share_fen):
            undo_charge(claim.charge, why=why or claim.number, by=by, now=now)
            changes["charge"] = None
        is_new_lead = changes["lead"] and not claim.lead
        take(claim, ClaimStep.DECIDE, changes, by=by, now=now, why=why)
        if is_new_lead:
            tell("claim.unsuppliable", claim, now)
    return claim


def is_outdated(claim: Claim) -> bool:
    """Tell whether the cause of its case was found to be another since a claim was decided."""
    decision = claim.decision
    return decision is None or decision.cause != cause_of_claim(claim).value


def _lead(claim: Claim) -> str:
    """Return whether System Care is to be proposed: nothing can be had in place of the part."""
    if claim.supplied is None or can_be_had(claim.supplied):
        return ""
    return claim.lead or Claim.Lead.OPEN.value


def _is_wrong_now(charge: Charge, share_fen: int | None) -> bool:
    return charge.state not in ENDED and charge.net_fen != share_fen


def _keep(claim: Claim, outcome: Outcome, *, by: User, now: datetime, why: str) -> ClaimDecision:
    cover, share = outcome.cover, outcome.share
    is_free = cover.parts_percent == 100
    customer = ZERO if is_free and share.customer is None else share.customer
    return ClaimDecision.objects.create(
        claim=claim,
        follows=claim.decision,
        counts_on=outcome.counting.on,
        counts_basis=outcome.counting.basis.value,
        cause=outcome.basis.facts.cause.value,
        edition=outcome.basis.edition.code,
        facts=outcome.facts,
        project_year=cover.project_year,
        percent=cover.parts_percent,
        price_fen=_fen(share.price),
        share_fen=_fen(customer),
        price_list=outcome.price.price_list,
        price_from=outcome.price.source,
        sentence_zh=outcome.sentence.zh,
        sentence_en=outcome.sentence.en,
        because=kept_reasons(outcome.basis.edition, outcome.because),
        why=why,
        by=by,
        by_name=by.name,
        at=now,
    )


def _fen(amount: Money | None) -> int | None:
    return None if amount is None else amount.fen


BEFORE_ORDER = Text(
    "报修日早于该系统的订单之日。", "The report lies before the order of this system."
)
