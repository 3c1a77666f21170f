"""What a customer's link shows: one version, whether it can be accepted, and what was written."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lumencare.domain.text import Reason
from lumencare.sales.acceptable import find_refusal
from lumencare.sales.archive import read_pdf
from lumencare.sales.links import note_visit, open_link
from lumencare.sales.models import QuoteLink, QuoteMessage, QuoteState, QuoteVersion
from lumencare.sales.papers import page_picture, pages_of
from lumencare.sales.queries.facts import MessageFacts, shown_quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """A version as its customer sees it; `against` says why it cannot be accepted, if so.

    `link` is what actions take; nothing else of the office is reached through it.
    """

    link: QuoteLink
    number: str
    version: int
    site_name: str
    site_name_en: str
    owner: str
    sender: str
    sender_email: str
    quotation: Mapping[str, Any]
    valid_until: date
    sha256: str
    accepted_name: str
    accepted_at: datetime | None
    against: Reason | None
    messages: tuple[MessageFacts, ...]

    @property
    def is_accepted(self) -> bool:
        """Whether the customer has accepted it."""
        return self.accepted_at is not None


def open_offer(token: str, now: datetime) -> Offer | None:
    """Return what a link shows; None where it does not work, whatever the reason."""
    link = open_link(token, now)
    if link is None or link.quote_version.valid_until is None:
        return None
    row = link.quote_version
    site = row.quote.system.site
    accepted = row.state == QuoteState.ACCEPTED
    return Offer(
        link=link,
        number=row.quote.number,
        version=row.number,
        site_name=site.name,
        site_name_en=site.name_en,
        owner=site.owner.name,
        sender=link.created_by.name,
        sender_email=link.created_by.email,
        quotation=shown_quotation(row.quotation, inside=False) or {},
        valid_until=link.quote_version.valid_until,
        sha256=row.pdf_sha256,
        accepted_name=row.accepted_name,
        accepted_at=row.ended_at if accepted else None,
        against=None if accepted else find_refusal(row, now),
        messages=_messages(row),
    )


def note_visit_of(offer: Offer, now: datetime) -> None:
    """Count that the customer looked at the offer."""
    note_visit(offer.link, now)


def pdf_of(offer: Offer) -> bytes:
    """Return the PDF as it was issued."""
    return read_pdf(offer.link.quote_version)


def page_count_of(offer: Offer) -> int:
    """Return how many pages of the PDF there are pictures of."""
    return pages_of(offer.link.quote_version)


def picture_of(offer: Offer, page: int) -> bytes | None:
    """Return the picture of a page; None where there is none."""
    return page_picture(offer.link.quote_version, page)


def _messages(row: QuoteVersion) -> tuple[MessageFacts, ...]:
    found = QuoteMessage.objects.filter(quote_version__quote=row.quote_id)
    return tuple(
        MessageFacts(
            each.quote_version.number, each.written_at, each.by_name, each.text, each.from_customer
        )
        for each in found.select_related("quote_version").order_by("pk")
    )
