"""Sending: the customer gets a link, by mail or from a colleague's hand."""

from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.sales.actions.steps import lock_quote, take_step
from lumencare.sales.finding import remember_quote
from lumencare.sales.freshness import require_fresh
from lumencare.sales.links import add_link
from lumencare.sales.models import QuoteLink, QuoteMail, QuoteState, QuoteVersion
from lumencare.sales.states import Step, require_step
from lumencare.sales.told import tell_sent
from lumencare.sales.validity import require_valid
from lumencare.sales.written import LONGEST_TEXT, read_written

LONGEST_ADDRESS = 254


@dataclass(frozen=True, slots=True)
class Delivery:
    """How a version reaches the customer: by mail to an address, or by hand where there is none.

    `words` are the sender's own, above the link.
    """

    to: str = ""
    words: str = ""


BY_HAND = Delivery()


def send(
    version: QuoteVersion, *, by: User, now: datetime, delivery: Delivery = BY_HAND
) -> QuoteLink:
    """Make a link to a version and give it to the customer; one already sent gets another link.

    The version that was sent before it is superseded in the same moment. The mail is written with
    the decision and delivered by `deliver_mails`, so that neither is kept without the other.
    """
    require_right(by, Right.SEND_QUOTES)
    if version.state != QuoteState.SENT:
        require_step(Step.SEND, version.state)
    to, words = read_delivery(delivery)
    require_valid(version, now)
    require_fresh(version, in_shanghai(now).date())
    with transaction.atomic():
        lock_quote(version)
        if version.state == QuoteState.SENT:
            _require_still_sent(version)
        else:
            _give_out(version, to, by=by, now=now)
        link = add_link(version, by=by, now=now)
        if to:
            QuoteMail.objects.create(link=link, to=to, words=words, queued_at=now, try_after=now)
        changes = {"sent_to": (None, to or None), "expires_at": (None, link.expires_at)}
        record(version, action="add-link", by=by, now=now, changes=changes)
    return link


def revoke_link(link: QuoteLink, *, by: User, now: datetime) -> QuoteLink:
    """Take a link back at once; the version itself stays as it is."""
    require_right(by, Right.SEND_QUOTES)
    with transaction.atomic():
        open_links = QuoteLink.objects.filter(pk=link.pk, revoked_at=None)
        if open_links.update(revoked_at=now):
            record(link.quote_version, action="revoke-link", by=by, now=now)
            link.revoked_at = now
    return link


def _give_out(version: QuoteVersion, to: str, *, by: User, now: datetime) -> None:
    earlier = QuoteVersion.objects.select_related("quote").filter(
        quote=version.quote_id, state=QuoteState.SENT
    )
    for each in earlier:
        take_step(each, Step.SUPERSEDE, by=by, now=now, fields={"ended_at": now})
    take_step(version, Step.SEND, by=by, now=now, fields={"sent_at": now, "sent_to": to})
    remember_quote(version.quote, for_customer=True)
    tell_sent(version, now)


def _require_still_sent(version: QuoteVersion) -> None:
    """Raise Refused where a version was ended since it was read."""
    state = QuoteVersion.objects.values_list("state", flat=True).get(pk=version.pk)
    if state != QuoteState.SENT:
        require_step(Step.SEND, state)


def read_delivery(delivery: Delivery) -> tuple[str, str]:
    """Return the address and the words of a delivery; InputProblems names what cannot be used."""
    to = delivery.to.strip()
    if to:
        try:
            validate_email(to)
        except ValidationError:
            raise InputProblems([Problem("to", to, ADDRESS_ALLOWED)]) from None
    words = read_written(delivery.words, "words", LONGEST_TEXT) if delivery.words.strip() else ""
    return to, words


ADDRESS_ALLOWED = Text(
    "应为一个邮箱地址，如 wang@example.com。", "One address is expected, like wang@example.com."
)
