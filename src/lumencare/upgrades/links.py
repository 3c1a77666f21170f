"""The customer's link to a proposal: a token only this installation can make, and that ends."""

from datetime import datetime

from lumencare.accounts.models import User
from lumencare.sales.links import address_on, count_visit, end_of_validity, keep_open
from lumencare.store.links import LinkMaker
from lumencare.upgrades.models import ProposalLink, ProposalVersion

MAKER = LinkMaker("lumencare.upgrades.link")
PAGE = "proposal-offer"


def add_link(version: ProposalVersion, *, by: User, now: datetime) -> ProposalLink:
    """Write a link to a version; it works until the end of the last day of validity."""
    return ProposalLink.objects.create(
        proposal_version=version,
        **MAKER.fresh(),
        created_by=by,
        created_at=now,
        expires_at=end_of_validity(version.valid_until),
    )


def token_of(link: ProposalLink) -> str | None:
    """Return the token; None where the installation's key has changed since it was made."""
    return MAKER.token_of(link.seed, link.token_hash)


def address_of(link: ProposalLink, language: str = "zh-hans") -> str | None:
    """Return the whole address to send to a customer, in a language."""
    return address_on(PAGE, token_of(link), language)


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
    count_visit(ProposalLink.objects.filter(pk=link.pk), now)


def keep_confirmation(version: ProposalVersion, now: datetime) -> None:
    """Let the links of an accepted version work a while longer."""
    keep_open(ProposalLink.objects.filter(proposal_version=version), now)
