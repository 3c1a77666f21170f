"""States of claims and returns: nothing is skipped, nothing is left hanging."""

from collections import deque

import pytest

from lumencare.domain.claims.repeats import EarlierFit, say_repeats
from lumencare.domain.claims.states import (
    LIVE,
    RETURN_NAMES,
    RETURNS,
    STATE_NAMES,
    TRANSITIONS,
    ClaimState,
    ClaimStep,
    ReturnState,
    ReturnStep,
    Standing,
    is_settled,
    return_target,
    target_of,
)
from lumencare.domain.problems import Refused
from tests.builders import ORDERED

OVER = frozenset(ClaimState) - LIVE


def test_every_state_has_a_name_and_can_be_reached() -> None:
    assert set(STATE_NAMES) == set(ClaimState)
    assert set(RETURN_NAMES) == set(ReturnState)
    reached, waiting = {ClaimState.ASKED}, deque([ClaimState.ASKED])
    while waiting:
        state = waiting.popleft()
        for table in TRANSITIONS.values():
            if (to := table.get(state)) is not None and to not in reached:
                reached.add(to)
                waiting.append(to)
    assert reached == set(ClaimState)


def test_nothing_follows_on_what_is_over() -> None:
    assert not [each for table in TRANSITIONS.values() for each in table if each in OVER]


def test_a_part_is_fitted_only_after_it_was_issued() -> None:
    """X-7: each step in its turn; what is in hand is put back before a claim is withdrawn."""
    assert set(TRANSITIONS[ClaimStep.FIT]) == {ClaimState.ISSUED}
    with pytest.raises(Refused, match="issued"):
        target_of(ClaimStep.WITHDRAW, ClaimState.ISSUED)
    assert target_of(ClaimStep.TAKE_BACK, ClaimState.ISSUED) is ClaimState.DECIDED


def test_a_finding_on_site_decides_anew_and_leaves_the_part_where_it_is() -> None:
    """SC-10: the cause may be found when the new part is in already."""
    for state in (ClaimState.ISSUED, ClaimState.FITTED):
        assert target_of(ClaimStep.DECIDE, state) is state
    assert target_of(ClaimStep.DECIDE, ClaimState.AGREED) is ClaimState.DECIDED


def test_an_old_part_is_asked_for_once_a_new_one_went_out() -> None:
    early = Standing(ClaimState.RESERVED, ReturnState.NONE)
    with pytest.raises(Refused):
        return_target(ReturnStep.ASK, early)
    out = Standing(ClaimState.ISSUED, ReturnState.NONE)
    assert return_target(ReturnStep.ASK, out) is ReturnState.ASKED


def test_a_part_that_was_received_is_received_for_good() -> None:
    assert not [step for step, table in RETURNS.items() if ReturnState.RECEIVED in table]


@pytest.mark.parametrize("gone", [ReturnState.WAIVED, ReturnState.LOST])
def test_what_was_given_up_may_turn_up(gone: ReturnState) -> None:
    assert return_target(ReturnStep.RECEIVE, Standing(ClaimState.CLOSED, gone)) is (
        ReturnState.RECEIVED
    )


@pytest.mark.parametrize(
    ("state", "returned", "paid", "settled"),
    [
        (ClaimState.FITTED, ReturnState.RECEIVED, True, True),
        (ClaimState.FITTED, ReturnState.NONE, True, True),
        (ClaimState.FITTED, ReturnState.OVERDUE, True, False),
        (ClaimState.FITTED, ReturnState.RECEIVED, False, False),
        (ClaimState.ISSUED, ReturnState.RECEIVED, True, False),
    ],
)
def test_a_claim_is_settled_when_nothing_is_left_to_do(
    state: ClaimState, returned: ReturnState, *, paid: bool, settled: bool
) -> None:
    assert is_settled(Standing(state, returned), share_settled=paid) is settled


def test_a_place_that_fails_again_soon_is_warned_of() -> None:
    """D-14: the chain of one place is told, and twice within a year is a warning."""
    assert say_repeats([], ORDERED) is None
    soon = say_repeats([EarlierFit("C-1", ORDERED)], ORDERED.replace(month=9))
    late = say_repeats([EarlierFit("C-1", ORDERED)], ORDERED.replace(year=2028))
    often = say_repeats(
        [EarlierFit("C-1", ORDERED), EarlierFit("C-2", ORDERED.replace(year=2027))],
        ORDERED.replace(year=2029),
    )
    found = [each for each in (soon, late, often) if each is not None]
    assert [each.facts["warns"] for each in found] == [True, False, True]
    assert "C-2" in found[-1].text.en
