"""Ways in, states, validity, parties, sessions and codes: RS-1, RS-2, D-24 case by case."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lumencare.data.edition_files import find_edition
from lumencare.domain.period import months_from, twelve_months_from
from lumencare.domain.problems import Refused
from lumencare.domain.remote import codes, sessions, states
from lumencare.domain.remote.access import (
    CHECKS,
    MODE_NAMES,
    AccessMode,
    Server,
    missing_checks,
    modes_for,
    require_suiting,
)
from lumencare.domain.remote.parties import Parties, PartyKind, kind_of, refusal_of_party
from lumencare.domain.shanghai import SHANGHAI

NOW = datetime(2026, 11, 26, 15, 0, tzinfo=SHANGHAI)
BOTH = Parties(1, "云栖置业", 2, "光合智控")


@pytest.mark.parametrize(
    ("server", "modes"),
    [
        (Server.ONLINE, (AccessMode.SERVER_INTERNET,)),
        (Server.OFFLINE, (AccessMode.SERVER_CARD,)),
        (Server.NONE, (AccessMode.SITE_LAN,)),
        (Server.UNKNOWN, tuple(AccessMode)),
    ],
)
def test_the_server_decides_the_way_in(server: Server, modes: tuple[AccessMode, ...]) -> None:
    """RS-1: internet, a card where there is none, a LAN on site where there is no server."""
    assert modes_for(server) == modes
    for mode in AccessMode:
        if mode in modes:
            require_suiting(mode, server)
        else:
            with pytest.raises(Refused, match="RS-1"):
                require_suiting(mode, server)


def test_each_way_in_has_checks_of_its_own() -> None:
    """RS-1: what is made sure of differs."""
    names = {mode: {each.code for each in CHECKS[mode]} for mode in AccessMode}
    assert set(MODE_NAMES) == set(CHECKS) == set(AccessMode)
    assert {"access", "protection", "reachable"} <= names[AccessMode.SERVER_INTERNET]
    assert {"card", "volume"} <= names[AccessMode.SERVER_CARD]
    assert {"tool", "isolated"} <= names[AccessMode.SITE_LAN]
    assert "reachable" not in names[AccessMode.SITE_LAN]
    assert [each.code for each in missing_checks(AccessMode.SITE_LAN, {"tool", "told"})] == [
        "isolated",
        "volume",
    ]


@pytest.mark.parametrize(
    ("organization", "kind"),
    [(1, PartyKind.END_USER), (2, PartyKind.PARTNER), (3, None), (None, None)],
)
def test_only_the_end_user_or_the_partner_signs(
    organization: int | None, kind: PartyKind | None
) -> None:
    """RS-2: anybody else is told whom to ask."""
    assert kind_of(organization, BOTH) is kind
    refusal = refusal_of_party(organization, BOTH)
    assert (refusal is None) is (kind is not None)
    if refusal is not None:
        assert "云栖置业或光合智控" in refusal.text.zh


def test_where_there_is_no_partner_only_the_end_user_signs() -> None:
    """RS-2."""
    assert kind_of(None, Parties(1, "云栖置业")) is None
    refusal = refusal_of_party(2, Parties(1, "云栖置业"))
    assert refusal is not None
    assert "ask 云栖置业" in refusal.text.en


@pytest.mark.parametrize(
    ("signed_on", "last_day"),
    [
        (date(2026, 11, 26), date(2027, 11, 25)),
        (date(2027, 2, 28), date(2028, 2, 27)),
        (date(2028, 2, 29), date(2029, 2, 28)),
    ],
)
def test_an_agreement_holds_for_twelve_months(signed_on: date, last_day: date) -> None:
    """D-24, counted as every other 12 months are (D-6)."""
    signed_at = datetime(signed_on.year, signed_on.month, signed_on.day, 23, 59, tzinfo=SHANGHAI)
    until = states.end_of_validity(signed_at, 12)
    assert states.last_day_of(until) == last_day
    signed = states.AgreementState.SIGNED
    assert states.standing_of(signed, until, until - timedelta(microseconds=1)) is signed
    assert states.standing_of(signed, until, until) is states.AgreementState.EXPIRED


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(1, 120))
def test_months_follow_each_other_without_a_gap(start: date, months: int) -> None:
    span = months_from(start, months)
    assert span.start < span.end
    assert (span.end - start).days >= 28 * months
    assert months_from(start, 12) == twelve_months_from(start)


@pytest.mark.parametrize(
    ("step", "allowed"),
    [
        (states.AgreementStep.SEND, {"drafted", "sent"}),
        (states.AgreementStep.SIGN, {"sent"}),
        (states.AgreementStep.EXPIRE, {"signed"}),
        (states.AgreementStep.REVOKE, {"drafted", "sent", "signed"}),
        (states.AgreementStep.SUPERSEDE, {"drafted", "sent", "signed"}),
        (states.AgreementStep.CONSENT, {"signed"}),
    ],
)
def test_a_step_is_taken_from_its_states_only(
    step: states.AgreementStep, allowed: set[str]
) -> None:
    """D-24: revoked is for good; nothing is signed twice."""
    for state in states.AgreementState:
        if state.value in allowed:
            assert states.require_step(step, state) is states.TRANSITIONS[step].target
        else:
            with pytest.raises(Refused, match="D-24"):
                states.require_step(step, state)


@pytest.mark.parametrize(
    ("step", "allowed"),
    [
        (sessions.SessionStep.DROP, {"running"}),
        (sessions.SessionStep.RESUME, {"dropped"}),
        (sessions.SessionStep.NOTE, {"running"}),
        (sessions.SessionStep.END, {"running", "dropped"}),
        (sessions.SessionStep.STOP, {"running", "dropped"}),
        (sessions.SessionStep.REPORT, {"ended"}),
    ],
)
def test_a_session_goes_on_by_its_table(step: sessions.SessionStep, allowed: set[str]) -> None:
    """RS-2: nothing more happens in a session that was stopped but the account of it."""
    for state in sessions.SessionState:
        if state.value in allowed:
            sessions.require_step(step, state)
        else:
            with pytest.raises(Refused, match="RS-2"):
                sessions.require_step(step, state)


SENT = codes.CodeFacts(now=NOW, sent_at=NOW, expires_at=NOW + codes.WORKS_FOR)


@pytest.mark.parametrize(
    ("known", "said"),
    [
        (codes.CodeFacts(now=NOW), "请先获取"),
        (SENT, None),
        (codes.CodeFacts(now=NOW, sent_at=NOW - codes.WORKS_FOR, expires_at=NOW), "过期"),
        (codes.CodeFacts(now=NOW, sent_at=NOW, expires_at=NOW + codes.WORKS_FOR, tries=5), "过多"),
        (codes.CodeFacts(now=NOW, sent_at=NOW, expires_at=NOW, tries_of_link=15), "锁定"),
    ],
)
def test_a_code_is_tried_a_few_times_for_a_few_minutes(
    known: codes.CodeFacts, said: str | None
) -> None:
    """RS-2: a guessed code gets nobody in."""
    refusal = codes.refusal_to_try(known)
    assert (refusal is None) is (said is None)
    if refusal is not None:
        assert str(said) in refusal.text.zh


def test_another_code_waits_a_minute_and_a_locked_link_gets_none() -> None:
    assert codes.refusal_to_send(codes.CodeFacts(now=NOW)) is None
    soon = codes.CodeFacts(now=NOW + timedelta(seconds=18), sent_at=NOW)
    refusal = codes.refusal_to_send(soon)
    assert refusal is not None
    assert refusal.facts["seconds"] == 43
    later = codes.CodeFacts(now=NOW + codes.SENT_AGAIN_AFTER, sent_at=NOW)
    assert codes.refusal_to_send(later) is None
    for locked in ({"tries_of_link": 15}, {"codes_of_link": 12}):
        assert codes.refusal_to_send(codes.CodeFacts(now=NOW, **locked)) is not None
    assert "1 try is" in codes.say_wrong(4).en
    assert codes.say_wrong(5) == codes.TOO_MANY


def test_the_ways_in_are_those_of_the_edition() -> None:
    """RS-1: the codes of the file and of the code are the same."""
    edition = find_edition("cn-mainland-1")
    assert [each.code for each in edition.remote_modes] == [each.value for each in AccessMode]
