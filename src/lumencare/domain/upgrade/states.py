"""Where a version of an upgrade proposal stands, and which step leads where: the one table."""

from collections.abc import Mapping
from enum import StrEnum

from lumencare.domain.steps import StepTable, Transition, allow
from lumencare.domain.text import Text


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
TRANSITIONS: Mapping[ProposalStep, Transition[ProposalState]] = {
    ProposalStep.CHANGE: allow(_DRAFT, to=(_DRAFT,)),
    ProposalStep.ISSUE: allow(_DRAFT, to=(_AWAITING, _APPROVED)),
    ProposalStep.APPROVE: allow(_AWAITING, to=(_APPROVED,)),
    ProposalStep.REFUSE: allow(_AWAITING, to=(_DRAFT,)),
    ProposalStep.SEND: allow(_APPROVED, to=(_SENT,)),
    ProposalStep.ACCEPT: allow(_SENT, to=(_ACCEPTED,)),
    ProposalStep.COMPLETE: allow(_ACCEPTED, to=(_COMPLETED,)),
    ProposalStep.REVISE: allow(
        _AWAITING, _APPROVED, _SENT, _LOST, _EXPIRED, _SUPERSEDED, to=(_DRAFT,)
    ),
    ProposalStep.SUPERSEDE: allow(*IN_WORK, _SENT, to=(_SUPERSEDED,)),
    ProposalStep.LOSE: allow(*IN_WORK, _SENT, _EXPIRED, to=(_LOST,)),
    ProposalStep.EXPIRE: allow(_AWAITING, _APPROVED, _SENT, to=(_EXPIRED,)),
}


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
AGAINST: Mapping[str, tuple[str, Text]] = {
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
STEPS = StepTable(TRANSITIONS, VERBS, AGAINST)
may_take, require_step = STEPS.may_take, STEPS.require_step
