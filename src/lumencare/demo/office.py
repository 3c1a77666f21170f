"""Write the made-up organizations, sites, people and systems, through the office's own actions."""

from dataclasses import dataclass
from datetime import datetime

from lumencare.accounts.models import User
from lumencare.accounts.roles import Role
from lumencare.demo import words
from lumencare.demo.people import Staff, address_of
from lumencare.demo.portfolio import PlannedSite, plan_organizations, plan_sites
from lumencare.domain.shanghai import in_shanghai
from lumencare.pricebook.queries import edition_in_force
from lumencare.sales.models import QuoteState, QuoteVersion
from lumencare.sites.actions.contacts import add_contact
from lumencare.sites.actions.organizations import add_organization
from lumencare.sites.actions.sites import add_site
from lumencare.sites.actions.systems import add_system
from lumencare.sites.members import invite_member, join
from lumencare.sites.models import Organization, Site, System


@dataclass(frozen=True, slots=True)
class Portfolio:
    """What was written, in the order in which it was planned."""

    owners: list[Organization]
    partners: list[Organization]
    sites: list[Site]
    systems: list[System]


def add_portfolio(staff: Staff, now: datetime) -> Portfolio:
    """Add every organization, site, contact and system."""
    by = staff[Role.COORDINATOR]
    owners, partners = (
        [add_organization(typed, by=by, now=now) for typed in plan_organizations(kind)]
        for kind in ("end-user", "partner")
    )
    portfolio = Portfolio(owners, partners, [], [])
    today = in_shanghai(now).date()
    for planned in plan_sites(edition_in_force(today), today):
        _add_site(portfolio, planned, by=by, now=now)
    return portfolio


def add_outsiders(staff: Staff, now: datetime) -> None:
    """Let one owner and one partner in, each of whom has something to accept."""
    for role, organization in _offered().items():
        name = words.OUTSIDER_NAMES[role]
        invited = invite_member(
            organization, email=address_of(role), name=name, by=staff[Role.SALES], now=now
        )
        if invited is not None:
            join(invited.secret, name=name, password=words.PASSWORD, now=now)


def _offered() -> dict[Role, Organization]:
    """Return an owner and a partner who hold an open quote; the partner may see the site."""
    sent = QuoteVersion.objects.filter(state=QuoteState.SENT).values("quote__system__site")
    places = Site.objects.filter(pk__in=sent).select_related("owner", "partner").order_by("pk")
    owners = [place.owner for place in places]
    partners = [place.partner for place in places if place.partner and place.partner_may_see]
    return {Role.CUSTOMER: owners[0], Role.PARTNER: partners[0]}


def _add_site(portfolio: Portfolio, planned: PlannedSite, *, by: User, now: datetime) -> None:
    typed = {**planned.typed, "owner": str(portfolio.owners[planned.owner].pk)}
    if planned.partner is not None:
        typed["partner"] = str(portfolio.partners[planned.partner].pk)
    site = add_site(typed, by=by, now=now)
    portfolio.sites.append(site)
    for contact in planned.contacts:
        add_contact(site, contact, by=by, now=now)
    for system in planned.systems:
        portfolio.systems.append(add_system(site, system, by=by, now=now))
