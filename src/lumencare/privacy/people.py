"""Whose data is looked for: a person outside, by all that they are known by."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from lumencare.accounts.models import User
from lumencare.sites.models import Contact, Membership, PortalLink
from lumencare.sites.search import sites_of_organizations
from lumencare.sites.visitors import Visitor


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """A person and what they are known by; a bare name counts at `sites` alone."""

    name: str
    email: str
    organization: str
    user: User | None = None
    contact: int | None = None
    contacts: frozenset[int]
    emails: frozenset[str]
    phones: frozenset[str]
    names: frozenset[str]
    sites: frozenset[int]


def subject_of(visitor: Visitor) -> Subject:
    """Return who stands at the door as somebody whose data is looked for."""
    if visitor.user is not None:
        return subject_with_account(visitor.user)
    if visitor.contact is None:
        raise Contact.DoesNotExist
    return subject_at_site(Contact.objects.get(pk=visitor.contact))


def subject_with_account(user: User) -> Subject:
    """Return somebody with an account, and the contacts that are the same person.

    The same address under another name may be a mailbox that colleagues share: that is not them.
    """
    members = Membership.objects.filter(user=user).select_related("organization").order_by("pk")
    own = [each.organization_id for each in members]
    contacts = list(Contact.objects.filter(email__iexact=user.email, name=user.name))
    return Subject(
        name=user.name,
        email=user.email,
        organization=members[0].organization.name if members else "",
        user=user,
        sites=frozenset(sites_of_organizations(own).values_list("pk", flat=True)),
        **_known_by(user.name, user.email, contacts),
    )


def subject_at_site(contact: Contact) -> Subject:
    """Return a contact of a site."""
    links = PortalLink.objects.filter(contact=contact)
    linked = links.exclude(sites=None).values_list("sites", flat=True)
    return Subject(
        name=contact.name,
        email=contact.email,
        organization=contact.site.owner.name,
        contact=contact.pk,
        sites=frozenset({contact.site_id, *linked}),
        **_known_by(contact.name, contact.email, [contact]),
    )


def _known_by(name: str, email: str, contacts: Sequence[Contact]) -> Mapping[str, Any]:
    # A mailbox that is known under several names says nothing about one of them.
    shared = Contact.objects.filter(email__iexact=email).exclude(name=name)
    return {
        "contacts": frozenset(each.pk for each in contacts),
        "emails": frozenset({email.lower()} if email and not shared.exists() else ()),
        "phones": frozenset(each.phone for each in contacts if each.phone),
        "names": frozenset({name}),
    }
