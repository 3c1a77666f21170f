"""The page of one proposal: its versions, what was decided, and what may be done now."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.audit.models import Entry
from lumencare.domain.money import Money
from lumencare.domain.text import Text
from lumencare.domain.upgrade.content import Content
from lumencare.domain.upgrade.differences import find_differences
from lumencare.domain.upgrade.losing import LOSS_NAMES, LossReason
from lumencare.domain.upgrade.states import (
    STATE_NAMES,
    WON,
    ProposalState,
    ProposalStep,
    may_take,
)
from lumencare.domain.upgrade.stored import read_content
from lumencare.upgrades.actions.approving import WRITING
from lumencare.upgrades.links import address_of
from lumencare.upgrades.models import ProposalApproval, ProposalLink, ProposalVersion
from lumencare.upgrades.queries.lists import money
from lumencare.upgrades.queries.rows import find_version, visible_versions
from lumencare.upgrades.validity import find_changes, is_over

RIGHT_FOR: Mapping[ProposalStep, Right] = {
    ProposalStep.CHANGE: Right.MAKE_PROPOSALS,
    ProposalStep.ISSUE: Right.MAKE_PROPOSALS,
    ProposalStep.REVISE: Right.MAKE_PROPOSALS,
    ProposalStep.SEND: Right.MAKE_PROPOSALS,
    ProposalStep.LOSE: Right.MAKE_PROPOSALS,
    ProposalStep.APPROVE: Right.APPROVE_PROPOSALS,
    ProposalStep.REFUSE: Right.APPROVE_PROPOSALS,
    ProposalStep.ACCEPT: Right.ACCEPT_QUOTES,
}
BY_ANOTHER = {ProposalStep.APPROVE, ProposalStep.REFUSE}
WHILE_VALID = {ProposalStep.APPROVE, ProposalStep.SEND, ProposalStep.ACCEPT}
OF_LATEST = {ProposalStep.REVISE, ProposalStep.LOSE}


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkShown:
    """A customer's link and whether it was looked at; without address where the key changed."""

    pk: int
    zh_address: str | None
    en_address: str | None
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
class Decision:
    """What was decided about a version, and by whom."""

    decided_by: str
    decided_at: datetime
    approved: bool
    note: str


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionShown:
    """A version as its page shows it; `row_version` is what forms post back to notice others.

    `answer` is what was issued (None while a draft), `steps` what this person may do now.
    """

    number: int
    row_version: int
    state: str
    state_name: Text
    author: str
    created_at: datetime
    issued_at: datetime | None
    valid_until: date | None
    edition: str
    net: Money | None
    gross: Money | None
    content: Content
    answer: Mapping[str, Any] | None
    pdf_sha256: str
    sent_at: datetime | None
    ended_at: datetime | None
    ended_why: str
    lost_reason: Text | None
    accepted_at: datetime | None
    accepted_name: str
    accepted_option: str
    decisions: tuple[Decision, ...]
    links: tuple[LinkShown, ...]
    steps: frozenset[ProposalStep]
    wrote_it: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalPage:
    """A proposal with all of its versions, newest first."""

    number: str
    system_pk: int
    system_ref: str
    system_name: str
    system_type: str
    site_name: str
    owner: str
    survey: str
    versions: tuple[VersionShown, ...]
    changed: tuple[Text, ...]
    trail: tuple[Entry, ...]

    @property
    def latest(self) -> VersionShown:
        """The version that is dealt with now."""
        return self.versions[0]

    def version(self, number: int) -> VersionShown | None:
        """Return a version by its number."""
        return next((each for each in self.versions if each.number == number), None)

    def before(self, version: VersionShown) -> VersionShown | None:
        """Return the version before another."""
        older = (each for each in self.versions if each.number < version.number)
        return next(older, None)


def proposal_page(user: User, number: str, now: datetime) -> ProposalPage:
    """Return all that a person may know of a proposal; Http404 where that is nothing."""
    proposal = find_version(user, number).proposal
    rows = list(
        visible_versions(user)
        .filter(proposal=proposal)
        .prefetch_related("links__mails", "approvals__decided_by")
        .order_by("-number")
    )
    trail = _trail(rows)
    won = any(each.state in WON for each in rows)
    system = proposal.system
    return ProposalPage(
        number=proposal.number,
        system_pk=system.pk,
        system_ref=system.ref,
        system_name=system.name,
        system_type=system.system_type,
        site_name=system.site.name,
        owner=system.site.owner.name,
        survey="" if proposal.survey is None else proposal.survey.number,
        versions=tuple(
            _shown(each, Looking(user, now, trail, each is rows[0], won)) for each in rows
        ),
        changed=() if won else find_changes(rows[0]),
        trail=trail,
    )


def differences_of(page: ProposalPage, version: VersionShown) -> tuple[Text, ...]:
    """Return what changed from the version before; nothing for the first."""
    earlier = page.before(version)
    return () if earlier is None else find_differences(earlier.content, version.content)


@dataclass(frozen=True, slots=True)
class Looking:
    """Who looks at a version, when, and what of the proposal decides what they may do."""

    user: User
    now: datetime
    trail: tuple[Entry, ...]
    is_latest: bool
    is_won: bool

    def wrote(self, row: ProposalVersion) -> bool:
        """Tell whether the person wrote something of a version."""
        return row.author_id == self.user.pk or any(
            each.key == str(row.pk) and each.by_id == self.user.pk and each.action in WRITING
            for each in self.trail
        )


def _steps(row: ProposalVersion, looking: Looking) -> frozenset[ProposalStep]:
    barred: set[ProposalStep] = set()
    if looking.wrote(row):
        barred |= BY_ANOTHER
    if is_over(row, looking.now):
        barred |= WHILE_VALID
    if not looking.is_latest or looking.is_won:
        barred |= OF_LATEST
    return frozenset(
        step
        for step, right in RIGHT_FOR.items()
        if step not in barred and may_take(step, row.state) and may(looking.user, right)
    )


def _shown(row: ProposalVersion, looking: Looking) -> VersionShown:
    lost = LOSS_NAMES[LossReason(row.lost_reason)] if row.lost_reason else None
    return VersionShown(
        number=row.number,
        row_version=row.version,
        state=row.state,
        state_name=STATE_NAMES[ProposalState(row.state)],
        author=row.author.name,
        created_at=row.created_at,
        issued_at=row.issued_at,
        valid_until=row.valid_until,
        edition=row.edition,
        net=money(row.net_fen),
        gross=money(row.gross_fen),
        content=read_content(row.content),
        answer=row.answer,
        pdf_sha256=row.pdf_sha256,
        sent_at=row.sent_at,
        ended_at=row.ended_at,
        ended_why=row.ended_why,
        lost_reason=lost,
        accepted_at=row.accepted_at,
        accepted_name=row.accepted_name,
        accepted_option=row.accepted_option,
        decisions=tuple(_decision(each) for each in row.approvals.all()),
        links=tuple(_link(each, looking.now) for each in row.links.all()),
        steps=_steps(row, looking),
        wrote_it=looking.wrote(row),
    )


def _decision(row: ProposalApproval) -> Decision:
    return Decision(row.decided_by.name, row.decided_at, row.approved, row.note)


def _link(link: ProposalLink, now: datetime) -> LinkShown:
    mail = next(iter(link.mails.all()), None)
    return LinkShown(
        pk=link.pk,
        zh_address=address_of(link),
        en_address=address_of(link, "en"),
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


def _trail(rows: Iterable[ProposalVersion]) -> tuple[Entry, ...]:
    keys = [str(each.pk) for each in rows]
    entries = Entry.objects.filter(kind=ProposalVersion._meta.label_lower, key__in=keys)
    return tuple(entries.select_related("by").order_by("-at", "-pk"))
