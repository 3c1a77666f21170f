"""Quotes as a visitor of the portal sees them: those that went out, each behind its own link."""

from dataclasses import dataclass
from datetime import date, datetime

from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.sales.links import token_of
from lumencare.sales.models import QuoteLink, QuoteState, QuoteVersion
from lumencare.sales.states import STATE_NAMES
from lumencare.sites.visitors import Visitor

MOST = 50
WENT_OUT = [QuoteState.SENT.value, QuoteState.ACCEPTED.value, QuoteState.EXPIRED.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicQuote:
    """A version that went out; `token` opens it, and is None where no link works any more."""

    number: str
    version: int
    state: str
    state_name: Text
    site: int
    system_name: str
    quoted_on: date | None
    valid_until: date | None
    gross: Money | None
    token: str | None

    @property
    def waits(self) -> bool:
        """Whether it waits for the customer's answer."""
        return self.state == QuoteState.SENT and self.token is not None


def quotes_of(visitor: Visitor, now: datetime, site: int | None = None) -> tuple[PublicQuote, ...]:
    """Return the quotes of the systems that a visitor sees, those that wait on top."""
    rows = QuoteVersion.objects.filter(
        quote__system__site__in=visitor.sites, state__in=WENT_OUT
    ).select_related("quote__system")
    rows = rows if site is None else rows.filter(quote__system__site=site)
    found = list(rows.order_by("-sent_at", "-pk")[:MOST])
    tokens = _tokens(found, now)
    quotes = [_quote(each, tokens.get(each.pk)) for each in found]
    return tuple(sorted(quotes, key=lambda each: not each.waits))


def working_token(version: QuoteVersion, now: datetime) -> str | None:
    """Return a token that opens a version; None where no link of it works."""
    return _tokens([version], now).get(version.pk)


def _tokens(versions: list[QuoteVersion], now: datetime) -> dict[int, str]:
    links = QuoteLink.objects.filter(
        quote_version__in=[each.pk for each in versions], revoked_at=None, expires_at__gt=now
    )
    found: dict[int, str] = {}
    for link in links.order_by("pk"):
        token = token_of(link)
        if token is not None:
            found[link.quote_version_id] = token
    return found


def _quote(row: QuoteVersion, token: str | None) -> PublicQuote:
    return PublicQuote(
        number=row.quote.number,
        version=row.number,
        state=row.state,
        state_name=STATE_NAMES[QuoteState(row.state)],
        site=row.quote.system.site_id,
        system_name=row.quote.system.name,
        quoted_on=row.quoted_on,
        valid_until=row.valid_until,
        gross=None if row.gross_fen is None else Money.of_fen(row.gross_fen),
        token=token,
    )
