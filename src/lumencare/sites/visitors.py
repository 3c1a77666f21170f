"""Who stands at the customer's door: whom they act for, and which sites they reach."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q, QuerySet
from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import is_outsider
from lumencare.domain.text import Text
from lumencare.sites.models import Membership, Organization, PortalLink, Site, System
from lumencare.sites.search import sites_of_organizations


@dataclass(frozen=True, slots=True, kw_only=True)
class Visitor:
    """Somebody outside, for one request: every query and action of the portal takes one.

    `user` is None for who came by a link; `sites` are the keys of all that may be seen.
    """

    name: str
    organization: str
    organizations: frozenset[int]
    administers: frozenset[int]
    sites: frozenset[int]
    email: str = ""
    phone: str = ""
    user: User | None = None
    contact: int | None = None
    link: int | None = None

    @property
    def by(self) -> User | str:
        """Who the trail names: the person, or the name of one without an account."""
        return self.user or self.name


def visitor_with_account(user: User) -> Visitor | None:
    """Return somebody outside who is signed in; None for staff, and who belongs to nobody."""
    if not (user.is_active and user.role_set and is_outsider(user)):
        return None
    rows = Membership.objects.filter(user=user).select_related("organization").order_by("pk")
    members = list(rows)
    if not members:
        return None
    own = frozenset(each.organization_id for each in members)
    return Visitor(
        name=user.name,
        organization=members[0].organization.name,
        organizations=own,
        administers=frozenset(each.organization_id for each in members if each.is_administrator),
        sites=frozenset(sites_of_organizations(own).values_list("pk", flat=True)),
        email=user.email,
        user=user,
    )


def visitor_by_link(pk: int, now: datetime) -> Visitor | None:
    """Return who a link lets in, while it works; what it shows is asked anew each time.

    A site that changed its owner, or whose owner took the consent back, is not shown any more.
    """
    rows = PortalLink.objects.filter(pk=pk, revoked_at=None, expires_at__gt=now)
    link = rows.select_related("organization", "contact").first()
    if link is None:
        return None
    own = frozenset({link.organization_id})
    reached = sites_of_organizations(own).filter(pk__in=link.sites.values("pk"))
    contact = link.contact
    return Visitor(
        name=contact.name,
        organization=link.organization.name,
        organizations=own,
        administers=frozenset(),
        sites=frozenset(reached.values_list("pk", flat=True)),
        email=contact.email,
        phone=contact.phone,
        contact=contact.pk,
        link=link.pk,
    )


@dataclass(frozen=True, slots=True)
class SiteSeen:
    """A site by its names; `owned` where the visitor's own organization owns it."""

    pk: int
    name: str
    name_en: str
    city: str
    address: str
    owner: str
    partner: str
    partner_sees: bool
    owned: bool

    @property
    def shown(self) -> Text:
        """Its name in the language of the page, as far as there is one."""
        return Text(self.name, self.name_en or self.name)


def sites_seen(visitor: Visitor) -> tuple[SiteSeen, ...]:
    """Return the sites that a visitor sees, by name."""
    return tuple(
        SiteSeen(
            pk=each.pk,
            name=each.name,
            name_en=each.name_en,
            city=each.city,
            address=each.address,
            owner=each.owner.name,
            partner=each.partner.name if each.partner else "",
            partner_sees=each.partner is not None and each.partner_may_see,
            owned=each.owner_id in visitor.organizations,
        )
        for each in sites_of(visitor).order_by("name", "pk")
    )


def sites_of(visitor: Visitor) -> QuerySet[Site]:
    """Return the sites that a visitor sees."""
    return Site.objects.filter(pk__in=visitor.sites).select_related("owner", "partner")


def systems_of(visitor: Visitor) -> QuerySet[System]:
    """Return the systems in use at the sites that a visitor sees."""
    rows = System.objects.filter(site__in=visitor.sites, retired_on=None)
    return rows.select_related("site__owner")


def site_of(visitor: Visitor, pk: int) -> Site:
    """Return a site that a visitor sees; else Http404."""
    found = sites_of(visitor).filter(pk=pk).first()
    if found is None:
        raise Http404(f"site {pk}")
    return found


def system_seen(visitor: Visitor, pk: int) -> System:
    """Return a system that a visitor sees; else Http404."""
    found = systems_of(visitor).filter(pk=pk).first()
    if found is None:
        raise Http404(f"system {pk}")
    return found


def system_ever_seen(visitor: Visitor, pk: int) -> System:
    """Return a system that a visitor sees, also one that is out of use; else Http404.

    What it had on a day stays a question that its owner may ask.
    """
    rows = System.objects.filter(site__in=visitor.sites).select_related("site__owner")
    found = rows.filter(pk=pk).first()
    if found is None:
        raise Http404(f"system {pk}")
    return found


def is_party(visitor: Visitor) -> Q:
    """Return what tells contracts to which an organization of the visitor's is a party."""
    return Q(owner__in=visitor.organizations) | Q(bill_to__in=visitor.organizations)


def organization_kept(visitor: Visitor, pk: int) -> Organization:
    """Return an organization whose people the visitor keeps; else Http404."""
    found = Organization.objects.filter(pk=pk).first() if pk in visitor.administers else None
    if found is None:
        raise Http404(f"organization {pk}")
    return found


def sites_for_link(organization: Organization) -> list[Site]:
    """Return all sites that an organization owns, or that their owners let it see."""
    return list(sites_of_organizations({organization.pk}).order_by("name", "pk"))
