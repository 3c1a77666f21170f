"""Sessions: none without an agreement, here and in the database; stopped in the same moment."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from lumencare.accounts.rights import NotAllowed
from lumencare.desk.actions import close, resolve, start_work
from lumencare.desk.models import Case, Decision
from lumencare.domain.problems import Conflict, InputProblems, Refused
from lumencare.notices.models import Event, Notice
from lumencare.remote.actions import (
    Connection,
    Taken,
    Window,
    drop,
    end,
    give_consent,
    give_consent_by_link,
    note,
    remind_ending,
    report,
    resume,
    revoke,
    revoke_by_link,
    start_session,
    stop_past,
    take_file,
    withdraw_by_link,
)
from lumencare.remote.models import RemoteAgreement, RemoteSession, SessionEvent
from lumencare.sites.models import Site
from tests.desk.cases import served
from tests.office import NOW, organization, person
from tests.remote.agreements import (
    DAY,
    MINUTE,
    case_of,
    connection,
    fresh,
    running,
    sent,
    signed,
    technician,
)

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def log_of(session: RemoteSession) -> list[str]:
    return list(session.events.order_by("pk").values_list("kind", flat=True))


def test_a_session_meets_the_clock_of_its_case() -> None:
    """D-7: work that starts remotely is work that starts."""
    session = running()
    case = Case.objects.get()
    assert (session.number, session.state) == ("SE-2601-001", "running")
    assert case.started_at == NOW
    started = case.clock_events.get(kind="started")
    assert started.data == {"how": "remote", "session": session.number}
    assert log_of(session) == ["started"]
    assert Event.objects.filter(kind="remote.started").exists()


def test_no_signature_no_session() -> None:
    """RS-2: refused by the action."""
    found = served()
    case = case_of(found)
    with pytest.raises(Refused, match="RS-2"):
        start_session(case, connection(), by=technician(), now=NOW)
    sent(found)
    with pytest.raises(Refused, match="not signed yet"):
        start_session(case, connection(), by=technician(), now=NOW)
    assert not RemoteSession.objects.exists()
    assert Case.objects.get().started_at is None


def raw(**more: Any) -> RemoteSession:
    """Write a session past every action."""
    row = RemoteAgreement.objects.get()
    facts: dict[str, Any] = {
        "number": "SE-0",
        "case": Case.objects.get(),
        "system": row.system,
        "agreement": row,
        "mode": row.mode,
        "engineer": technician(),
        "started_at": NOW,
        "changed_at": NOW,
    }
    return RemoteSession.objects.create(**{**facts, **more})


def test_the_database_refuses_a_session_without_an_agreement_in_force() -> None:
    """RS-2, D-24: not signed, before, after, another way, another system, revoked."""
    link = sent()
    case_of(link.agreement.system)
    with pytest.raises(IntegrityError), transaction.atomic():
        raw()
    RemoteAgreement.objects.update(
        state="signed", valid_from=NOW, valid_until=NOW + DAY, sealed_sha256="0" * 64
    )
    wrong: tuple[dict[str, Any], ...] = (
        {"started_at": NOW - MINUTE},
        {"started_at": NOW + DAY},
        {"mode": "site-lan"},
        {"system": served(ref="S-002", at=Site.objects.get())},
        {"agreement": None},
    )
    for each in wrong:
        with pytest.raises(IntegrityError), transaction.atomic():
            raw(**each)
    session = raw()
    RemoteSession.objects.filter(pk=session.pk).update(state="dropped")
    revoke(RemoteAgreement.objects.get(), why="撤回", by=technician(), now=NOW)
    for state in ("running", "dropped"):
        with pytest.raises(IntegrityError), transaction.atomic():
            RemoteSession.objects.filter(pk=session.pk).update(state=state)
    with pytest.raises(IntegrityError), transaction.atomic():
        raw(number="SE-1")


def test_a_log_is_never_changed() -> None:
    running()
    with pytest.raises(IntegrityError), transaction.atomic():
        SessionEvent.objects.update(text="anders")


def test_what_is_not_made_sure_of_keeps_one_out() -> None:
    """RS-1: the checks of the way in, each with what has to be written down."""
    found = served()
    signed(found)
    case = case_of(found)
    with pytest.raises(Refused, match="RS-1"):
        start_session(case, Connection(mode="server-internet"), by=technician(), now=NOW)
    checks = {**connection().checks, "access": " "}
    with pytest.raises(InputProblems, match="access"):
        start_session(case, connection(checks=checks), by=technician(), now=NOW)
    with pytest.raises(InputProblems):
        start_session(case, Connection(mode="telnet"), by=technician(), now=NOW)


def test_only_who_is_named_connects() -> None:
    """RS-2."""
    found = served()
    signed(found, engineers=(technician("陈一鸣"),))
    case = case_of(found)
    with pytest.raises(Refused, match="林若"):
        start_session(case, connection(), by=technician(), now=NOW)
    start_session(case, connection(), by=technician("陈一鸣"), now=NOW)


@pytest.mark.parametrize("role", ["finance", "sales", "clerk", "coordinator", "customer"])
def test_who_has_no_right_connects_to_nothing(role: str) -> None:
    found = served()
    signed(found)
    with pytest.raises(NotAllowed):
        start_session(case_of(found), connection(), by=person(role), now=NOW)


def test_where_no_plan_carries_the_labour_the_customer_agrees_first() -> None:
    """SC-4."""
    found = served()
    signed(found)
    case = case_of(found)
    Decision.objects.update(labour_covered=False)
    with pytest.raises(Refused, match="SC-4"):
        start_session(case, connection(), by=technician(), now=NOW)
    session = start_session(
        case, connection(charge_agreed="王建国 电话同意"), by=technician(), now=NOW
    )
    assert session.charge_agreed == "王建国 电话同意"


def test_nobody_connects_for_a_case_that_is_over() -> None:
    found = served()
    signed(found)
    case = case_of(found)
    resolve(case, resolution="已恢复", how="phone", by=technician(), now=NOW)
    with pytest.raises(Refused, match="D-7"):
        start_session(case, connection(), by=technician(), now=NOW)
    close(case, by=technician(), now=NOW)


def test_one_session_of_an_engineer_at_a_system() -> None:
    session = running()
    with pytest.raises(Conflict, match="not ended"):
        start_session(session.case, connection(), by=technician(), now=NOW)
    start_session(session.case, connection(), by=technician("陈一鸣"), now=NOW)


def test_a_dropped_session_is_resumed_through_the_gate() -> None:
    """RS-2: the gate is asked again."""
    session = running()
    drop(session, why="4G 中断", by=technician(), now=NOW + MINUTE)
    with pytest.raises(Refused):
        note(session, text="…", by=technician(), now=NOW + MINUTE)
    resume(session, by=technician(), now=NOW + 2 * MINUTE)
    end(session, done="恢复了场景", by=technician(), now=NOW + HOUR)
    assert log_of(session) == ["started", "dropped", "resumed", "ended"]
    assert (session.ended_by, session.done) == ("engineer", "恢复了场景")


def test_a_dropped_session_stays_so_where_the_owner_changed() -> None:
    """D-18: who signed has no say any more."""
    session = running()
    drop(session, by=technician(), now=NOW)
    Site.objects.update(owner=organization("新业主有限公司"))
    session = RemoteSession.objects.get()
    with pytest.raises(Refused, match="RS-2"):
        resume(session, by=technician(), now=NOW)


@pytest.mark.parametrize("by_customer", [True, False])
def test_revoked_a_session_stops_in_the_same_moment(*, by_customer: bool) -> None:
    """D-24: at any moment, by either side; nothing more happens in it but the account of it."""
    session = running()
    row = RemoteAgreement.objects.get()
    later = NOW + HOUR
    if by_customer:
        revoke_by_link(fresh(row.links.get()), now=later)
    else:
        revoke(row, why="发现异常", by=technician(), now=later)
    session = RemoteSession.objects.get()
    assert (session.state, session.ended_by, session.ended_at) == ("ended", "revoked", later)
    assert log_of(session) == ["started", "stopped"]
    for step in (drop, resume):
        with pytest.raises(Refused):
            step(session, by=technician(), now=later)
    with pytest.raises(Refused):
        note(session, text="…", by=technician(), now=later)
    with pytest.raises(Refused):
        take_file(session, taken(), by=technician(), now=later)
    with pytest.raises(Refused, match="D-24"):
        start_session(session.case, connection(), by=technician(), now=later)
    report(session, done="停止前只读了日志", by=technician(), now=later)
    with pytest.raises(InputProblems):
        report(session, done="再写", by=technician(), now=later)
    assert Event.objects.filter(kind__in=["remote.revoked", "remote.stopped"]).count() == 2
    assert Notice.objects.filter(user=technician(), key__contains=":revoked:").exists()
    row.refresh_from_db()
    with pytest.raises(Refused):
        revoke(row, why="再撤回", by=technician(), now=later)


def test_consent_that_is_withdrawn_stops_a_session_and_a_new_time_opens_the_gate() -> None:
    """D-24: the agreement stays; the customer says when."""
    session = running()
    link = fresh(RemoteAgreement.objects.get().links.get())
    withdraw_by_link(link, now=NOW + MINUTE)
    session = RemoteSession.objects.get()
    assert session.ended_by == "withdrawn"
    with pytest.raises(Refused, match="withdrew"):
        start_session(session.case, connection(), by=technician(), now=NOW + MINUTE)
    give_consent_by_link(link, NOW + HOUR, NOW + 2 * HOUR, now=NOW + MINUTE)
    with pytest.raises(Refused, match="it is not now"):
        start_session(session.case, connection(), by=technician(), now=NOW + MINUTE)
    start_session(session.case, connection(), by=technician(), now=NOW + HOUR)
    assert stop_past(NOW + 2 * HOUR) == 1
    assert RemoteSession.objects.get(number="SE-2601-002").ended_by == "over"


def test_a_time_that_makes_no_sense_is_refused() -> None:
    row = signed()
    for starts, ends in ((NOW + HOUR, NOW), (NOW - 2 * HOUR, NOW - HOUR)):
        window = Window(starts_at=starts, ends_at=ends, given_by="王建国", how="电话")
        with pytest.raises(InputProblems):
            give_consent(row, window, by=technician(), now=NOW)
    revoke(row, why="…", by=technician(), now=NOW)
    window = Window(starts_at=NOW, ends_at=NOW + HOUR, given_by="王建国", how="电话")
    with pytest.raises(Refused, match="D-24"):
        give_consent(RemoteAgreement.objects.get(), window, by=technician(), now=NOW)


def test_time_alone_ends_agreement_and_session() -> None:
    """D-24: what is over is over before any job says so."""
    session = running()
    row = RemoteAgreement.objects.get()
    drop(session, by=technician(), now=NOW)
    over = row.valid_until
    with pytest.raises(Refused, match="D-24"):
        resume(session, by=technician(), now=over)
    assert stop_past(over) == 2
    assert stop_past(over) == 0
    row.refresh_from_db()
    assert (row.state, RemoteSession.objects.get().ended_by) == ("expired", "over")


def test_staff_and_signer_are_reminded_30_and_7_days_before_the_end() -> None:
    row = signed()
    last = row.valid_until - DAY
    assert remind_ending(last - 31 * DAY) == 0
    for before, told in ((30, 2), (29, 2), (7, 4), (3, 4)):
        remind_ending(last - before * DAY)
        assert Notice.objects.filter(key__startswith="remote-end:").count() == told
    keys = set(Notice.objects.values_list("key", flat=True))
    assert f"remote-end:{row.number}:7:signer" in keys


def taken(**more: Any) -> Taken:
    facts = {"name": "C:\\data\\site<1>.mdb", "size": 4096, "sha256": "AB" * 32, **more}
    return Taken(**facts)


def test_files_that_are_taken_stand_in_the_log_with_their_hash() -> None:
    session = running()
    take_file(session, taken(what_for="分析场景"), by=technician(), now=NOW)
    event = session.events.get(kind="file")
    assert (event.file_name, event.size, event.sha256) == ("site1.mdb", 4096, "ab" * 32)
    for wrong in ({"sha256": "x"}, {"size": -1}, {"name": " "}):
        with pytest.raises(InputProblems):
            take_file(session, taken(**wrong), by=technician(), now=NOW)


def test_a_session_is_its_engineers() -> None:
    session = running()
    for who in (technician("陈一鸣"), person("manager")):
        with pytest.raises(Refused, match="not yours"):
            note(session, text="…", by=who, now=NOW)


def test_remote_work_is_not_started_past_the_gate() -> None:
    """RS-2: the clock of a case knows remote work by its session only."""
    case = case_of(served())
    with pytest.raises(Refused, match="RS-2"):
        start_work(case, at=NOW, how="remote", by=technician(), now=NOW)
