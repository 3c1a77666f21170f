"""The log of consents as its owner reads it: which partner, which site, from when until when."""

from dataclasses import dataclass
from datetime import datetime

from lumencare.sites.models import PartnerConsent
from lumencare.sites.visitors import Visitor

MOST = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentFacts:
    """A consent; it stands while `ended_at` is None."""

    site: str
    partner: str
    given_by: str
    how: str
    given_at: datetime
    ended_at: datetime | None
    ended_by: str
    ended_why: str


def consents_of(visitor: Visitor) -> tuple[ConsentFacts, ...]:
    """Return what the visitor's organizations agreed to, newest first."""
    rows = PartnerConsent.objects.filter(owner__in=visitor.organizations, site__in=visitor.sites)
    return tuple(
        ConsentFacts(
            site=each.site.name,
            partner=each.partner.name,
            given_by=each.given_by_name,
            how=each.how,
            given_at=each.given_at,
            ended_at=each.ended_at,
            ended_by=each.ended_by_name,
            ended_why=each.ended_why,
        )
        for each in rows.select_related("site", "partner").order_by("-given_at", "-pk")[:MOST]
    )
