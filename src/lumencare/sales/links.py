"""The customer's link: a token that only this installation can make, and that ends by itself."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.conf import settings
from django.db.models import F, QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import override

from lumencare.accounts.models import User
from lumencare.domain.shanghai import at
from lumencare.sales.models import QuoteLink, QuoteVersion
from lumencare.store.links import LinkMaker

MAKER = LinkMaker("lumencare.sales.link")
# Who accepted comes back to the confirmation for a while, also after the last day of validity.
KEPT_AFTER_ACCEPTANCE = timedelta(days=30)


def add_link(version: QuoteVersion, *, by: User, now: datetime) -> QuoteLink:
    """Write a link to a version; it works until the end of the last day of validity."""
    return QuoteLink.objects.create(
        quote_version=version,
        **MAKER.fresh(),
        created_by=by,
        created_at=now,
        expires_at=end_of_validity(version.valid_until),
    )


def token_of(link: QuoteLink) -> str | None:
    """Return the token; None where the installation's key has changed since it was made."""
    return MAKER.token_of(link.seed, link.token_hash)


def address_of(link: QuoteLink, language: str = "zh-hans") -> str | None:
    """Return the whole address to send to a customer, in a language."""
    return address_on("offer", token_of(link), language)


def address_on(page: str, token: str | None, language: str) -> str | None:
    """Return the whole address of a page behind a token; None where there is no token."""
    if token is None:
        return None
    with override(language):
        return f"{settings.PUBLIC_URL.rstrip('/')}{reverse(page, args=[token])}"


def open_link(token: str, now: datetime) -> QuoteLink | None:
    """Return the link of a token while it works; whatever else it is, the answer is None."""
    token_hash = MAKER.hash_of(token)
    if token_hash is None:
        return None
    rows = QuoteLink.objects.select_related(
        "quote_version__quote__system__site__owner", "created_by"
    )
    return rows.filter(token_hash=token_hash, revoked_at=None, expires_at__gt=now).first()


def note_visit(link: QuoteLink, now: datetime) -> None:
    """Count that a customer looked at the version through a link."""
    count_visit(QuoteLink.objects.filter(pk=link.pk), now)


def count_visit(links: QuerySet[Any], now: datetime) -> None:
    """Count a look through links to any document."""
    links.update(
        seen_count=F("seen_count") + 1,
        first_seen_at=Coalesce("first_seen_at", now),
        last_seen_at=now,
    )


def keep_confirmation(version: QuoteVersion, now: datetime) -> None:
    """Let the links of an accepted version work a while longer."""
    keep_open(QuoteLink.objects.filter(quote_version=version), now)


def keep_open(links: QuerySet[Any], now: datetime) -> None:
    """Let what works of the links to an accepted document work a while longer."""
    until = now + KEPT_AFTER_ACCEPTANCE
    links.filter(revoked_at=None, expires_at__gt=now, expires_at__lt=until).update(expires_at=until)


def end_of_validity(valid_until: date | None) -> datetime:
    """Return when a link ends: with the last day of validity."""
    if valid_until is None:
        raise ValueError("a version that is not issued has no link")
    return at(valid_until + timedelta(days=1), time())
