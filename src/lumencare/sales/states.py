"""Which step leads a version of a quote from which state to which: the one table of transitions."""

from collections.abc import Mapping
from enum import StrEnum

from lumencare.domain.steps import StepTable, Transition, allow
from lumencare.domain.text import Text
from lumencare.sales.models import QuoteState

STATE_NAMES: Mapping[str, Text] = {
    QuoteState.DRAFT: Text("草稿", "Draft"),
    QuoteState.AWAITING_APPROVAL: Text("待审批", "Awaiting approval"),
    QuoteState.APPROVED: Text("待发送", "Ready to send"),
    QuoteState.SENT: Text("已发送", "Sent"),
    QuoteState.ACCEPTED: Text("已接受", "Accepted"),
    QuoteState.EXPIRED: Text("已过期", "Expired"),
    QuoteState.SUPERSEDED: Text("已被取代", "Superseded"),
    QuoteState.WITHDRAWN: Text("已撤回", "Withdrawn"),
}


class Step(StrEnum):
    """Something that is done to a version; the trail names it by the same word."""

    START = "start"
    CHANGE = "change"
    ISSUE = "issue"
    APPROVE = "approve"
    REFUSE = "refuse"
    SEND = "send"
    ACCEPT = "accept"
    REVISE = "revise"
    SUPERSEDE = "supersede"
    WITHDRAW = "withdraw"
    EXPIRE = "expire"


_DRAFT, _AWAITING, _APPROVED, _SENT = (
    QuoteState.DRAFT,
    QuoteState.AWAITING_APPROVAL,
    QuoteState.APPROVED,
    QuoteState.SENT,
)
_ISSUED_AND_OPEN = (_AWAITING, _APPROVED, _SENT)
_OVER = (QuoteState.EXPIRED, QuoteState.SUPERSEDED, QuoteState.WITHDRAWN)

# A revision starts a new version; the one that it revises ends at once unless a customer holds it.
TRANSITIONS: Mapping[Step, Transition[QuoteState]] = {
    Step.CHANGE: allow(_DRAFT, to=(_DRAFT,)),
    Step.ISSUE: allow(_DRAFT, to=(_AWAITING, _APPROVED)),
    Step.APPROVE: allow(_AWAITING, to=(_APPROVED,)),
    Step.REFUSE: allow(_AWAITING, to=(QuoteState.WITHDRAWN,)),
    Step.SEND: allow(_APPROVED, to=(_SENT,)),
    Step.ACCEPT: allow(_SENT, to=(QuoteState.ACCEPTED,)),
    Step.REVISE: allow(*_ISSUED_AND_OPEN, *_OVER, to=(_DRAFT,)),
    Step.SUPERSEDE: allow(*_ISSUED_AND_OPEN, to=(QuoteState.SUPERSEDED,)),
    Step.WITHDRAW: allow(_DRAFT, *_ISSUED_AND_OPEN, to=(QuoteState.WITHDRAWN,)),
    Step.EXPIRE: allow(*_ISSUED_AND_OPEN, to=(QuoteState.EXPIRED,)),
}


VERBS: Mapping[Step, Text] = {
    Step.CHANGE: Text("修改", "changed"),
    Step.ISSUE: Text("出具", "issued"),
    Step.APPROVE: Text("批准", "approved"),
    Step.REFUSE: Text("驳回", "refused"),
    Step.SEND: Text("发送", "sent"),
    Step.ACCEPT: Text("接受", "accepted"),
    Step.REVISE: Text("修订", "revised"),
    Step.SUPERSEDE: Text("取代", "superseded"),
    Step.WITHDRAW: Text("撤回", "withdrawn"),
    Step.EXPIRE: Text("过期", "expired"),
}

# What stands against a step, by the state that the version is in.
AGAINST: Mapping[str, tuple[str, Text]] = {
    _DRAFT: ("D-26", Text("它仍是草稿，尚未出具。", "it is a draft that has not been issued.")),
    _AWAITING: (
        "D-20",
        Text(
            "有价格低于计算价，须先由报价人以外的审批人批准。",
            "a price lies below the computed one, and an approver who is not the author has not "
            "agreed yet.",
        ),
    ),
    _APPROVED: ("D-26", Text("它已出具，尚未发送给客户。", "it is issued and not sent yet.")),
    _SENT: ("D-26", Text("它已发送给客户。", "it has been sent to the customer.")),
    QuoteState.ACCEPTED: ("D-26", Text("客户已经接受。", "it has been accepted.")),
    QuoteState.EXPIRED: ("D-26", Text("它已过有效期。", "it has expired.")),
    QuoteState.SUPERSEDED: (
        "D-26",
        Text("它已被更新的版本取代。", "a newer version has taken its place."),
    ),
    QuoteState.WITHDRAWN: ("D-26", Text("它已被撤回。", "it has been withdrawn.")),
}
STEPS = StepTable(TRANSITIONS, VERBS, AGAINST)
may_take, require_step = STEPS.may_take, STEPS.require_step
