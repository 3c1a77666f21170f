"""Links into the customer's own door: made and revoked by staff, opened by whoever holds one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.http import Http404
from django.urls import reverse
from django.utils.translation import override

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.domain.problems import Conflict, InputProblems, Problem
from lumencare.domain.text import Text
from lumencare.sites.models import Contact, Organization, PortalLink, Site
from lumencare.sites.search import sites_of_organizations
from lumencare.store.links import LinkMaker

MAKER = LinkMaker("lumencare.sites.portal-link")
LONGEST = 366
USUAL = 90
MOST_SHOWN = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFacts:
    """A link as staff see it; `address` is None where the installation's key has changed."""

    pk: int
    organization: str
    contact: str
    sites: tuple[str, ...]
    created_by: str
    created_at: datetime
    expires_at: datetime
    works: bool
    used_count: int
    last_used_at: datetime | None
    address: str | None
    # Where it can be mailed to; empty where no address of the contact is known.
    email: str


@dataclass(frozen=True, slots=True)
class Letter:
    """What the mail with a link says: to whom, for which sites, by which address, until when."""

    name: str
    email: str
    sites: tuple[str, ...]
    address: str
    address_en: str
    expires_at: datetime


def make_link(
    contact: Contact,
    organization: Organization,
    sites: Sequence[Site],
    *,
    days: int = USUAL,
    by: User,
    now: datetime,
) -> PortalLink:
    """Make a link for a contact to some sites of an organization; it ends by itself."""
    require_right(by, Right.INVITE_OUTSIDERS)
    _require_sound(organization, sites, days)
    link = PortalLink(
        organization=organization,
        contact=contact,
        **MAKER.fresh(),
        created_by=by,
        created_at=now,
        expires_at=now + timedelta(days=days),
    )
    with transaction.atomic():
        link.save(force_insert=True)
        link.sites.set(sites)
        told = {"name": (None, contact.name), "expires_at": (None, link.expires_at)}
        told["sites"] = (None, [each.pk for each in sites])
        record(link, action="add-link", by=by, now=now, changes=told)
        record(contact, action="add-link", by=by, now=now)
    return link


def revoke_link(link: PortalLink, *, by: User, now: datetime) -> None:
    """Take a link back: whoever holds it is outside from the next page on."""
    require_right(by, Right.INVITE_OUTSIDERS)
    with transaction.atomic():
        if not PortalLink.objects.filter(pk=link.pk, revoked_at=None).update(revoked_at=now):
            raise Conflict(Text("此链接已被撤销。", "This link was revoked already."))
        record(link, action="revoke-link", by=by, now=now)


def enter_by_link(token: str, now: datetime) -> int | None:
    """Return the key of the link that a token stands for, and keep that it was used."""
    digest = MAKER.hash_of(token)
    if digest is None:
        return None
    rows = PortalLink.objects.filter(token_hash=digest, revoked_at=None, expires_at__gt=now)
    link = rows.select_related("contact").first()
    if link is None:
        return None
    with transaction.atomic():
        rows.update(used_count=F("used_count") + 1, last_used_at=now)
        record(link, action="use-link", by=link.contact.name, now=now)
    return link.pk


def find_link(user: User, pk: int) -> PortalLink:
    """Return a link for who makes them; else Http404."""
    require_right(user, Right.INVITE_OUTSIDERS)
    found = PortalLink.objects.select_related("contact").filter(pk=pk).first()
    if found is None:
        raise Http404(f"link {pk}")
    return found


def links_of(user: User, site: Site, now: datetime) -> tuple[LinkFacts, ...]:
    """Return the links to a site that are not revoked, newest first."""
    require_right(user, Right.INVITE_OUTSIDERS)
    rows = PortalLink.objects.filter(sites=site, revoked_at=None)
    whole = rows.select_related("organization", "contact", "created_by").prefetch_related("sites")
    return tuple(_facts(each, now) for each in whole.order_by("-pk"))


def links_of_organization(
    user: User, organization: Organization, now: datetime
) -> tuple[LinkFacts, ...]:
    """Return the newest links that let somebody in for an organization and are not revoked."""
    require_right(user, Right.INVITE_OUTSIDERS)
    rows = PortalLink.objects.filter(organization=organization, revoked_at=None)
    whole = rows.select_related("organization", "contact", "created_by").prefetch_related("sites")
    return tuple(_facts(each, now) for each in whole.order_by("-pk")[:MOST_SHOWN])


def note_sent(link: PortalLink, *, by: User, now: datetime) -> Letter:
    """Put down that a link is mailed to its contact, and return what the mail needs.

    Raises Conflict where it works no more, Refused where nobody knows an address.
    """
    require_right(by, Right.INVITE_OUTSIDERS)
    chinese, english = address_of(link), address_of(link, "en")
    over = link.revoked_at is not None or link.expires_at <= now
    if over or chinese is None or english is None:
        raise Conflict(WORKS_NO_MORE)
    if not link.contact.email:
        raise InputProblems([Problem("email", link.contact.name, NO_EMAIL)])
    record(link, action="send-link", by=by, now=now)
    sites = tuple(each.name for each in link.sites.order_by("name", "pk"))
    return Letter(link.contact.name, link.contact.email, sites, chinese, english, link.expires_at)


def token_of(link: PortalLink) -> str | None:
    """Return the token; None where the installation's key has changed since it was made."""
    return MAKER.token_of(link.seed, link.token_hash)


def address_of(link: PortalLink, language: str = "zh-hans") -> str | None:
    """Return the whole address to give to a customer, in a language."""
    token = token_of(link)
    if token is None:
        return None
    with override(language):
        return f"{settings.PUBLIC_URL.rstrip('/')}{reverse('portal-link', args=[token])}"


def _require_sound(organization: Organization, sites: Sequence[Site], days: int) -> None:
    problems = []
    reached = set(sites_of_organizations({organization.pk}).values_list("pk", flat=True))
    strange = [each for each in sites if each.pk not in reached]
    if not sites or strange:
        named = "、".join(each.name for each in strange)
        problems.append(Problem("sites", named, NOT_THEIRS))
    if not 1 <= days <= LONGEST:
        problems.append(Problem("days", str(days), DAYS))
    if problems:
        raise InputProblems(problems)


def _facts(link: PortalLink, now: datetime) -> LinkFacts:
    return LinkFacts(
        pk=link.pk,
        organization=link.organization.name,
        contact=link.contact.name,
        sites=tuple(each.name for each in link.sites.all()),
        created_by=link.created_by.name,
        created_at=link.created_at,
        expires_at=link.expires_at,
        works=link.expires_at > now,
        used_count=link.used_count,
        last_used_at=link.last_used_at,
        address=address_of(link),
        email=link.contact.email,
    )


WORKS_NO_MORE = Text("此链接已失效，请另建一个。", "This link works no more; make another.")
NO_EMAIL = Text("请先登记联系人的邮箱。", "An e-mail address of the contact is expected first.")
NOT_THEIRS = Text(
    "应为该客户拥有的项目地点，或业主同意其查看的项目地点。",
    "Sites that the organization owns, or that the owner lets it see, are expected.",
)
DAYS = Text(f"应为 1 至 {LONGEST} 天。", f"From 1 to {LONGEST} days are expected.")
