"""What happens in a session: dropped, noted, files taken, ended; each step an event of its log."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import conflict_about, record
from lumencare.domain.problems import InputProblems, Problem, Refused
from lumencare.domain.remote.sessions import (
    EndedBy,
    SessionEventKind,
    SessionState,
    SessionStep,
    require_step,
)
from lumencare.domain.text import Text, does_not_apply
from lumencare.remote.models import RemoteSession, SessionEvent
from lumencare.remote.telling import name_of, tell_session
from lumencare.sales.written import read_written

LONGEST_NOTE = 2000
EVENTS = {
    SessionStep.DROP: "remote.dropped",
    SessionStep.RESUME: "remote.resumed",
    SessionStep.END: "remote.ended",
    SessionStep.STOP: "remote.stopped",
}
NOT_YOURS = Text(
    "这次远程会话不是您的，只有负责的工程师可以登记。",
    "This session is not yours; only its engineer records what happens in it.",
)
REPORTED = Text("所做的工作已经写明。", "What was done is written down already.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """What the log says of a step; `kind` where it is another than the step's own."""

    text: str = ""
    kind: SessionEventKind | None = None
    file_name: str = ""
    size: int | None = None
    sha256: str = ""


def drop(session: RemoteSession, *, why: str = "", by: User, now: datetime) -> RemoteSession:
    """Write down that the connection dropped; it may be resumed after the gate was asked again."""
    require_own(session, by)
    text = read_written(why, "why", 200) if why.strip() else ""
    return take_step(session, SessionStep.DROP, Entry(text=text), by=by, now=now)


def note(session: RemoteSession, *, text: str, by: User, now: datetime) -> RemoteSession:
    """Write down what was done in a session under way."""
    require_own(session, by)
    entry = Entry(text=read_written(text, "text", LONGEST_NOTE))
    return take_step(session, SessionStep.NOTE, entry, by=by, now=now)


def end(session: RemoteSession, *, done: str, by: User, now: datetime) -> RemoteSession:
    """End a session with what was done."""
    require_own(session, by)
    words = read_written(done, "done", LONGEST_NOTE)
    fields = {"ended_at": now, "ended_by": EndedBy.ENGINEER.value, "done": words}
    return take_step(session, SessionStep.END, Entry(text=words), by=by, now=now, fields=fields)


def report(session: RemoteSession, *, done: str, by: User, now: datetime) -> RemoteSession:
    """Write down what was done in a session that somebody stopped, once."""
    require_own(session, by)
    words = read_written(done, "done", LONGEST_NOTE)
    if session.done:
        raise InputProblems([Problem("done", words, REPORTED)])
    entry, fields = Entry(text=words), {"done": words}
    return take_step(session, SessionStep.REPORT, entry, by=by, now=now, fields=fields)


def require_own(session: RemoteSession, by: User) -> None:
    """Raise Refused but for the session's own engineer: nobody else sees what is done in it."""
    require_right(by, Right.DO_REMOTE)
    if session.engineer_id != by.pk:
        raise Refused(does_not_apply("RS-2", NOT_YOURS))


def take_step(
    session: RemoteSession,
    step: SessionStep,
    entry: Entry,
    *,
    by: User | str,
    now: datetime,
    fields: Mapping[str, Any] | None = None,
) -> RemoteSession:
    """Take a step with its event, if the session is still as it was read; else who was faster."""
    found = require_step(step, SessionState(session.state))
    changes = {**(fields or {}), "state": found.target.value, "changed_at": now}
    with transaction.atomic():
        rows = RemoteSession.objects.filter(
            pk=session.pk, state=session.state, version=session.version
        )
        if not rows.update(**changes, version=session.version + 1):
            raise conflict_about(session)
        for name, value in {**changes, "version": session.version + 1}.items():
            setattr(session, name, value)
        add_event(session, entry.kind or found.event, entry, by=by, now=now)
        record(session, action=f"session-{step.value}", by=by, now=now, why=entry.text[:500])
        if step in EVENTS:
            tell_session(EVENTS[step], session, now)
    return session


def add_event(
    session: RemoteSession, kind: SessionEventKind, entry: Entry, *, by: User | str, now: datetime
) -> SessionEvent:
    """Write one line of a session's log."""
    return SessionEvent.objects.create(
        session=session,
        kind=kind.value,
        at=now,
        by=by if isinstance(by, User) else None,
        by_name=name_of(by),
        text=entry.text,
        file_name=entry.file_name,
        size=entry.size,
        sha256=entry.sha256,
    )
