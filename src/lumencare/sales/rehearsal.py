"""Rehearsal: every open quote under a draft edition beside what it costs today."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import Q

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.domain.edition import Edition
from lumencare.domain.money import ZERO, Money, total
from lumencare.domain.problems import InputProblems
from lumencare.domain.quotation.making import make_quotation
from lumencare.domain.quotation.refusals import QuotationRefused
from lumencare.domain.quotation.stored import read_choices, read_request
from lumencare.domain.request import QuotationRequest
from lumencare.domain.text import Text
from lumencare.pricebook.queries import edition_in_force
from lumencare.sales.basis import held_request
from lumencare.sales.models import QuoteState, QuoteVersion
from lumencare.sales.states import STATE_NAMES

OPEN = [
    QuoteState.DRAFT.value,
    QuoteState.AWAITING_APPROVAL.value,
    QuoteState.APPROVED.value,
    QuoteState.SENT.value,
]
AT_ONCE = 500


@dataclass(frozen=True, slots=True)
class Priced:
    """A price without VAT, or why there is none."""

    net: Money | None
    refused: Text | None = None


@dataclass(frozen=True, slots=True)
class Rehearsed:
    """One open quote: what it costs as it stands, and what it would under the draft."""

    number: str
    version: int
    state: str
    state_name: Text
    site: str
    system_pk: int
    system: str
    now: Priced
    then: Priced

    @property
    def difference(self) -> Money | None:
        """What the draft would cost more; None where one side has no price."""
        if self.now.net is None or self.then.net is None:
            return None
        return self.then.net - self.now.net

    @property
    def changes(self) -> bool:
        """Whether the draft makes any difference to it."""
        return self.now.net != self.then.net or bool(self.now.refused) != bool(self.then.refused)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """All open quotes, those with the greatest difference first."""

    rows: tuple[Rehearsed, ...]

    @property
    def changed(self) -> tuple[Rehearsed, ...]:
        """The quotes that the draft makes a difference to."""
        return tuple(each for each in self.rows if each.changes)

    @property
    def difference(self) -> Money:
        """What the draft would cost more over all quotes that have a price on both sides."""
        return total(each.difference for each in self.rows if each.difference is not None)

    @property
    def refused(self) -> int:
        """How many could not be made any more."""
        return sum(each.then.refused is not None and each.now.refused is None for each in self.rows)


def rehearse(user: User, edition: Edition, on: date) -> Rehearsal:
    """Price every open quote under another edition as of a day; nothing is written.

    What was issued keeps its own price on the side of today; a draft has the one of today.
    """
    require_right(user, Right.SEE_PRICES)
    today = edition_in_force(on)
    rows = sorted(_rehearsed(today, edition, on), key=_greatest_first)
    return Rehearsal(tuple(rows))


def _rehearsed(today: Edition, edition: Edition, on: date) -> Iterator[Rehearsed]:
    still_open = Q(valid_until=None) | Q(valid_until__gte=on)
    versions = (
        QuoteVersion.objects.filter(still_open, state__in=OPEN)
        .select_related("quote__system__site__owner")
        .prefetch_related("quote__system__held_plans")
        .defer("quotation")
        .order_by("pk")
    )
    for version in versions.iterator(chunk_size=AT_ONCE):
        request = _request(version, on)
        kept = None if version.net_fen is None else Priced(Money.of_fen(version.net_fen))
        system = version.quote.system
        yield Rehearsed(
            number=version.quote.number,
            version=version.number,
            state=version.state,
            state_name=STATE_NAMES[version.state],
            site=system.site.name,
            system_pk=system.pk,
            system=system.ref,
            now=kept or _price(today, request, on),
            then=_price(edition, request, on),
        )


def _request(version: QuoteVersion, on: date) -> QuotationRequest:
    """Return what a version was issued on, or what a draft would be."""
    if version.request is not None:
        return read_request(version.request)
    chosen = read_choices(version.choices)
    return replace(
        held_request(version.quote.system, on),
        plans=chosen.plans,
        options=chosen.options,
        prices=chosen.prices,
    )


def _price(edition: Edition, request: QuotationRequest, on: date) -> Priced:
    try:
        return Priced(make_quotation(edition, request, on, number="-").net)
    except QuotationRefused as refused:
        return Priced(None, refused.reason.text)
    except InputProblems as wrong:
        return Priced(None, wrong.problems[0].allowed)


def _greatest_first(row: Rehearsed) -> tuple[bool, Money, str]:
    difference = row.difference or ZERO
    size = difference if difference >= ZERO else ZERO - difference
    return not row.changes, ZERO - size, row.number
