"""Lists of agreements and sessions: filtered, counted by state, a page at a time."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Count, Q, QuerySet

from lumencare.accounts.models import User
from lumencare.domain.remote import sessions as session_rules
from lumencare.domain.remote.access import MODE_NAMES, AccessMode
from lumencare.domain.remote.parties import PARTY_NAMES, PartyKind
from lumencare.domain.remote.sessions import EndedBy, SessionState
from lumencare.domain.remote.states import STATE_NAMES, AgreementState, last_day_of, standing_of
from lumencare.domain.text import Text
from lumencare.remote.models import RemoteAgreement, RemoteSession
from lumencare.remote.queries.rows import visible_agreements, visible_sessions
from lumencare.sites.phones import mask_email, mask_phone
from lumencare.store.pages import DEFAULT_SIZE, Page, cut

# What ends within so many days is shown as ending.
SOON = timedelta(days=30)


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFilters:
    """Which agreements are wanted; what is empty does not matter. `ending`: within 30 days."""

    q: str = ""
    state: str = ""
    mode: str = ""
    ending: bool = False
    system: int | None = None
    site: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFacts:
    """An agreement as lists show it; `state` is what it is now, whatever its row says."""

    number: str
    version: int
    state: str
    state_name: Text
    system_pk: int
    system_ref: str
    system_name: str
    site_pk: int
    site_name: str
    case: str
    organization_pk: int
    organization: str
    party: str
    party_name: Text
    signer: str
    signer_email: str
    signer_phone: str
    mode: str
    mode_name: Text
    months: int
    sent_at: datetime | None
    valid_from: datetime | None
    valid_until: datetime | None
    last_day: date | None
    ends_soon: bool
    revoked_at: datetime | None
    revoked_by: str
    revoked_why: str
    paper_sha256: str
    sealed_sha256: str
    changed_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFilters:
    """Which sessions are wanted; what is empty does not matter."""

    state: str = ""
    case: str = ""
    agreement: str = ""
    system: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SessionFacts:
    """A session as lists show it."""

    number: str
    version: int
    state: str
    state_name: Text
    case: str
    agreement: str
    system_pk: int
    system_name: str
    site_name: str
    mode: str
    mode_name: Text
    engineer_pk: int
    engineer: str
    started_at: datetime
    ended_at: datetime | None
    ended_by: str
    ended_name: Text | None
    ended_why: str
    done: str
    on_database: bool
    records_ground: str
    records_why: str
    changed_at: datetime


def list_agreements(
    user: User,
    filters: AgreementFilters,
    now: datetime,
    *,
    cursor: str = "",
    size: int = DEFAULT_SIZE,
) -> Page[AgreementFacts]:
    """Return the agreements that match, newest first, a page at a time."""
    rows = _in_state(_matching(user, filters, now), filters.state, now)
    return cut(rows, ("-pk",), lambda row: agreement_line(row, now), cursor=cursor, size=size)


def count_agreements(user: User, filters: AgreementFilters, now: datetime) -> Counter[str]:
    """Return how many of the agreements that match are in each state."""
    rows = _matching(user, filters, now)
    counts = Counter(dict(rows.order_by().values_list("state").annotate(Count("pk"))))
    late = rows.filter(state=AgreementState.SIGNED, valid_until__lte=now).count()
    counts[AgreementState.SIGNED.value] -= late
    counts[AgreementState.EXPIRED.value] += late
    return counts


def list_sessions(
    user: User, filters: SessionFilters, *, cursor: str = "", size: int = DEFAULT_SIZE
) -> Page[SessionFacts]:
    """Return the sessions that match, newest first, a page at a time."""
    wanted = {
        "state": filters.state,
        "case__number": filters.case,
        "agreement__number": filters.agreement,
        "system": filters.system,
    }
    given = {name: value for name, value in wanted.items() if value not in ("", None)}
    rows = visible_sessions(user).filter(**given)
    return cut(rows, ("-pk",), session_line, cursor=cursor, size=size)


def agreement_line(row: RemoteAgreement, now: datetime) -> AgreementFacts:
    """Return an agreement as it stands at a moment."""
    standing = standing_of(AgreementState(row.state), row.valid_until, now)
    site = row.system.site
    same = {name: getattr(row, name) for name in SAME}
    return AgreementFacts(
        **same,
        state=standing.value,
        state_name=STATE_NAMES[standing],
        system_pk=row.system_id,
        system_ref=row.system.ref,
        system_name=row.system.name,
        site_pk=site.pk,
        site_name=site.name,
        case=row.case.number if row.case else "",
        organization_pk=row.organization_id,
        organization=row.organization.name,
        party_name=PARTY_NAMES[PartyKind(row.party)],
        signer=row.signer_name,
        signer_email=mask_email(row.signer_email),
        signer_phone=mask_phone(row.signer_phone),
        mode_name=MODE_NAMES[AccessMode(row.mode)],
        last_day=last_day_of(row.valid_until) if row.valid_until else None,
        ends_soon=_ends_soon(row, now),
        revoked_by=row.revoked_by_name,
    )


def session_line(row: RemoteSession) -> SessionFacts:
    """Return a session as it stands."""
    same = {name: getattr(row, name) for name in SAME_OF_SESSION}
    return SessionFacts(
        **same,
        state_name=session_rules.STATE_NAMES[SessionState(row.state)],
        case=row.case.number,
        agreement=row.agreement.number,
        system_pk=row.system_id,
        system_name=row.system.name,
        site_name=row.system.site.name,
        mode_name=MODE_NAMES[AccessMode(row.mode)],
        engineer_pk=row.engineer_id,
        engineer=row.engineer.name,
        ended_name=session_rules.ENDED_NAMES[EndedBy(row.ended_by)] if row.ended_by else None,
    )


def _ends_soon(row: RemoteAgreement, now: datetime) -> bool:
    until = row.valid_until
    return row.state == AgreementState.SIGNED and until is not None and now < until <= now + SOON


def _matching(user: User, filters: AgreementFilters, now: datetime) -> QuerySet[RemoteAgreement]:
    rows = visible_agreements(user)
    for word in filters.q.split():
        rows = rows.filter(
            Q(number__icontains=word)
            | Q(signer_name__icontains=word)
            | Q(organization__name__icontains=word)
            | Q(system__name__icontains=word)
            | Q(system__ref__icontains=word)
            | Q(system__site__name__icontains=word)
        )
    if filters.mode:
        rows = rows.filter(mode=filters.mode)
    if filters.system is not None:
        rows = rows.filter(system=filters.system)
    if filters.site is not None:
        rows = rows.filter(system__site=filters.site)
    if filters.ending:
        rows = rows.filter(
            state=AgreementState.SIGNED, valid_until__gt=now, valid_until__lte=now + SOON
        )
    return rows


def _in_state(
    rows: QuerySet[RemoteAgreement], state: str, now: datetime
) -> QuerySet[RemoteAgreement]:
    """Narrow to what is in a state now: one that is over is expired before a job says so."""
    over = Q(state=AgreementState.SIGNED, valid_until__lte=now)
    if state == AgreementState.SIGNED:
        return rows.filter(state=state).exclude(over)
    if state == AgreementState.EXPIRED:
        return rows.filter(Q(state=state) | over)
    return rows.filter(state=state) if state else rows


# What an agreement and a session say as their rows do.
SAME = (
    "number", "version", "party", "mode", "months", "sent_at", "valid_from", "valid_until",
    "revoked_at", "revoked_why", "paper_sha256", "sealed_sha256", "changed_at",
)  # fmt: skip
SAME_OF_SESSION = (
    "number", "version", "state", "mode", "started_at", "ended_at", "ended_by", "ended_why", "done",
    "on_database", "records_ground", "records_why", "changed_at",
)  # fmt: skip
