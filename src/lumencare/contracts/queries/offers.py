"""How far the offer of a renewal is: not made, made, sent, seen by the customer, accepted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.db.models import Exists, OuterRef, QuerySet

from lumencare.contracts.actions.renewing import STILL_OFFERED
from lumencare.contracts.models import ContractLine, Renewal
from lumencare.domain.text import Text
from lumencare.sales.models import QuoteLink, QuoteState, QuoteVersion


class OfferState(StrEnum):
    """How far the offer of a renewal is."""

    NONE = "not-offered"
    MADE = "made"
    SENT = "sent"
    SEEN = "seen"
    ACCEPTED = "accepted"


OFFER_STATES: Mapping[OfferState, Text] = {
    OfferState.NONE: Text("未报价", "Not offered"),
    OfferState.MADE: Text("已制作，未发送", "Made, not sent"),
    OfferState.SENT: Text("已发送", "Sent"),
    OfferState.SEEN: Text("客户已查看", "Seen by the customer"),
    OfferState.ACCEPTED: Text("已接受，待生效", "Accepted, not yet in force"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """How far an offer is, and by which quote; a quote that is over offers nothing any more."""

    state: OfferState
    state_name: Text
    quote: str = ""
    offered_at: datetime | None = None


def offers_of(lines: Iterable[ContractLine], on: date) -> dict[int, Offer]:
    """Return the offer of each line by its key, all in two queries."""
    keys = [each.pk for each in lines]
    offered = Renewal.objects.filter(line__in=keys).select_related("quote")
    by_quote = {each.quote_id: each for each in offered}
    seen = QuoteLink.objects.filter(quote_version=OuterRef("pk"), first_seen_at__isnull=False)
    versions = QuoteVersion.objects.filter(quote__in=list(by_quote))
    found = {key: _offer(OfferState.NONE) for key in keys}
    for version in versions.annotate(seen=Exists(seen)).order_by("number"):
        state = _state_of(version, on, is_seen=version.seen)
        if state is not None:
            renewal = by_quote[version.quote_id]
            found[renewal.line_id] = _offer(state, renewal)
    return found


def with_offer(rows: QuerySet[ContractLine], state: OfferState, on: date) -> QuerySet[ContractLine]:
    """Keep the lines whose offer is as far as wanted on a day."""
    quotes = Renewal.objects.filter(line=OuterRef(OuterRef("pk"))).values("quote")
    versions = QuoteVersion.objects.filter(quote__in=quotes)
    standing = versions.filter(state__in=STILL_OFFERED).exclude(valid_until__lt=on)
    sent = standing.filter(state=QuoteState.SENT)
    accepted, made = Exists(versions.filter(state=QuoteState.ACCEPTED)), Exists(standing)
    seen = Exists(sent.filter(links__first_seen_at__isnull=False))
    wanted = {
        OfferState.NONE: (~accepted, ~made),
        OfferState.MADE: (~accepted, made, ~Exists(sent)),
        OfferState.SENT: (~accepted, Exists(sent), ~seen),
        OfferState.SEEN: (~accepted, seen),
        OfferState.ACCEPTED: (accepted,),
    }
    if state is not OfferState.NONE:
        # Few lines are offered at a time: those are looked at, and not every line.
        rows = rows.filter(pk__in=Renewal.objects.values("line"))
    return rows.filter(*wanted[state])


def _state_of(version: QuoteVersion, on: date, *, is_seen: bool) -> OfferState | None:
    """Return what a version offers; None where it is over or was replaced."""
    if version.state == QuoteState.ACCEPTED:
        return OfferState.ACCEPTED
    if version.state not in STILL_OFFERED:
        return None
    if version.valid_until is not None and version.valid_until < on:
        return None
    if version.state != QuoteState.SENT:
        return OfferState.MADE
    return OfferState.SEEN if is_seen else OfferState.SENT


def _offer(state: OfferState, renewal: Renewal | None = None) -> Offer:
    if renewal is None:
        return Offer(state, OFFER_STATES[state])
    return Offer(state, OFFER_STATES[state], renewal.quote.number, renewal.offered_at)


def last_addresses(lines: Iterable[ContractLine]) -> dict[int, str]:
    """Return, by a system's key, the address that its last quotation was sent to."""
    systems = {each.system_id for each in lines}
    rows = QuoteVersion.objects.filter(quote__system__in=systems, sent_at__isnull=False)
    sent = rows.exclude(sent_to="").order_by("sent_at", "pk")
    return dict(sent.values_list("quote__system", "sent_to"))
