"""Connecting: a session begins or goes on only where the gate says so, in the same transaction."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from lumencare.accounts.models import User
from lumencare.accounts.rights import require_right
from lumencare.accounts.roles import Right
from lumencare.audit.actions import record
from lumencare.desk.actions import start_work
from lumencare.desk.actions.steps import lock_case
from lumencare.desk.models import Case
from lumencare.domain.desk.states import CaseState, CaseStep
from lumencare.domain.desk.states import require_step as require_case_step
from lumencare.domain.problems import Conflict, InputProblems, Problem
from lumencare.domain.readiness.relying import Ground, Work
from lumencare.domain.remote.access import CHECKS, AccessMode
from lumencare.domain.remote.connecting import require_connect
from lumencare.domain.remote.sessions import SessionEventKind, SessionStep
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Text
from lumencare.remote.actions.going import Entry, add_event, require_own, take_step
from lumencare.remote.actions.steps import lock_agreement
from lumencare.remote.facts import connect_facts, latest_agreement, system_of_case, with_plan
from lumencare.remote.models import RemoteAgreement, RemoteSession
from lumencare.remote.numbers import next_session
from lumencare.remote.telling import tell_session
from lumencare.sales.written import read_written
from lumencare.sites.models import System
from lumencare.sites.relying import require_records

NO_SUCH_WAY = Text("请选择一种接入方式。", "Choose one of the ways in.")
SAY_WHO = Text("请写明。", "Say who or what.")
NOT_NOW = Text(
    "协议刚刚失效，不能连接。", "The agreement has just ceased to hold: nobody may connect."
)
OPEN_ALREADY = Text(
    "您在此系统上已有一个未结束的远程会话。",
    "You have a session at this system that is not ended.",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Connection:
    """How one connects: the way in, what was made sure of and noted, who agreed to pay.

    `on_database`: it works on the database, as programming does; `records_why` says why it goes on
    where that is missing or old.
    """

    mode: str
    checks: Mapping[str, str] = field(default_factory=dict)
    charge_agreed: str = ""
    on_database: bool = False
    records_why: str = ""


def start_session(case: Case, connection: Connection, *, by: User, now: datetime) -> RemoteSession:
    """Begin a session for a case: refused without an agreement in force, here and by the database.

    The first start of work meets the promise of the case (D-7), in the same transaction.
    """
    require_right(by, Right.DO_REMOTE)
    system = system_of_case(case)
    mode, checks = _read(connection)
    charge = connection.charge_agreed.strip()
    charge = read_written(charge, "charge_agreed", 200) if charge else ""
    try:
        with transaction.atomic():
            held = lock_case(case.pk)
            require_case_step(CaseStep.CHANGE, CaseState(held.state))
            agreement = _locked_agreement(system, mode)
            facts = with_plan(connect_facts(system, mode, by, agreement, now), held, charge)
            require_connect(replace(facts, checks=frozenset(checks)))
            if agreement is None:
                raise ValueError("nobody connects without an agreement")
            records = _records(system, connection, by=by, now=now)
            session = RemoteSession.objects.create(
                number=next_session(in_shanghai(now).date()),
                case=held,
                system=system,
                agreement=agreement,
                mode=mode.value,
                engineer=by,
                checks=checks,
                charge_agreed=charge,
                started_at=now,
                changed_at=now,
                **records,
            )
            _begin(session, held, by=by, now=now)
    except IntegrityError as error:
        raise _conflict(error) from error
    return session


def resume(session: RemoteSession, *, by: User, now: datetime) -> RemoteSession:
    """Go on with a session that dropped; the gate is asked as at its start."""
    require_own(session, by)
    mode = AccessMode(session.mode)
    with transaction.atomic():
        agreement = _locked_agreement(session.system, mode)
        facts = connect_facts(session.system, mode, by, agreement, now)
        require_connect(with_plan(facts, session.case, session.charge_agreed or "-"))
        fields = {} if agreement is None else {"agreement": agreement}
        return take_step(session, SessionStep.RESUME, Entry(), by=by, now=now, fields=fields)


def _records(system: System, connection: Connection, *, by: User, now: datetime) -> dict[str, Any]:
    """Return on what work on the database goes on; Refused where that is not there (SC-9)."""
    if not connection.on_database:
        return {}
    typed = connection.records_why.strip()
    why = read_written(typed, "records_why", 200) if typed else ""
    on = in_shanghai(now).date()
    ground = require_records([system], Work.REMOTE_SESSION, why, by=by, on=on)
    stated = why if ground is Ground.STATED else ""
    return {"on_database": True, "records_ground": ground.value, "records_why": stated}


def _conflict(error: IntegrityError) -> Exception:
    """Return what an error of the database means; one that means nothing here stays as it is."""
    said = str(error)
    if "no remote session" in said:
        return Conflict(NOT_NOW)
    if "session_one_at_a_time" in said or "engineer_id" in said:
        return Conflict(OPEN_ALREADY)
    return error


def _begin(session: RemoteSession, case: Case, *, by: User, now: datetime) -> None:
    add_event(session, SessionEventKind.STARTED, Entry(), by=by, now=now)
    told = {"case": (None, case.number), "mode": (None, session.mode)}
    if session.on_database:
        told["records_ground"] = (None, session.records_ground)
    why = session.records_why
    record(session, action="start-session", by=by, now=now, changes=told, why=why)
    tell_session("remote.started", session, now)
    if case.started_at is None:
        start_work(case, at=now, how="remote", by=by, now=now, session=session.number)


def _locked_agreement(system: System, mode: AccessMode) -> RemoteAgreement | None:
    """Return the agreement that counts, while nobody can revoke it."""
    found = latest_agreement(system, mode)
    if found is None:
        return None
    lock_agreement(found.pk)
    return latest_agreement(system, mode)


def _read(connection: Connection) -> tuple[AccessMode, dict[str, str]]:
    if connection.mode not in set(AccessMode):
        raise InputProblems([Problem("mode", connection.mode, NO_SUCH_WAY)])
    mode = AccessMode(connection.mode)
    known = {each.code: each for each in CHECKS[mode]}
    done = {code: note for code, note in connection.checks.items() if code in known}
    problems = [
        Problem(code, "", SAY_WHO)
        for code, note in done.items()
        if known[code].note is not None and not note.strip()
    ]
    if problems:
        raise InputProblems(problems)
    kept = {
        code: read_written(note, code, 200) if note.strip() else "" for code, note in done.items()
    }
    return mode, kept
