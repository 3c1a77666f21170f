"""What pages show of a version: its figures, links and approval, and what may be done now."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.sales.links import address_of
from lumencare.sales.models import QuoteLink, QuoteVersion
from lumencare.sales.queries.lists import money
from lumencare.sales.queries.standing import Viewer, steps_now
from lumencare.sales.states import STATE_NAMES, Step
from lumencare.sales.validity import is_over

# What the office keeps to itself of an issued quotation.
INSIDE = {"needs_approval", "approval_because"}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkFacts:
    """A customer's link and whether it was looked at; without address where the key changed."""

    pk: int
    zh_address: str | None
    en_address: str | None
    created_by: str
    created_at: datetime
    expires_at: datetime
    revoked_at: datetime | None
    works: bool
    first_seen_at: datetime | None
    last_seen_at: datetime | None
    seen_count: int
    mailed_to: str
    mailed_at: datetime | None
    mail_problem: str


@dataclass(frozen=True, slots=True)
class ApprovalFacts:
    """What was decided about a version, and by whom."""

    decided_by: str
    decided_at: datetime
    approved: bool
    note: str


@dataclass(frozen=True, slots=True)
class MessageFacts:
    """A question or an answer; `is_customer` where it came from outside."""

    version: int
    written_at: datetime
    by_name: str
    text: str
    is_customer: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionFacts:
    """A version as pages show it; `row_version` is what forms post back to notice others.

    `quotation` is what was issued (None while a draft); `choices` what was chosen, with the staff's
    own reasons for set prices: empty for people outside. `steps` is what this person may do now.
    """

    pk: int
    number: int
    row_version: int
    state: str
    state_name: Text
    is_over: bool
    author: str
    created_at: datetime
    issued_at: datetime | None
    quoted_on: date | None
    valid_until: date | None
    edition: str
    net: Money | None
    gross: Money | None
    needs_approval: bool
    choices: Mapping[str, Any]
    quotation: Mapping[str, Any] | None
    pdf_sha256: str
    sent_at: datetime | None
    sent_to: str
    ended_at: datetime | None
    ended_why: str
    accepted_name: str
    approval: ApprovalFacts | None
    links: tuple[LinkFacts, ...]
    steps: frozenset[Step]
    wrote_it: bool


def version_facts(row: QuoteVersion, viewer: Viewer, *, is_latest: bool) -> VersionFacts:
    """Return a version as a person may see it; needs its links and approval at hand."""
    inside = viewer.inside
    return VersionFacts(
        pk=row.pk,
        number=row.number,
        row_version=row.version,
        state=row.state,
        state_name=STATE_NAMES[row.state],
        is_over=is_over(row, viewer.now),
        author=row.author.name,
        created_at=row.created_at,
        issued_at=row.issued_at,
        quoted_on=row.quoted_on,
        valid_until=row.valid_until,
        edition=row.edition,
        net=money(row.net_fen),
        gross=money(row.gross_fen),
        needs_approval=row.needs_approval and inside,
        choices=row.choices if inside else {},
        quotation=shown_quotation(row.quotation, inside=inside),
        pdf_sha256=row.pdf_sha256,
        sent_at=row.sent_at,
        sent_to=row.sent_to if inside else "",
        ended_at=row.ended_at,
        ended_why=row.ended_why if inside else "",
        accepted_name=row.accepted_name,
        approval=_approval_facts(row) if inside else None,
        links=tuple(_link_facts(each, viewer.now) for each in row.links.all()) if inside else (),
        steps=steps_now(row, viewer, is_latest=is_latest),
        wrote_it=viewer.wrote(row),
    )


def shown_quotation(
    quotation: Mapping[str, Any] | None, *, inside: bool
) -> Mapping[str, Any] | None:
    """Return what was issued; for people outside without what the office keeps to itself."""
    if quotation is None or inside:
        return quotation
    return {name: value for name, value in quotation.items() if name not in INSIDE}


def _approval_facts(row: QuoteVersion) -> ApprovalFacts | None:
    # Django raises where a one-to-one row is missing; getattr answers with None instead.
    found = getattr(row, "approval", None)
    if found is None:
        return None
    return ApprovalFacts(found.decided_by.name, found.decided_at, found.approved, found.note)


def _link_facts(link: QuoteLink, now: datetime) -> LinkFacts:
    mail = next(iter(link.mails.all()), None)
    return LinkFacts(
        pk=link.pk,
        zh_address=address_of(link),
        en_address=address_of(link, "en"),
        created_by=link.created_by.name,
        created_at=link.created_at,
        expires_at=link.expires_at,
        revoked_at=link.revoked_at,
        works=link.revoked_at is None and link.expires_at > now,
        first_seen_at=link.first_seen_at,
        last_seen_at=link.last_seen_at,
        seen_count=link.seen_count,
        mailed_to="" if mail is None else mail.to,
        mailed_at=None if mail is None else mail.sent_at,
        mail_problem="" if mail is None else mail.problem,
    )
