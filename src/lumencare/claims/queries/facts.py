"""A claim as pages and programs read it: both parts, who pays, where everything is, what may be."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.claims.actions.deciding import is_outdated
from lumencare.claims.actions.sharing import is_agreed
from lumencare.claims.actions.steps import standing_of
from lumencare.claims.models import Claim, ClaimDecision
from lumencare.claims.queries.rows import find_claim, visible_claims
from lumencare.domain.claims.damage import DAMAGE_NAMES, Damage
from lumencare.domain.claims.days import BASIS_NAMES, CountingBasis
from lumencare.domain.claims.states import (
    RETURN_NAMES,
    STATE_NAMES,
    ClaimState,
    ClaimStep,
    ReturnState,
    ReturnStep,
    may_return,
    may_take,
)
from lumencare.domain.desk.parts import free_until
from lumencare.domain.money import Money
from lumencare.domain.text import Text

NOTHING = Text("", "")
MOST_IN_CHAIN = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimDecisionFacts:
    """A decision of a claim as it was kept."""

    pk: int
    follows: int | None
    counts_on: date
    counts_basis: str
    counts_basis_name: Text
    cause: str
    edition: str
    project_year: int
    percent: int
    price: Money | None
    share: Money | None
    price_list: str
    price_from: str
    sentence: Text
    because: tuple[dict[str, Any], ...]
    why: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFacts:
    """A claim; amounts are for the line, net. `can` holds the steps that the person may take."""

    pk: int
    number: str
    version: int
    state: str
    state_name: Text
    case: str
    summary: str
    site_pk: int
    site_name: str
    owner: str
    system_pk: int
    system_ref: str
    system_name: str
    place: str
    quantity: int
    faulty_number: str
    faulty_serial: str
    damage: str
    damage_name: Text
    note: str
    reported_on: date
    failed_on: date | None
    failed_proof: str
    found_on: date | None
    found_at: str
    counts_on: date | None
    counts_basis: str
    counts_basis_name: Text
    part_name: Text
    supplied_number: str
    supplied_name: Text
    supplied_serial: str
    is_successor: bool
    serialised: bool
    refurbished: bool
    percent: int | None
    price: Money | None
    share: Money | None
    sentence: Text
    decision: ClaimDecisionFacts | None
    charge_pk: int | None
    charge_state: str
    agreed_by: str
    agreed: bool
    outdated: bool
    source: str
    reservation: str
    reserved_at: Text
    supply: str
    expected_on: date | None
    issue: str
    issued_on: date | None
    issued_to: str
    fitted_on: date | None
    free_until: date | None
    visit: str
    returned: str
    returned_name: Text
    return_due_on: date | None
    returned_on: date | None
    return_why: str
    follows: str
    lead: str
    ended_why: str
    created_by: str
    created_at: datetime
    can: frozenset[str]


def claim_facts(user: User, number: str) -> ClaimFacts:
    """Return a claim for whoever may see it; Http404 else."""
    return facts_of(user, find_claim(user, number))


def facts_of(user: User, row: Claim) -> ClaimFacts:
    """Return a claim that was found for the person."""
    same = {name: getattr(row, name) for name in SAME}
    return ClaimFacts(
        **same,
        **_place(row),
        **_parts(row),
        **_money(row),
        **_supply(row),
        state_name=STATE_NAMES[ClaimState(row.state)],
        damage_name=DAMAGE_NAMES[Damage(row.damage)] if row.damage else NOTHING,
        counts_basis_name=_basis_name(row.counts_basis),
        returned_name=RETURN_NAMES[ReturnState(row.returned)],
        free_until=free_until(row.fitted_on) if row.fitted_on else None,
        follows=row.follows.number if row.follows else "",
        outdated=is_outdated(row) and row.state not in {"closed", "refused", "withdrawn"},
        created_by=row.created_by.name if row.created_by else "",
        can=steps_of(user, row),
    )


# What a claim says as its row does.
SAME = (
    "pk", "number", "version", "state", "place", "quantity", "faulty_number", "faulty_serial",
    "damage", "note", "reported_on", "failed_on", "failed_proof", "found_on", "found_at",
    "counts_on", "counts_basis", "supplied_serial", "refurbished", "percent", "source",
    "expected_on", "issued_on", "issued_to", "fitted_on", "visit", "returned", "return_due_on",
    "returned_on", "return_why", "lead", "ended_why", "created_at",
)  # fmt: skip


def decisions_of(user: User, number: str) -> tuple[ClaimDecisionFacts, ...]:
    """Return the decisions of a claim, the one that holds first."""
    rows = find_claim(user, number).decisions.order_by("-pk")
    return tuple(decision_facts(each) for each in rows)


def decision_facts(row: ClaimDecision) -> ClaimDecisionFacts:
    """Return a decision as it was kept."""
    return ClaimDecisionFacts(
        pk=row.pk,
        follows=row.follows_id,
        counts_on=row.counts_on,
        counts_basis=row.counts_basis,
        counts_basis_name=_basis_name(row.counts_basis),
        cause=row.cause,
        edition=row.edition,
        project_year=row.project_year,
        percent=row.percent,
        price=_of_fen(row.price_fen),
        share=_of_fen(row.share_fen),
        price_list=row.price_list,
        price_from=row.price_from,
        sentence=Text(row.sentence_zh, row.sentence_en),
        because=tuple(row.because),
        why=row.why,
        by=row.by_name,
        at=row.at,
    )


STEP_RIGHTS = {
    ClaimStep.AGREE: Right.WORK_CASES,
    ClaimStep.RESERVE: Right.KEEP_CLAIMS,
    ClaimStep.RELEASE: Right.KEEP_CLAIMS,
    # Goods move by the hands of who keeps the stock.
    ClaimStep.ORDER: Right.KEEP_STOCK,
    ClaimStep.ISSUE: Right.KEEP_STOCK,
    ClaimStep.REFUSE: Right.KEEP_CLAIMS,
}
# Nobody closes a claim by hand, nobody but the clock finds a return overdue.
BY_ITSELF = {ClaimStep.CLOSE.value, ReturnStep.REMIND.value}


def steps_of(user: User, claim: Claim) -> frozenset[str]:
    """Return the steps that a person may take with a claim as it stands."""
    standing, asks = standing_of(claim), may(user, Right.ASK_CLAIMS)
    keeps = may(user, Right.KEEP_CLAIMS)
    found = {
        step.value
        for step in ClaimStep
        if may_take(step, standing.state)
        and (may(user, STEP_RIGHTS[step]) if step in STEP_RIGHTS else asks)
    }
    found |= {each.value for each in ReturnStep if keeps and may_return(each, standing)}
    if not may(user, Right.KEEP_STOCK):
        found.discard(ReturnStep.RECEIVE.value)
        if claim.source != Claim.Source.BAG:
            found.discard(ClaimStep.TAKE_BACK.value)
    if not claim.share_fen:
        found.discard(ClaimStep.AGREE.value)
    if ClaimStep.ISSUE.value in found and claim.reservation is None:
        found.discard(ClaimStep.ISSUE.value)
    if asks and may_take(ClaimStep.ISSUE, standing.state):
        found.add("issue-from-bag")
    from_list = claim.decision is not None and claim.decision.price_from == "list"
    if keeps and not from_list and may_take(ClaimStep.CHANGE, standing.state):
        found.add("set-price")
    return frozenset(found - BY_ITSELF)


def _place(row: Claim) -> dict[str, Any]:
    site = row.system.site
    return {
        "case": row.case.number,
        "summary": row.case.summary,
        "site_pk": site.pk,
        "site_name": site.name,
        "owner": site.owner.name,
        "system_pk": row.system_id,
        "system_ref": row.system.ref,
        "system_name": row.system.name,
    }


def _parts(row: Claim) -> dict[str, Any]:
    part, supplied = row.part, row.supplied
    return {
        "part_name": Text(part.name_zh, part.name_en or part.name_zh) if part else NOTHING,
        "supplied_number": supplied.number if supplied else "",
        "supplied_name": (
            Text(supplied.name_zh, supplied.name_en or supplied.name_zh) if supplied else NOTHING
        ),
        "is_successor": part is not None and supplied is not None and part.pk != supplied.pk,
        "serialised": supplied is not None and supplied.serialised,
    }


def _money(row: Claim) -> dict[str, Any]:
    decision, charge = row.decision, row.charge
    return {
        "price": _of_fen(row.price_fen),
        "share": _of_fen(row.share_fen),
        "sentence": Text(decision.sentence_zh, decision.sentence_en) if decision else NOTHING,
        "decision": decision_facts(decision) if decision else None,
        "charge_pk": charge.pk if charge else None,
        "charge_state": charge.state if charge else "",
        "agreed_by": charge.agreed_by if charge else "",
        "agreed": is_agreed(row),
    }


def _supply(row: Claim) -> dict[str, Any]:
    kept = row.reservation
    return {
        "reservation": kept.number if kept else "",
        "reserved_at": Text(kept.place.name_zh, kept.place.name_en) if kept else NOTHING,
        "supply": row.supply.number if row.supply else "",
        "issue": row.issue.number if row.issue else "",
    }


def _basis_name(basis: str) -> Text:
    return BASIS_NAMES[CountingBasis(basis)] if basis else NOTHING


def _of_fen(fen: int | None) -> Money | None:
    return None if fen is None else Money.of_fen(fen)


def chain_of(user: User, claim: Claim) -> tuple[ClaimFacts, ...]:
    """Return the other claims of the same place, oldest first: those before and those after."""
    before: list[int] = []
    row = claim.follows
    while row is not None and len(before) < MOST_IN_CHAIN:
        before.append(row.pk)
        row = row.follows
    after = list(claim.followed_by.order_by("pk").values_list("pk", flat=True)[:MOST_IN_CHAIN])
    found = visible_claims(user).filter(pk__in=[*before, *after]).order_by("pk")
    return tuple(facts_of(user, each) for each in found)
