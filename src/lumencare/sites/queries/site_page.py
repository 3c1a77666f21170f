"""Everything one page says of a site: owner, systems, people, papers."""

from dataclasses import dataclass
from datetime import date

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.sites.models import Contact, Site
from lumencare.sites.phones import mask_email, mask_phone, show_phone
from lumencare.sites.queries.history import OwnerChangeFacts, owner_changes_of
from lumencare.sites.queries.records import RecordFacts, records_of
from lumencare.sites.queries.rows import find_site
from lumencare.sites.queries.summaries import SystemSummary, summary_of_system


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactFacts:
    """Somebody to call; the number is whole, and can be dialled, for who may see it only."""

    pk: int
    version: int
    name: str
    position: str
    phone: str
    dial: str
    email: str
    consent_on: date | None
    consent_how: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SitePage:
    """A site with all that hangs on it."""

    pk: int
    version: int
    name: str
    name_en: str
    city: str
    city_known: bool
    address: str
    note: str
    owner_pk: int
    owner: str
    partner_pk: int | None
    partner: str
    partner_may_see: bool
    systems: tuple[SystemSummary, ...]
    contacts: tuple[ContactFacts, ...]
    records: tuple[RecordFacts, ...]
    owner_changes: tuple[OwnerChangeFacts, ...]


def site_page(user: User, pk: int, on: date) -> SitePage:
    """Return what a person may know of a site on a day; Http404 where they may not see it."""
    row = find_site(user, pk)
    return SitePage(
        pk=row.pk,
        version=row.version,
        name=row.name,
        name_en=row.name_en,
        city=row.city,
        city_known=row.city_known,
        address=row.address,
        note=row.note,
        owner_pk=row.owner_id,
        owner=row.owner.name,
        partner_pk=row.partner_id,
        partner=row.partner.name if row.partner else "",
        partner_may_see=row.partner_may_see,
        systems=_systems_of(user, row, on),
        contacts=contacts_of(user, row),
        records=records_of(row, on),
        owner_changes=owner_changes_of(row),
    )


def contacts_of(user: User, site: Site) -> tuple[ContactFacts, ...]:
    """Return the people at a site, their numbers masked for who may not see them."""
    whole = may(user, Right.SEE_PHONES)
    return tuple(_contact(each, whole=whole) for each in site.contacts.order_by("name", "pk"))


def _systems_of(user: User, site: Site, on: date) -> tuple[SystemSummary, ...]:
    priced = may(user, Right.SEE_PRICES)
    rows = site.systems.order_by("retired_on", "ref").select_related("site__owner")
    return tuple(summary_of_system(each, on, priced=priced) for each in rows)


def _contact(row: Contact, *, whole: bool) -> ContactFacts:
    return ContactFacts(
        pk=row.pk,
        version=row.version,
        name=row.name,
        position=row.position,
        phone=show_phone(row.phone) if whole else mask_phone(row.phone),
        dial=row.phone.partition("x")[0] if whole else "",
        email=row.email if whole else mask_email(row.email),
        consent_on=row.consent_on,
        consent_how=row.consent_how,
    )
