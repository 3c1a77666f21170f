"""The customer's link to a proposal: a token only this installation can make, and that ends."""

from datetime import datetime, time, timedelta

from django.conf import settings
from django.db.models import F, Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import override

from lumencare.accounts.models import User
from lumencare.domain.shanghai import at
from lumencare.store.links import LinkMaker
from lumencare.upgrades.models import ProposalLink, ProposalVersion

MAKER = LinkMaker("lumencare.upgrades.link")
PAGE = "proposal-offer"
# Who accepted comes back to the confirmation for a while, also after the last day of validity.
KEPT_AFTER_ACCEPTANCE = timedelta(days=30)


def add_link(version: ProposalVersion, *, by: User, now: datetime) -> ProposalLink:
    """Write a link to a version; it works until the end of the last day of validity."""
    if version.valid_until is None:
        raise ValueError(f"{version} is not issued")
    return ProposalLink.objects.create(
        proposal_version=version,
        **MAKER.fresh(),
        created_by=by,
        created_at=now,
        expires_at=at(version.valid_until + timedelta(days=1), time()),
    )


def token_of(link: ProposalLink) -> str | None:
    """Return the token; None where the installation's key has changed since it was made."""
    return MAKER.token_of(link.seed, link.token_hash)


def address_of(link: ProposalLink, language: str = "zh-hans") -> str | None:
    """Return the whole address to send to a customer, in a language."""
    token = token_of(link)
    if token is None:
        return None
    with override(language):
        return f"{settings.PUBLIC_URL.rstrip('/')}{reverse(PAGE, args=[token])}"


def open_link(token: str, now: datetime) -> ProposalLink | None:
    """Return the link of a token while it works; whatever else it is, the answer is None."""
    token_hash = MAKER.hash_of(token)
    if token_hash is None:
        return None
    rows = ProposalLink.objects.select_related(
        "proposal_version__proposal__system__site__owner", "created_by"
    )
    return rows.filter(token_hash=token_hash, revoked_at=None, expires_at__gt=now).first()


def note_visit(link: ProposalLink, now: datetime) -> None:
    """Count that a customer looked at the version through a link."""
    ProposalLink.objects.filter(pk=link.pk).update(
        seen_count=F("seen_count") + 1,
        first_seen_at=Coalesce("first_seen_at", now),
        last_seen_at=now,
    )


def keep_confirmation(version: ProposalVersion, now: datetime) -> None:
    """Let the links of an accepted version work a while longer."""
    until = now + KEPT_AFTER_ACCEPTANCE
    ProposalLink.objects.filter(
        Q(proposal_version=version, revoked_at=None, expires_at__gt=now, expires_at__lt=until)
    ).update(expires_at=until)
