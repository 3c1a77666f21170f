"""The table of transitions of contracts (D-17)."""

import pytest

from lumencare.domain.contract.states import (
    OPEN,
    STATE_NAMES,
    TRANSITIONS,
    VERBS,
    ContractState,
    ContractStep,
    may_take,
    require_step,
)
from lumencare.domain.problems import Refused

STEPS = {
    "draft": {"sign", "cancel"},
    "signed": {"activate", "cancel"},
    "active": {"suspend", "lapse", "end", "cancel", "amend"},
    "suspended": {"resume", "lapse", "end", "cancel", "amend"},
    "lapsed": set(),
    "ended": set(),
    "cancelled": set(),
}


@pytest.mark.parametrize("state", list(ContractState))
def test_each_state_has_its_steps_and_no_others(state: ContractState) -> None:
    assert {step.value for step in ContractStep if may_take(step, state)} == STEPS[state.value]


@pytest.mark.parametrize("step", list(ContractStep))
def test_a_step_that_the_table_has_not_is_refused_in_words(step: ContractStep) -> None:
    with pytest.raises(Refused, match="D-17: This contract cannot be"):
        require_step(step, ContractState.CANCELLED)


def test_what_is_over_leads_nowhere() -> None:
    over = set(ContractState) - OPEN
    assert over == {ContractState.LAPSED, ContractState.ENDED, ContractState.CANCELLED}
    assert not any(each.sources & over for each in TRANSITIONS.values())


def test_everything_has_words() -> None:
    assert STATE_NAMES.keys() == set(ContractState)
    assert VERBS.keys() == set(ContractStep) == TRANSITIONS.keys()
