"""The signer's link: by it one signs for some days, and reads the log as long as there is one."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.translation import override

from lumencare.accounts.models import User
from lumencare.remote.models import RemoteAgreement, SigningLink
from lumencare.store.links import LinkMaker

MAKER = LinkMaker("lumencare.remote.link")
SIGN_WITHIN = timedelta(days=14)
# Whoever comes too late is told whom to ask; whoever signed reads the log after its end too.
READ_FOR = timedelta(days=90)


def add_link(agreement: RemoteAgreement, *, by: User, now: datetime) -> SigningLink:
    """Write a link to an agreement in the place of the one before it."""
    SigningLink.objects.filter(agreement=agreement, taken_back_at=None).update(taken_back_at=now)
    return SigningLink.objects.create(
        agreement=agreement,
        **MAKER.fresh(),
        created_by=by,
        created_at=now,
        sign_by=now + SIGN_WITHIN,
        expires_at=now + SIGN_WITHIN + READ_FOR,
    )


def token_of(link: SigningLink) -> str | None:
    """Return the token; None where the installation's key has changed since it was made."""
    return MAKER.token_of(link.seed, link.token_hash)


def address_of(link: SigningLink, language: str = "zh-hans") -> str | None:
    """Return the whole address to send to the signer, in a language."""
    token = token_of(link)
    if token is None:
        return None
    with override(language):
        return f"{settings.PUBLIC_URL.rstrip('/')}{reverse('remote-link', args=[token])}"


def open_link(token: str, now: datetime) -> SigningLink | None:
    """Return the link of a token while it works; whatever else it is, the answer is None."""
    token_hash = MAKER.hash_of(token)
    return (
        None if token_hash is None else links_that_work(now).filter(token_hash=token_hash).first()
    )


def links_that_work(now: datetime) -> QuerySet[SigningLink]:
    """Return the links that open something, with what their page shows."""
    rows = SigningLink.objects.select_related(
        "agreement__system__site__owner",
        "agreement__system__site__partner",
        "agreement__organization",
        "agreement__case",
        "created_by",
    )
    return rows.filter(taken_back_at=None, expires_at__gt=now)


def note_visit(link: SigningLink, now: datetime) -> None:
    """Keep when the page was opened first and last."""
    SigningLink.objects.filter(pk=link.pk).update(
        first_seen_at=Coalesce("first_seen_at", now), last_seen_at=now
    )


def keep_readable(agreement: RemoteAgreement, until: datetime) -> None:
    """Let whoever signed read the log as long as the agreement holds, and a while longer."""
    links = SigningLink.objects.filter(agreement=agreement, taken_back_at=None)
    links.update(expires_at=until + READ_FOR)
