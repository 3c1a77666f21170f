"""Everything one page says of an agreement or of a session, log included."""

from dataclasses import dataclass
from datetime import datetime

from django.http import Http404

from lumencare.accounts.models import User
from lumencare.accounts.rights import may
from lumencare.accounts.roles import Right
from lumencare.audit.queries import Line, trail_of
from lumencare.contracts.archive import read_file
from lumencare.domain.readiness.relying import GROUND_NAMES, Ground
from lumencare.domain.remote.access import CHECKS, SERVER_NAMES, AccessMode, Server
from lumencare.domain.remote.codes import CHANNEL_NAMES, MOST_TRIES_OF_LINK, CodeChannel
from lumencare.domain.remote.sessions import (
    EVENT_NAMES,
    TRANSITIONS,
    SessionEventKind,
    SessionState,
    SessionStep,
)
from lumencare.domain.remote.states import TRANSITIONS as AGREEMENT_STEPS
from lumencare.domain.remote.states import AgreementState, standing_of
from lumencare.domain.text import Text
from lumencare.remote.links import address_of
from lumencare.remote.models import (
    ConsentWindow,
    RemoteAgreement,
    RemoteSession,
    SignatureEvidence,
    SigningLink,
)
from lumencare.remote.queries.lists import (
    AgreementFacts,
    SessionFacts,
    agreement_line,
    session_line,
)
from lumencare.remote.queries.rows import find_agreement, find_session, link_of


@dataclass(frozen=True, slots=True)
class EventFacts:
    """One line of a session's log."""

    kind: str
    kind_name: Text
    at: datetime
    by: str
    text: str
    file_name: str
    size: int | None
    sha256: str


@dataclass(frozen=True, slots=True)
class EvidenceFacts:
    """What proves a signature."""

    name: str
    organization: str
    signed_at: datetime
    paper_sha256: str
    channel: Text
    sent_to: str
    read_by: str
    user_agent: str
    ip_address: str
    drawing_sha256: str


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """When the customer lets somebody connect, who said so and how."""

    starts_at: datetime
    ends_at: datetime
    given_by: str
    how: str
    withdrawn_at: datetime | None
    withdrawn_by: str


@dataclass(frozen=True, slots=True)
class LinkFacts:
    """The signer's link with its two addresses; None where the installation's key has changed."""

    address: str | None
    address_en: str | None
    sign_by: datetime
    seen_at: datetime | None
    locked: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementPage:
    """An agreement with its people, link, evidence, consent, sessions and trail."""

    facts: AgreementFacts
    server: Text
    engineers: tuple[str, ...]
    follows: str
    link: LinkFacts | None
    evidence: EvidenceFacts | None
    consents: tuple[ConsentFacts, ...]
    sessions: tuple[SessionFacts, ...]
    trail: list[Line]
    can: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionPage:
    """A session with its log and what was made sure of before."""

    facts: SessionFacts
    checks: tuple[tuple[Text, str], ...]
    charge_agreed: str
    # On what work on the database goes on; None: it does not work on it.
    ground: Text | None
    records_why: str
    events: tuple[EventFacts, ...]
    can: frozenset[str]


def agreement_page(user: User, number: str, now: datetime) -> AgreementPage:
    """Return the page of an agreement for whoever may see it; Http404 else."""
    row = find_agreement(user, number)
    sessions = row.sessions.select_related("system__site", "agreement", "case", "engineer")
    link = link_of(row)
    return AgreementPage(
        facts=agreement_line(row, now),
        server=SERVER_NAMES[Server(row.server)],
        engineers=tuple(
            each.person.name for each in row.named.select_related("person").order_by("pk")
        ),
        follows=row.follows.number if row.follows else "",
        link=link_facts(link) if link else None,
        evidence=evidence_of(row),
        consents=consents_of(row),
        sessions=tuple(session_line(each) for each in sessions.order_by("-pk")),
        trail=trail_of(user, row),
        can=_steps(user, row, now),
    )


def session_page(user: User, number: str) -> SessionPage:
    """Return the page of a session for whoever may see it; Http404 else."""
    row = find_session(user, number)
    known = {each.code: each.text for each in CHECKS[AccessMode(row.mode)]}
    return SessionPage(
        facts=session_line(row),
        checks=tuple((known[code], note) for code, note in row.checks.items() if code in known),
        charge_agreed=row.charge_agreed,
        ground=GROUND_NAMES[Ground(row.records_ground)] if row.on_database else None,
        records_why=row.records_why,
        events=events_of(row),
        can=_session_steps(user, row),
    )


def paper_of(user: User, number: str) -> tuple[str, bytes]:
    """Return the paper of an agreement with its file's name: the signed one where there is one."""
    return read_paper(find_agreement(user, number))


def read_paper(row: RemoteAgreement) -> tuple[str, bytes]:
    """Return the paper that counts, with its name; Http404 before there is one."""
    if row.sealed:
        return f"{row.number}-signed.pdf", read_file(row.sealed)
    if row.paper:
        return f"{row.number}.pdf", read_file(row.paper)
    raise Http404(f"paper of {row.number}")


def events_of(row: RemoteSession) -> tuple[EventFacts, ...]:
    """Return the log of a session, from its start."""
    return tuple(
        EventFacts(
            each.kind,
            EVENT_NAMES[SessionEventKind(each.kind)],
            each.at,
            each.by_name,
            each.text,
            each.file_name,
            each.size,
            each.sha256,
        )
        for each in row.events.order_by("pk")
    )


def consents_of(row: RemoteAgreement) -> tuple[ConsentFacts, ...]:
    """Return what the customer said about when one may connect, newest first."""
    return tuple(_consent(each) for each in row.consents.order_by("-pk"))


def evidence_of(row: RemoteAgreement) -> EvidenceFacts | None:
    """Return what proves the signature of an agreement; None before there is one."""
    found = SignatureEvidence.objects.filter(agreement=row).first()
    if found is None:
        return None
    return EvidenceFacts(
        found.name,
        found.organization_name,
        found.signed_at,
        found.paper_sha256,
        CHANNEL_NAMES[CodeChannel(found.channel)],
        found.sent_to,
        found.read_by_name,
        found.user_agent,
        found.ip_address or "",
        row.drawing.sha256 if hasattr(row, "drawing") else "",
    )


def _consent(row: ConsentWindow) -> ConsentFacts:
    return ConsentFacts(
        row.starts_at, row.ends_at, row.given_by, row.how, row.withdrawn_at, row.withdrawn_by
    )


def link_facts(link: SigningLink) -> LinkFacts:
    """Return a link as staff see it: whole, to be copied."""
    locked = link.tries >= MOST_TRIES_OF_LINK
    return LinkFacts(
        address_of(link), address_of(link, "en"), link.sign_by, link.last_seen_at, locked
    )


def _steps(user: User, row: RemoteAgreement, now: datetime) -> frozenset[str]:
    if not may(user, Right.KEEP_REMOTE):
        return frozenset()
    standing = standing_of(AgreementState(row.state), row.valid_until, now)
    allowed = {step.value for step, found in AGREEMENT_STEPS.items() if standing in found.sources}
    if standing in RENEWABLE:
        allowed.add("renew")
    if standing is AgreementState.SENT and row.signer_phone:
        allowed.add("read-code")
    return frozenset(allowed - {"sign", "expire", "supersede"})


def _session_steps(user: User, row: RemoteSession) -> frozenset[str]:
    if not may(user, Right.DO_REMOTE) or row.engineer_id != user.pk:
        return frozenset()
    state = SessionState(row.state)
    allowed = {step for step, found in TRANSITIONS.items() if state in found.sources}
    if row.done:
        allowed.discard(SessionStep.REPORT)
    return frozenset(each.value for each in allowed - {SessionStep.STOP})


RENEWABLE = {AgreementState.SIGNED, AgreementState.EXPIRED, AgreementState.REVOKED}
