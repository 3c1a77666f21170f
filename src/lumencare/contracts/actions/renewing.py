"""Renewing: the next year is offered by a quote, made and sent in one step."""

from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.contracts.models import Contract, ContractLine, Renewal
from lumencare.contracts.renewing import offer_renewal
from lumencare.domain.shanghai import in_shanghai
from lumencare.sales.actions import BY_HAND, Delivery, issue, send, start_quote
from lumencare.sales.models import QuoteState, QuoteVersion

# A quote in one of these states still offers the renewal: no second one is made.
STILL_OFFERED = [
    QuoteState.DRAFT.value,
    QuoteState.AWAITING_APPROVAL.value,
    QuoteState.APPROVED.value,
    QuoteState.SENT.value,
]


def renew(
    line: ContractLine, *, by: User, now: datetime, delivery: Delivery = BY_HAND
) -> QuoteVersion:
    """Make, issue and send the quote of a line's next year; what is offered already is returned.

    Once it is accepted, the line's contract goes on. Raises Refused where nothing can follow.
    """
    require_right(by, Right.MAKE_QUOTES)
    today = in_shanghai(now).date()
    with transaction.atomic():
        # Two who renew at once follow each other, and the second finds the offer of the first.
        contract = Contract.objects.select_for_update().get(pk=line.contract_id)
        standing = _standing_offer(line, now)
        if standing is not None:
            return standing
        offer = offer_renewal(by, line, today)
        draft = start_quote(line.system_id, by=by, now=now, choices=offer.choices)
        version = issue(draft, by=by, now=now)
        Renewal.objects.update_or_create(
            line=line,
            defaults={"quote": version.quote, "offered_by": by, "offered_at": now},
        )
        if version.state == QuoteState.APPROVED:
            send(version, by=by, now=now, delivery=delivery)
        changes = {"renewal": (None, version.quote.number)}
        record(contract, action="offer-renewal", by=by, now=now, changes=changes)
    return version


def _standing_offer(line: ContractLine, now: datetime) -> QuoteVersion | None:
    """Return the version that offers the renewal and can still be accepted; else None."""
    today = in_shanghai(now).date()
    return (
        QuoteVersion.objects.filter(quote__in=Renewal.objects.filter(line=line).values("quote"))
        .filter(state__in=STILL_OFFERED)
        .exclude(valid_until__lt=today)
        .order_by("-number")
        .first()
    )
