"""Who comes to the customer's own door in tests: by a link, or signed in."""

from datetime import timedelta

from django.test import Client

from lumencare.accounts.models import User
from lumencare.sites.actions import add_contact
from lumencare.sites.models import Contact, Organization, PortalLink, Site
from lumencare.sites.portal_links import make_link, token_of
from lumencare.sites.visitors import Visitor, visitor_by_link, visitor_with_account
from tests.office import NOW, organization, outsider, person, site, system


def staff() -> User:
    """Return somebody of the office who makes links."""
    known = User.objects.filter(email="guest-maker@example.com").first()
    return known or person("coordinator", name="guest-maker")


def contact_at(place: Site, name: str = "王建国") -> Contact:
    """Return somebody to call at a site."""
    typed = {"name": name, "phone": "13800136021", "email": "wang@example.com"}
    return add_contact(place, typed, by=staff(), now=NOW)


def link_to(place: Site, *, of: Organization | None = None, days: int = 30) -> PortalLink:
    """Return a link to a site for its owner, or for another organization that sees it."""
    whose = of or place.owner
    return make_link(contact_at(place), whose, [place], days=days, by=staff(), now=NOW)


def come(link: PortalLink, client: Client | None = None) -> Client:
    """Return a browser that came in by a link."""
    browser = client or Client()
    assert browser.get(f"/portal/in/{token_of(link)}").status_code == 302
    return browser


def signed_in(user: User) -> Client:
    """Return a browser in which somebody is signed in."""
    browser = Client()
    browser.force_login(user)
    return browser


def guest(place: Site) -> Visitor:
    """Return a visitor of a site's owner who has an account."""
    name = f"owner-{place.owner_id}"
    user = User.objects.filter(name=name).first() or outsider(place.owner, name=name)
    found = visitor_with_account(user)
    assert found is not None
    return found


def guest_by_link(place: Site) -> Visitor:
    """Return a visitor who came by a link."""
    found = visitor_by_link(link_to(place).pk, NOW + timedelta(minutes=1))
    assert found is not None
    return found


def office_building() -> Site:
    """Return a site with one system in its warranty."""
    place = site(organization("云栖会展有限公司"), name="云栖会议中心")
    system(place, ref="YQ-1", name="云栖会议中心")
    return place


def others_building() -> Site:
    """Return somebody else's site with a system."""
    place = site(organization("别家物业有限公司"), name="别家大厦")
    system(place, ref="BJ-1", name="别家大厦")
    return place
