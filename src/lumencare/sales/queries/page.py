"""The page of one quote: its versions, what was said and decided, and what may be done now."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from lumencare.accounts.models import User
from lumencare.accounts.rights import is_outsider, may
from lumencare.accounts.roles import Right
from lumencare.audit.models import Entry
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.sales.freshness import find_changes
from lumencare.sales.models import QuoteMessage, QuoteState, QuoteVersion
from lumencare.sales.queries.facts import MessageFacts, VersionFacts, version_facts
from lumencare.sales.queries.rows import find_version, visible_versions
from lumencare.sales.queries.standing import Viewer


@dataclass(frozen=True, slots=True, kw_only=True)
class QuotePage:
    """A quote with all of its versions, newest first; `changed_facts` names what makes the open
    version need a new price."""

    number: str
    system_pk: int
    system_ref: str
    system_name: str
    site_pk: int
    site_name: str
    site_name_en: str
    owner: str
    author: str
    created_at: datetime
    versions: tuple[VersionFacts, ...]
    messages: tuple[MessageFacts, ...]
    trail: tuple[Entry, ...]
    changed_facts: tuple[Text, ...]
    may_answer: bool

    @property
    def latest(self) -> VersionFacts:
        """The version that is dealt with now."""
        return self.versions[0]

    def version(self, number: int) -> VersionFacts | None:
        """Return a version by its number."""
        return next((each for each in self.versions if each.number == number), None)


def quote_page(user: User, number: str, now: datetime) -> QuotePage:
    """Return all that a person may know of a quote; Http404 where that is nothing."""
    quote = find_version(user, number).quote
    inside = not is_outsider(user)
    rows = list(
        visible_versions(user)
        .filter(quote=quote)
        .select_related("quote__system__site__owner", "author", "approval__decided_by")
        .prefetch_related("links__created_by", "links__mails")
        .order_by("-number")
    )
    trail = _trail(rows) if inside else ()
    viewer, system = Viewer(user, now, trail), quote.system
    return QuotePage(
        number=quote.number,
        system_pk=system.pk,
        system_ref=system.ref,
        system_name=system.name,
        site_pk=system.site_id,
        site_name=system.site.name,
        site_name_en=system.site.name_en,
        owner=system.site.owner.name,
        author=rows[-1].author.name,
        created_at=quote.created_at,
        versions=tuple(version_facts(each, viewer, is_latest=each is rows[0]) for each in rows),
        messages=_messages(rows),
        trail=trail,
        changed_facts=_changed_facts(rows, now),
        may_answer=may(user, Right.ACCEPT_QUOTES if not inside else Right.SEND_QUOTES),
    )


def _changed_facts(rows: Iterable[QuoteVersion], now: datetime) -> tuple[Text, ...]:
    open_states = {QuoteState.AWAITING_APPROVAL, QuoteState.APPROVED, QuoteState.SENT}
    issued = next((each for each in rows if each.state in open_states), None)
    return () if issued is None else find_changes(issued, in_shanghai(now).date())


def _messages(rows: Iterable[QuoteVersion]) -> tuple[MessageFacts, ...]:
    numbers = {each.pk: each.number for each in rows}
    found = QuoteMessage.objects.filter(quote_version__in=numbers).order_by("pk")
    return tuple(
        MessageFacts(
            numbers[each.quote_version_id],
            each.written_at,
            each.by_name,
            each.text,
            each.from_customer,
        )
        for each in found
    )


def _trail(rows: Iterable[QuoteVersion]) -> tuple[Entry, ...]:
    keys = [str(each.pk) for each in rows]
    entries = Entry.objects.filter(kind=QuoteVersion._meta.label_lower, key__in=keys)
    return tuple(entries.select_related("by").order_by("-at", "-pk"))
