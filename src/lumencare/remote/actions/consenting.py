"""Consent and its end: revoked or withdrawn, whoever is connected is stopped in the same moment."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.domain.problems import InputProblems, Problem
from lumencare.domain.remote.sessions import EndedBy
from lumencare.domain.remote.states import AgreementState, AgreementStep, require_step
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.remote.actions.steps import lock_agreement, take_step
from lumencare.remote.actions.stopping import stop_sessions
from lumencare.remote.models import ConsentWindow, RemoteAgreement, SigningLink
from lumencare.remote.telling import name_of, tell_agreement, tell_staff
from lumencare.sales.written import read_written

LONGEST_WHY = 500
LONGEST_HOW = 200
ON_PAGE = Text("在签署页面", "on the page of the agreement")
REVOKED_THERE = Text("在其页面撤回", "revoked on the page of the agreement")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """From when until when the customer lets somebody connect, and who of them said so how."""

    starts_at: datetime
    ends_at: datetime
    given_by: str
    how: str


def revoke(row: RemoteAgreement, *, why: str, by: User, now: datetime) -> RemoteAgreement:
    """Revoke an agreement at once, signed or not; a session under way is stopped (D-24)."""
    require_right(by, Right.KEEP_REMOTE)
    return _revoke(row, read_written(why, "why", LONGEST_WHY), by, now)


def revoke_by_link(
    link: SigningLink, *, by: User | str | None = None, now: datetime
) -> RemoteAgreement:
    """Revoke as the signer, who needs neither a reason nor an account.

    `by` names a colleague of theirs, who came through the portal.
    """
    row = link.agreement
    return _revoke(row, f"{REVOKED_THERE.zh} {REVOKED_THERE.en}", by or row.signer_name, now)


def _revoke(row: RemoteAgreement, why: str, by: User | str, now: datetime) -> RemoteAgreement:
    with transaction.atomic():
        locked = lock_agreement(row.pk)
        fields = {"revoked_at": now, "revoked_by_name": name_of(by), "revoked_why": why}
        said = Text(
            f"远程协议 {row.number} 已由{name_of(by)}撤回。",
            f"Remote agreement {row.number} was revoked by {name_of(by)}.",
        )
        # First, as whoever is connected is told too: afterwards no session is open.
        tell_staff(locked, "revoked", said, now)
        take_step(locked, AgreementStep.REVOKE, by=by, now=now, why=why, fields=fields)
        stop_sessions(locked, EndedBy.REVOKED, why=why, by=by, now=now)
        tell_agreement("remote.revoked", locked, said, now)
    return locked


def give_consent(row: RemoteAgreement, window: Window, *, by: User, now: datetime) -> ConsentWindow:
    """Write down when the customer lets somebody connect, as they said to staff."""
    require_right(by, Right.KEEP_REMOTE)
    return _give(row, window, by=by, now=now)


def give_consent_by_link(
    link: SigningLink,
    starts_at: datetime,
    ends_at: datetime,
    *,
    by: User | str | None = None,
    now: datetime,
) -> ConsentWindow:
    """Say as the signer, or as a colleague of theirs, when one may connect."""
    who = by or link.agreement.signer_name
    how = f"{ON_PAGE.zh} {ON_PAGE.en}"
    window = Window(starts_at=starts_at, ends_at=ends_at, given_by=name_of(who), how=how)
    return _give(link.agreement, window, by=who, now=now)


def withdraw_consent(row: RemoteAgreement, *, who: str, by: User, now: datetime) -> None:
    """Write down that the customer withdrew consent; a session under way is stopped."""
    require_right(by, Right.KEEP_REMOTE)
    _withdraw(row, read_written(who, "who", 80), by, now)


def withdraw_by_link(link: SigningLink, *, by: User | str | None = None, now: datetime) -> None:
    """Withdraw consent as the signer; the agreement stays, until somebody gives a time again."""
    who = by or link.agreement.signer_name
    _withdraw(link.agreement, name_of(who), who, now)


def _give(row: RemoteAgreement, window: Window, *, by: User | str, now: datetime) -> ConsentWindow:
    given_by = read_written(window.given_by, "given_by", 80)
    how = read_written(window.how, "how", LONGEST_HOW)
    starts, ends = in_shanghai(window.starts_at), in_shanghai(window.ends_at)
    with transaction.atomic():
        locked = _lock_signed(row)
        if not starts < ends or ends <= now:
            raise InputProblems([Problem("ends_at", ends.isoformat(), LATER)])
        _end_last(locked, given_by, now)
        given = ConsentWindow.objects.create(
            agreement=locked,
            starts_at=starts,
            ends_at=ends,
            given_by=given_by,
            how=how,
            given_at=now,
        )
        told = {"consent": (None, f"{starts:%Y-%m-%d %H:%M} – {ends:%Y-%m-%d %H:%M}")}
        record(locked, action="give-consent", by=by, now=now, changes=told, why=how)
        if not starts <= now:
            why = f"{given_by}: {starts:%Y-%m-%d %H:%M}"
            stop_sessions(locked, EndedBy.OVER, why=why, by=by, now=now)
    return given


def _withdraw(row: RemoteAgreement, who: str, by: User | str, now: datetime) -> None:
    with transaction.atomic():
        locked = _lock_signed(row)
        said = Text(
            f"{who}撤回了远程连接的同意（{row.number}）。",
            f"{who} withdrew consent to connect ({row.number}).",
        )
        if _end_last(locked, who, now):
            tell_staff(locked, f"withdrawn:{now.isoformat()}", said, now)
            record(locked, action="withdraw-consent", by=by, now=now)
            stop_sessions(locked, EndedBy.WITHDRAWN, why=said.zh, by=by, now=now)
            tell_agreement("remote.consent-withdrawn", locked, said, now)


def _lock_signed(row: RemoteAgreement) -> RemoteAgreement:
    locked = lock_agreement(row.pk)
    require_step(AgreementStep.CONSENT, AgreementState(locked.state))
    return locked


def _end_last(row: RemoteAgreement, who: str, now: datetime) -> int:
    held = ConsentWindow.objects.filter(agreement=row, withdrawn_at=None)
    return held.update(withdrawn_at=now, withdrawn_by=who)


LATER = Text(
    "结束时间应晚于开始时间，且晚于现在。", "The end must lie after the start, and after now."
)
