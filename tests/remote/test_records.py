"""A session on the database: refused without it by action, page, program and database."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, transaction

from lumencare.accounts.models import User
from lumencare.audit.models import Entry
from lumencare.desk.models import Case
from lumencare.domain.problems import Refused
from lumencare.domain.readiness.facts import Paper
from lumencare.remote.actions import start_session
from lumencare.remote.models import RemoteSession
from lumencare.sites.actions import say_processor
from tests.api.calling import Program, token
from tests.desk.cases import served
from tests.office import NOW, person
from tests.remote.agreements import case_of, connection, signed, technician
from tests.sites.test_readiness import keep
from tests.web.remote.test_remote import client_of, ticked

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    """Let every request happen at the moment that the tests are written for."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def case() -> Case:
    """Return a case of a system that may be connected to, of which no database is kept."""
    system = served()
    signed(system)
    return case_of(system)


def start(case: Case, by: User, **more: Any) -> RemoteSession:
    return start_session(case, connection(on_database=True, **more), by=by, now=NOW)


def engineer() -> User:
    return person("engineer", name="李思远")


def test_without_the_database_nobody_works_on_it_but_may_look_for_the_fault(case: Case) -> None:
    """SC-9: refused with the rule that waits; diagnosis and restoration go on (SC-4)."""
    by = engineer()
    with pytest.raises(Refused, match="database") as told:
        start(case, by, records_why="赶时间")
    assert told.value.reason.rule == "RS-1"
    assert not RemoteSession.objects.exists()
    session = start_session(case, connection(), by=by, now=NOW)
    assert (session.on_database, session.records_ground) == (False, "")


def test_who_may_states_why_and_it_stands_in_session_and_trail(case: Case) -> None:
    """SC-9."""
    with pytest.raises(Refused, match="state why"):
        start(case, technician())
    session = start(case, technician(), records_why="先从处理器读出")
    assert (session.records_ground, session.records_why) == ("stated", "先从处理器读出")
    entry = Entry.objects.get(action="start-session")
    assert entry.why == "先从处理器读出"
    assert entry.after["records_ground"] == "stated"


def test_with_the_database_nothing_is_asked(case: Case) -> None:
    assert case.system is not None
    keep(case.system, technician(), Paper.DATABASE)
    session = start(case, engineer(), records_why="不必要")
    assert (session.records_ground, session.records_why) == ("there", "")


def test_an_old_one_asks_for_a_word_of_whoever_connects(case: Case) -> None:
    """SC-9."""
    assert case.system is not None
    keep(case.system, technician(), Paper.DATABASE, 800)
    by = engineer()
    with pytest.raises(Refused, match="state why"):
        start(case, by)
    assert start(case, by, records_why="已与现场核对").records_ground == "stated"


def test_a_database_that_the_processor_gives_carries_it(case: Case) -> None:
    """X-10."""
    assert case.system is not None
    say_processor(
        case.system, gives_database=True, why="处理器 12.1 可读", by=technician(), now=NOW
    )
    assert start(case, engineer()).records_ground == "processor"


def test_the_database_itself_lets_none_begin_without_a_ground(case: Case) -> None:
    """SC-9."""
    session = start_session(case, connection(), by=technician(), now=NOW)
    rows = RemoteSession.objects.filter(pk=session.pk)
    for wrong in (
        {"on_database": True},
        {"on_database": True, "records_ground": "perhaps"},
        {"on_database": True, "records_ground": "stated"},
        {"records_ground": "there"},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            rows.update(**wrong)


def test_the_page_says_what_is_missing_what_it_costs_and_what_to_do(case: Case) -> None:
    """SC-9, X-10."""
    path = f"/cases/{case.number}/remote"
    page = client_of(technician()).get(path).content.decode()
    said = ("尚无数据库：改动数据库的工作须等待", "X-10", "#records-title", "仍要进行的理由")
    assert all(each in page for each in said)
    browser = client_of(engineer())
    page = browser.get(path).content.decode()
    assert "可由协调员、技术支持或经理说明理由" in page
    assert "records_why" not in page
    answer = browser.post(f"{path}/start", ticked(on_database="on", records_why="强行"))
    assert answer.status_code == 422
    assert "请补齐资料" in answer.content.decode()
    assert not RemoteSession.objects.exists()


def test_stated_on_the_page_it_is_shown_with_the_session(case: Case) -> None:
    browser = client_of(technician())
    posted = ticked(on_database="on", records_why="先从处理器读出")
    answer = browser.post(f"/cases/{case.number}/remote/start", posted, follow=True)
    assert "资料不全，已说明理由" in answer.content.decode()
    assert "先从处理器读出" in answer.content.decode()


def test_programs_are_refused_as_well(case: Case) -> None:
    """SC-9: the answer names the rule."""
    program = Program(token(engineer(), "engineer"))
    body = {
        "case": case.number,
        "mode": "server-internet",
        "checks": dict(connection().checks),
        "on_database": True,
        "records_why": "强行",
    }
    assert program.post("/remote/sessions", body).status == 422
    told = program.get(f"/cases/{case.number}/remote").body
    assert [each["rule"] for each in told["records_against"]] == ["RS-1", "X-10"]
    assert told["may_state"] is False
    assert not RemoteSession.objects.exists()
