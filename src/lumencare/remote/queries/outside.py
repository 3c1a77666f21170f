"""Remote agreements as a visitor of the portal sees them: their organization's, no other's."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Exists, F, OuterRef, Q, QuerySet

from lumencare.domain.remote.access import MODE_NAMES, AccessMode
from lumencare.domain.remote.sessions import SessionState
from lumencare.domain.remote.states import STATE_NAMES, AgreementState, last_day_of, standing_of
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.remote.links import links_that_work
from lumencare.remote.models import RemoteSession, SigningLink
from lumencare.remote.queries.offer import Offered, offered_of
from lumencare.sites.visitors import Visitor

# Whoever may sign today: the owner, or the partner whom the owner lets see the site (RS-2).
OF_A_PARTY = Q(agreement__organization=F("agreement__system__site__owner")) | Q(
    agreement__organization=F("agreement__system__site__partner"),
    agreement__system__site__partner_may_see=True,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicAgreement:
    """An agreement in a list; `waits` for a signature until `sign_by`, `connected`: somebody is."""

    number: str
    state: str
    state_name: Text
    site_name: str
    system_name: str
    mode_name: Text
    signer: str
    sign_by: date
    last_day: date | None
    waits: bool
    connected: bool


def agreements_of(
    visitor: Visitor, now: datetime, site: int | None = None
) -> tuple[PublicAgreement, ...]:
    """Return the agreements of the visitor's organizations, those that wait first, then newest."""
    rows = _seen(visitor, now)
    if site is not None:
        rows = rows.filter(agreement__system__site=site)
    open_ones = RemoteSession.objects.filter(
        agreement=OuterRef("agreement"), state=SessionState.RUNNING.value
    )
    whole = rows.annotate(connected=Exists(open_ones)).order_by("-agreement__pk")
    found = [_public(each, now) for each in whole]
    return tuple(sorted(found, key=lambda each: not each.waits))


def agreements_to_sign(visitor: Visitor, now: datetime, site: int) -> tuple[PublicAgreement, ...]:
    """Return what waits for a signature of the visitor's organization at a site."""
    return tuple(each for each in agreements_of(visitor, now, site) if each.waits)


def offered_to(visitor: Visitor, number: str, now: datetime) -> Offered | None:
    """Return what the page of an agreement shows; None where it is not the visitor's."""
    link = _seen(visitor, now).filter(agreement__number=number).first()
    return None if link is None else offered_of(link, now)


def _seen(visitor: Visitor, now: datetime) -> QuerySet[SigningLink]:
    """Return the links to agreements of the visitor's organizations at the sites that they see.

    The link is never shown: it is what the actions take. One that was taken back opens nothing.
    """
    rows = links_that_work(now).filter(
        OF_A_PARTY,
        agreement__system__site__in=visitor.sites,
        agreement__organization__in=visitor.organizations,
    )
    return rows.exclude(agreement__state=AgreementState.DRAFTED)


def _public(link: Any, now: datetime) -> PublicAgreement:
    row = link.agreement
    standing = standing_of(AgreementState(row.state), row.valid_until, now)
    return PublicAgreement(
        number=row.number,
        state=standing.value,
        state_name=STATE_NAMES[standing],
        site_name=row.system.site.name,
        system_name=row.system.name,
        mode_name=MODE_NAMES[AccessMode(row.mode)],
        signer=row.signer_name,
        sign_by=in_shanghai(link.sign_by).date(),
        last_day=last_day_of(row.valid_until) if row.valid_until else None,
        waits=standing is AgreementState.SENT and now < link.sign_by,
        connected=link.connected,
    )
