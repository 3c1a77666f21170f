"""Whether one may connect now: RS-1, RS-2 and D-24 as a table of cases."""

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest

from lumencare.domain.problems import Refused
from lumencare.domain.remote.access import CHECKS, AccessMode, Server
from lumencare.domain.remote.connecting import (
    AgreementFacts,
    ConnectFacts,
    Consent,
    may_connect,
    require_connect,
)
from lumencare.domain.remote.parties import Parties
from lumencare.domain.remote.states import AgreementState
from lumencare.domain.shanghai import SHANGHAI

NOW = datetime(2026, 11, 26, 15, 0, tzinfo=SHANGHAI)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
SIGNED = AgreementFacts(
    number="RA-2611-001",
    state=AgreementState.SIGNED,
    system=7,
    mode=AccessMode.SERVER_INTERNET,
    signer="王建国",
    organization=1,
    valid_from=NOW - DAY,
    valid_until=NOW + 300 * DAY,
)
FACTS = ConnectFacts(
    now=NOW,
    system=7,
    system_name="Quantum 办公楼",
    server=Server.ONLINE,
    mode=AccessMode.SERVER_INTERNET,
    engineer=3,
    engineer_name="林若",
    parties=Parties(1, "云栖置业", 2, "光合智控"),
    agreement=SIGNED,
    consent=Consent(NOW - HOUR, NOW + HOUR),
)


def facts(agreement: dict[str, Any] | None = None, **more: Any) -> ConnectFacts:
    """Return the facts of a day on which one may connect, with something changed."""
    return replace(FACTS, **more, agreement=replace(SIGNED, **(agreement or {})))


def test_who_has_all_may_connect_and_is_told_until_when() -> None:
    """RS-2: signed, in force, within consent."""
    answer = may_connect(FACTS)
    assert answer.may
    assert "2027-09-21" in answer.because[0].text.zh
    assert answer.because[0].rule == "RS-2"


@pytest.mark.parametrize(
    ("asked", "rule", "said", "wants_signature"),
    [
        (replace(FACTS, agreement=None), "RS-2", "没有已签署", True),
        (facts({"state": AgreementState.SENT}), "RS-2", "尚未签署", True),
        (facts({"state": AgreementState.DRAFTED}), "RS-2", "尚未签署", True),
        (facts({"valid_until": NOW}), "D-24", "到期", True),
        (facts({"state": AgreementState.EXPIRED, "valid_until": NOW}), "D-24", "到期", True),
        (
            facts({"state": AgreementState.REVOKED, "ended_at": NOW, "ended_by": "王建国"}),
            "D-24",
            "王建国",
            True,
        ),
        (facts({"state": AgreementState.SUPERSEDED}), "D-24", "取代", True),
        (facts({"system": 8}), "RS-2", "另一系统", True),
        (facts({"organization": 9}), "RS-2", "云栖置业或光合智控", True),
        (facts({"mode": AccessMode.SERVER_CARD}), "D-24", "只同意", True),
        (facts(server=Server.NONE), "RS-1", "局域网", False),
        (facts({"engineers": frozenset({4})}), "RS-2", "林若不在", False),
        (facts(consent=None), "D-24", "撤回同意", False),
        (facts(consent=Consent(NOW + HOUR, NOW + 2 * HOUR)), "D-24", "不在其中", False),
        (facts(consent=Consent(NOW - HOUR, NOW)), "D-24", "不在其中", False),
        (facts(labour=False), "SC-4", "告知价格", False),
        (facts(checks=frozenset()), "RS-1", "服务器开机", False),
    ],
)
def test_what_stands_against_it_is_named_first(
    asked: ConnectFacts, rule: str, said: str, *, wants_signature: bool
) -> None:
    """RS-1, RS-2, D-24: each reason with its rule, in both languages."""
    answer = may_connect(asked)
    first = answer.because[0]
    assert (answer.may, first.rule, first.applies) == (False, rule, False)
    assert said in first.text.zh
    assert first.text.en
    assert answer.wants_signature is answer.offers_visit is wants_signature
    with pytest.raises(Refused) as refused:
        require_connect(asked)
    assert refused.value.reason == first


def test_everything_that_stands_against_it_is_told_at_once() -> None:
    asked = facts(
        {"valid_until": NOW - DAY, "mode": AccessMode.SITE_LAN, "engineers": frozenset({4})},
        labour=False,
        checks=frozenset(),
    )
    rules = [each.rule for each in may_connect(asked).because]
    assert rules == ["D-24", "D-24", "RS-2", "SC-4", "RS-1"]


def test_a_charge_that_was_agreed_and_checks_that_are_done_open_the_gate() -> None:
    done = frozenset(each.code for each in CHECKS[AccessMode.SERVER_INTERNET])
    assert may_connect(facts(labour=False, charge_agreed="王建国", checks=done)).may


@pytest.mark.parametrize("named", [frozenset(), frozenset({3, 4})])
def test_an_engineer_who_is_named_or_one_of_all_may(named: frozenset[int]) -> None:
    assert may_connect(facts({"engineers": named})).may
