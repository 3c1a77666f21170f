"""Claims, for whoever may see them; anything else is as if it were not there (404)."""

from django.db.models import QuerySet
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import is_outsider, require_right
from lumencare.accounts.roles import Right
from lumencare.claims.models import Claim
from lumencare.sites.search import visible_sites

# What a claim shows of other rows.
RELATED = (
    "case", "system__site__owner", "part", "supplied", "decision", "charge", "reservation__place",
    "supply", "issue__from_place", "follows", "created_by", "fitted",
)  # fmt: skip


def visible_claims(user: User) -> QuerySet[Claim]:
    """Return the claims a person may see: all for staff, those of their sites for others."""
    require_right(user, Right.SEE_CLAIMS)
    rows = Claim.objects.select_related(*RELATED)
    return rows.filter(system__site__in=visible_sites(user)) if is_outsider(user) else rows


def find_claim(user: User, number: str) -> Claim:
    """Return a claim by its number; else Http404."""
    row = visible_claims(user).filter(number=number).first()
    if row is None:
        raise Http404(f"claim {number}")
    return row
