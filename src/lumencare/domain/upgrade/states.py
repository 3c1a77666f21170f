"""Where a version of an upgrade proposal stands, and which step leads where: the one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lumencare.domain.problems import Refused
from lumencare.domain.text import Text, does_not_apply


class ProposalState(StrEnum):
    """Where a version of a proposal stands."""

    DRAFT = "draft"
    AWAITING_APPROVAL = "awaiting-approval"
    APPROVED = "approved"
    SENT = "sent"
    ACCEPTED = "accepted"
    LOST = "lost"
    EXPIRED = "expired"
    SUPERSEDED = "superseded"
    COMPLETED = "completed"


STATE_NAMES: Mapping[ProposalState, Text] = {
    ProposalState.DRAFT: Text("草稿", "Draft"),
    ProposalState.AWAITING_APPROVAL: Text("待审批", "Awaiting approval"),
    ProposalState.APPROVED: Text("待发送", "Ready to send"),
    ProposalState.SENT: Text("已发送", "Sent"),
    ProposalState.ACCEPTED: Text("已接受", "Accepted"),
    ProposalState.LOST: Text("未成交", "Lost"),
    ProposalState.EXPIRED: Text("已过期", "Expired"),
    ProposalState.SUPERSEDED: Text("已被取代", "Superseded"),
    ProposalState.COMPLETED: Text("已完工", "Completed"),
}


class ProposalStep(StrEnum):
    """Something that is done to a version; the trail names it by the same word."""

    START = "start"
    CHANGE = "change"
    ISSUE = "issue"
    APPROVE = "approve"
    REFUSE = "refuse"
    SEND = "send"
    ACCEPT = "accept"
    COMPLETE = "complete"
    REVISE = "revise"
    SUPERSEDE = "supersede"
    LOSE = "lose"
    EXPIRE = "expire"


@dataclass(frozen=True, slots=True)
class Transition:
    """From which states a step may be taken, and the states it may lead to."""

    sources: frozenset[ProposalState]
    targets: frozenset[ProposalState]


def _from(*sources: ProposalState, to: tuple[ProposalState, ...]) -> Transition:
    return Transition(frozenset(sources), frozenset(to))


_DRAFT, _AWAITING, _APPROVED, _SENT, _ACCEPTED, _LOST, _EXPIRED, _SUPERSEDED, _COMPLETED = (
    ProposalState
)
IN_WORK = frozenset({_DRAFT, _AWAITING, _APPROVED})
# It can be, or was, accepted by the customer.
BEFORE_CUSTOMER = frozenset({_SENT, _ACCEPTED, _COMPLETED})
ENDED = frozenset({_ACCEPTED, _LOST, _EXPIRED, _SUPERSEDED, _COMPLETED})
# Its content is fixed for ever; a lost or superseded version may never have been issued.
ISSUED = frozenset({_AWAITING, _APPROVED, _SENT, _ACCEPTED, _EXPIRED, _COMPLETED})
WON = frozenset({_ACCEPTED, _COMPLETED})

# A refused version goes back to its author as a draft. A revision starts a new version; the one
# that it revises ends at once unless a customer holds it.
TRANSITIONS: Mapping[ProposalStep, Transition] = {
    ProposalStep.CHANGE: _from(_DRAFT, to=(_DRAFT,)),
    ProposalStep.ISSUE: _from(_DRAFT, to=(_AWAITING, _APPROVED)),
    ProposalStep.APPROVE: _from(_AWAITING, to=(_APPROVED,)),
    ProposalStep.REFUSE: _from(_AWAITING, to=(_DRAFT,)),
    ProposalStep.SEND: _from(_APPROVED, to=(_SENT,)),
    ProposalStep.ACCEPT: _from(_SENT, to=(_ACCEPTED,)),
    ProposalStep.COMPLETE: _from(_ACCEPTED, to=(_COMPLETED,)),
    ProposalStep.REVISE: _from(
        _AWAITING, _APPROVED, _SENT, _LOST, _EXPIRED, _SUPERSEDED, to=(_DRAFT,)
    ),
    ProposalStep.SUPERSEDE: _from(*IN_WORK, _SENT, to=(_SUPERSEDED,)),
    ProposalStep.LOSE: _from(*IN_WORK, _SENT, _EXPIRED, to=(_LOST,)),
    ProposalStep.EXPIRE: _from(_AWAITING, _APPROVED, _SENT, to=(_EXPIRED,)),
}


def may_take(step: ProposalStep, state: str) -> bool:
    """Tell whether a step may be taken from a state."""
    return state in TRANSITIONS[step].sources


def require_step(step: ProposalStep, state: str) -> None:
    """Raise Refused, naming what stands against it, where a step may not be taken."""
    if not may_take(step, state):
        rule, why = AGAINST[ProposalState(state)]
        verb = VERBS[step]
        text = Text(f"不能{verb.zh}：{why.zh}", f"This version cannot be {verb.en}: {why.en}")
        raise Refused(does_not_apply(rule, text, state=state))


VERBS: Mapping[ProposalStep, Text] = {
    ProposalStep.CHANGE: Text("修改", "changed"),
    ProposalStep.ISSUE: Text("出具", "issued"),
    ProposalStep.APPROVE: Text("批准", "approved"),
    ProposalStep.REFUSE: Text("驳回", "refused"),
    ProposalStep.SEND: Text("发送", "sent"),
    ProposalStep.ACCEPT: Text("接受", "accepted"),
    ProposalStep.COMPLETE: Text("完工", "completed"),
    ProposalStep.REVISE: Text("修订", "revised"),
    ProposalStep.SUPERSEDE: Text("取代", "superseded"),
    ProposalStep.LOSE: Text("标为未成交", "marked as lost"),
    ProposalStep.EXPIRE: Text("过期", "expired"),
}

# What stands against a step, by the state that the version is in.
AGAINST: Mapping[ProposalState, tuple[str, Text]] = {
    _DRAFT: ("SY-3", Text("它仍是草稿，尚未出具。", "it is a draft that has not been issued.")),
    _AWAITING: (
        "D-20",
        Text(
            "须先由编制人以外的审批人批准。",
            "an approver who is not the author has not agreed yet.",
        ),
    ),
    _APPROVED: ("SY-3", Text("它已出具，尚未发送给客户。", "it is issued and not sent yet.")),
    _SENT: ("SY-3", Text("它已发送给客户。", "it has been sent to the customer.")),
    _ACCEPTED: ("SY-3", Text("客户已经接受。", "it has been accepted.")),
    _LOST: ("SY-3", Text("它已标为未成交。", "it was marked as lost.")),
    _EXPIRED: ("D-26", Text("它已过有效期。", "it has expired.")),
    _SUPERSEDED: ("SY-3", Text("它已被更新的版本取代。", "a newer version has taken its place.")),
    _COMPLETED: ("SY-3", Text("它已完工。", "the work is completed.")),
}
