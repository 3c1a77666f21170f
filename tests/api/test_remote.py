"""Remote service for programs: nothing without a signature, nor by a way in that is no use."""

from collections.abc import Iterator

import pytest
import time_machine

from lumencare.desk.models import Case
from lumencare.remote.actions import revoke
from lumencare.remote.models import RemoteAgreement, RemoteSession
from lumencare.sites.models import System
from tests.api.calling import Program, token
from tests.desk.cases import served
from tests.office import NOW
from tests.remote.agreements import case_of, connection, sent, signed, technician

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def now() -> Iterator[None]:
    """Let every request happen at the moment that the tests are written for."""
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def system() -> System:
    """Return a system whose server has internet."""
    return served()


@pytest.fixture
def case(system: System) -> Case:
    return case_of(system)


def start(case: Case, mode: str = "server-internet") -> tuple[int, str]:
    """Let a program begin a session; return the status, and the rule that refused it."""
    program = Program(token(technician(), "support"))
    checks = dict(connection().checks)
    told = program.post("/remote/sessions", {"case": case.number, "mode": mode, "checks": checks})
    because = (told.body or {}).get("because") or [{}]
    return told.status, because[0].get("rule", "")


def test_without_a_signature_no_session_begins(system: System, case: Case) -> None:
    """RS-2: neither with none, nor with one that waits."""
    assert start(case) == (422, "RS-2")
    sent(system)
    assert start(case) == (422, "RS-2")
    assert not RemoteSession.objects.exists()


def test_a_way_in_that_does_not_suit_the_system_is_refused(system: System, case: Case) -> None:
    """RS-1."""
    signed(system)
    assert start(case, "site-lan") == (422, "RS-1")
    assert not RemoteSession.objects.exists()


def test_revoked_nothing_begins_any_more(system: System, case: Case) -> None:
    """RS-2, D-24."""
    signed(system)
    revoke(RemoteAgreement.objects.get(), why="换人", by=technician(), now=NOW)
    assert start(case) == (422, "D-24")
    assert not RemoteSession.objects.exists()
