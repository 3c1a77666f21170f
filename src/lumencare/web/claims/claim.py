"""The page of one claim: what to say, both parts, who pays, what may be done, what happened."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from lumencare.accounts.requests import Request
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.audit.queries import trail_of
from lumencare.claims.queries import (
    ClaimFacts,
    decisions_of,
    facts_of,
    find_claim,
    say_supply,
    supply_choices,
)
from lumencare.claims.queries.facts import chain_of
from lumencare.lifecycle.queries import lead_of_claim
from lumencare.stock.queries import own_bag
from lumencare.web.claims.table import STEPS
from lumencare.web.claims.words import CHARGE_LOOKS, CONDITIONS, LOOKS, RETURN_LOOKS, SOURCES

# The deeds that lead on; the others stand behind them.
MAIN = {"agree", "reserve", "issue", "bag", "fit", "receive", "lead"}


@require_safe
@login_required
def show(request: Request, number: str) -> HttpResponse:
    """Show a claim with all that was decided and done about it."""
    row = find_claim(request.user, number)
    claim = facts_of(request.user, row)
    choices = supply_choices(request.user, row)
    bag = own_bag(request.user)
    has_bag = bag is not None and any(each.code == bag.code for each in choices)
    context = {
        "claim": claim,
        "look": LOOKS.get(row.state, ""),
        "return_look": RETURN_LOOKS.get(row.returned, ""),
        "charge_look": CHARGE_LOOKS.get(claim.charge_state, ""),
        "source": SOURCES[row.source],
        "says": say_supply(row, choices, request.today),
        "choices": [(each, CONDITIONS[each.condition]) for each in choices],
        "decisions": decisions_of(request.user, number),
        "chain": chain_of(request.user, row),
        "deeds": _deeds(request, claim, has_bag=has_bag),
        "upgrade": lead_of_claim(request.user, row.pk)
        if may(request.user, Right.SEE_LIFECYCLE)
        else "",
        "trail": trail_of(request.user, row),
        "slip": may(request.user, Right.ASK_CLAIMS) and (claim.issued_on or claim.return_due_on),
    }
    return render(request, "claims/claim.html", context)


def _deeds(request: Request, claim: ClaimFacts, *, has_bag: bool) -> list[dict[str, Any]]:
    """Return the steps that may be taken, those that lead on first."""
    can = set(claim.can)
    if has_bag and "issue-from-bag" in can:
        can.add("bag")
    if claim.lead == "open":
        can.add("lead")
    if claim.agreed:
        can -= {"agree-share"}
    if not claim.outdated:
        can -= {"decide"}
    found = [
        {"page": f"claim-{each.slug}", "title": each.title, "main": each.slug in MAIN}
        for each in STEPS
        if each.needs in can and may(request.user, each.right)
    ]
    return sorted(found, key=lambda each: not each["main"])
