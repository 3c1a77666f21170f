"""Which step may follow on which state of a proposal, and what a refusal says."""

import pytest

from lumencare.domain.problems import Refused
from lumencare.domain.upgrade.states import (
    AGAINST,
    STATE_NAMES,
    TRANSITIONS,
    VERBS,
    ProposalState,
    ProposalStep,
    may_take,
    require_step,
)


def test_every_state_and_step_has_its_words() -> None:
    assert set(STATE_NAMES) == set(AGAINST) == set(ProposalState)
    assert set(TRANSITIONS) == set(VERBS) == set(ProposalStep) - {ProposalStep.START}


@pytest.mark.parametrize(
    ("step", "state", "rule"),
    [
        (ProposalStep.CHANGE, ProposalState.SENT, "SY-3"),
        (ProposalStep.SEND, ProposalState.AWAITING_APPROVAL, "D-20"),
        (ProposalStep.ACCEPT, ProposalState.EXPIRED, "D-26"),
        (ProposalStep.REVISE, ProposalState.ACCEPTED, "SY-3"),
        (ProposalStep.COMPLETE, ProposalState.SENT, "SY-3"),
        (ProposalStep.LOSE, ProposalState.COMPLETED, "SY-3"),
    ],
)
def test_a_step_that_does_not_follow_is_refused_with_its_rule(
    step: ProposalStep, state: ProposalState, rule: str
) -> None:
    with pytest.raises(Refused) as caught:
        require_step(step, state)
    assert caught.value.reason.rule == rule
    assert VERBS[step].en in caught.value.reason.text.en


def test_a_refused_version_goes_back_to_its_author() -> None:
    assert TRANSITIONS[ProposalStep.REFUSE].targets == {ProposalState.DRAFT}
    assert may_take(ProposalStep.ISSUE, ProposalState.DRAFT)
