"""What of claims waits for somebody: parts to supply, to be fitted, to come back, leads."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.claims.actions.tending import overdue_returns, unfitted
from lumencare.claims.models import Claim
from lumencare.claims.queries.facts import ClaimFacts, facts_of
from lumencare.claims.queries.rows import RELATED
from lumencare.domain.claims.states import ClaimState

TO_SUPPLY = Q(state=ClaimState.AGREED.value) | Q(state=ClaimState.DECIDED.value, share_fen=0)


@dataclass(frozen=True, slots=True)
class ClaimsWaiting:
    """Claims of one kind that wait: how many, and the first few, oldest first."""

    kind: str
    total: int
    claims: tuple[ClaimFacts, ...]


def claims_waiting(user: User, kind: str, *, today: date, most: int) -> ClaimsWaiting:
    """Return what waits of a kind: `supply`, `arrived`, `fit`, `return`, `lead`."""
    require_right(user, Right.SEE_CLAIMS)
    rows = KINDS[kind](today)
    found = rows.select_related(*RELATED).order_by("pk")[:most]
    return ClaimsWaiting(kind, rows.count(), tuple(facts_of(user, each) for each in found))


KINDS: dict[str, Callable[[date], QuerySet[Claim]]] = {
    "supply": lambda _today: Claim.objects.filter(TO_SUPPLY, lead=""),
    "arrived": lambda _today: Claim.objects.filter(
        state=ClaimState.ORDERED.value, supply__state="received"
    ),
    "fit": unfitted,
    "return": overdue_returns,
    "lead": lambda _today: Claim.objects.filter(lead=Claim.Lead.OPEN.value),
}
