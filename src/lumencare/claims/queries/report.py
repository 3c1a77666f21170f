"""Claims by part and by what covers: how many, which percent, what they cost us."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.claims.models import Claim
from lumencare.claims.queries.facts import NOTHING
from lumencare.claims.queries.rows import visible_claims
from lumencare.domain.claims.states import ClaimState
from lumencare.domain.codes import NO_COVER
from lumencare.domain.money import Money
from lumencare.domain.text import Text

# What was withdrawn or refused cost nobody anything.
# A part that failed soon after it was fitted is free whatever else runs (0033).
REPLACEMENT = "replacement"
NOTHING_CAME_OF = (ClaimState.WITHDRAWN.value, ClaimState.REFUSED.value)


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFigures:
    """The claims of one part under one cover; amounts net, of the claims that have a price.

    `plan` is a plan's code, `initial-warranty`, `replacement` (0033), or `none`.
    `carried` is what the customer does not pay. `repeated` counts claims for a place that had a new
    part before.
    """

    part_number: str
    part_name: Text
    plan: str
    claims: int
    units: int
    percent: int
    price: Money
    share: Money
    carried: Money
    unpriced: int
    repeated: int


def claim_report(
    user: User, *, since: date | None = None, until: date | None = None
) -> tuple[ClaimFigures, ...]:
    """Return the figures of the claims whose day that counts lies in a time, dearest first.

    Both days are included.
    """
    require_right(user, Right.SEE_CLAIMS)
    rows = visible_claims(user).exclude(state__in=NOTHING_CAME_OF).exclude(decision=None)
    if since is not None:
        rows = rows.filter(counts_on__gte=since)
    if until is not None:
        rows = rows.filter(counts_on__lte=until)
    groups: dict[tuple[str, str], list[Claim]] = defaultdict(list)
    for each in rows.iterator(chunk_size=2000):
        groups[_part_of(each), plan_of(each)].append(each)
    figures = (_figures(key, claims) for key, claims in groups.items())
    return tuple(sorted(figures, key=lambda each: (-each.carried.fen, each.part_number, each.plan)))


def plan_of(claim: Claim) -> str:
    """Return what gave the percent of a claim, from the reasons that were kept with it."""
    decision = claim.decision
    if decision is None or not decision.percent:
        return NO_COVER
    for each in decision.because:
        facts = each.get("facts", {})
        if each["applies"] and facts.get("percent") == decision.percent and "by" in facts:
            return str(facts["by"])
    return REPLACEMENT


def _part_of(claim: Claim) -> str:
    return claim.part.number if claim.part else claim.faulty_number


def _figures(key: tuple[str, str], claims: Iterable[Claim]) -> ClaimFigures:
    number, plan = key
    found = list(claims)
    priced = [each for each in found if each.price_fen is not None]
    price = sum(each.price_fen or 0 for each in priced)
    share = sum(each.share_fen or 0 for each in priced)
    part = found[0].part
    return ClaimFigures(
        part_number=number,
        part_name=Text(part.name_zh, part.name_en or part.name_zh) if part else NOTHING,
        plan=plan,
        claims=len(found),
        units=sum(each.quantity for each in found),
        percent=round(sum(each.percent or 0 for each in found) / len(found)),
        price=Money.of_fen(price),
        share=Money.of_fen(share),
        carried=Money.of_fen(price - share),
        unpriced=len(found) - len(priced),
        repeated=sum(each.follows_id is not None for each in found),
    )
