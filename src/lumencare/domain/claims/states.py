"""Where a claim and the return of its old part stand, and which step leads where: two tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lumencare.domain.problems import Refused
from lumencare.domain.text import Text, does_not_apply


class ClaimState(StrEnum):
    """How far a claim has come."""

    ASKED = "asked"
    DECIDED = "decided"
    AGREED = "agreed"
    RESERVED = "reserved"
    ORDERED = "ordered"
    ISSUED = "issued"
    FITTED = "fitted"
    CLOSED = "closed"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class ClaimStep(StrEnum):
    """Something that is done to a claim; the trail names it by the same word."""

    DECIDE = "decide"
    CHANGE = "change"
    AGREE = "agree-share"
    RESERVE = "reserve"
    ORDER = "order"
    RELEASE = "release"
    ISSUE = "issue"
    TAKE_BACK = "take-back"
    FIT = "fit"
    CLOSE = "close"
    REFUSE = "refuse"
    WITHDRAW = "withdraw"


_ASKED, _DECIDED, _AGREED, _RESERVED, _ORDERED, _ISSUED, _FITTED, _CLOSED, *_ = ClaimState
_REFUSED, _WITHDRAWN = ClaimState.REFUSED, ClaimState.WITHDRAWN

# A claim in these states has something left to do.
LIVE = frozenset({_ASKED, _DECIDED, _AGREED, _RESERVED, _ORDERED, _ISSUED, _FITTED})
# The part is not in its place yet.
UNFITTED = LIVE - {_FITTED}
# Nothing has been taken from stock for the claim.
BEFORE_ISSUE = UNFITTED - {_ISSUED}
# Stock or a supplier holds a part for the claim.
SUPPLIED = frozenset({_RESERVED, _ORDERED, _ISSUED})


def _from(*sources: ClaimState, to: ClaimState) -> Mapping[ClaimState, ClaimState]:
    return dict.fromkeys(sources, to)


def _stays(*sources: ClaimState) -> Mapping[ClaimState, ClaimState]:
    return {each: each for each in sources}


TRANSITIONS: Mapping[ClaimStep, Mapping[ClaimState, ClaimState]] = {
    # A later finding decides anew wherever the part is by then; what was agreed falls with it.
    ClaimStep.DECIDE: {
        **_from(_ASKED, _DECIDED, _AGREED, to=_DECIDED),
        **_stays(_RESERVED, _ORDERED, _ISSUED, _FITTED),
    },
    ClaimStep.CHANGE: _stays(*LIVE),
    ClaimStep.AGREE: {
        **_from(_DECIDED, to=_AGREED),
        **_stays(_RESERVED, _ORDERED, _ISSUED, _FITTED),
    },
    ClaimStep.RESERVE: _from(_DECIDED, _AGREED, _ORDERED, to=_RESERVED),
    ClaimStep.ORDER: _from(_DECIDED, _AGREED, _ORDERED, to=_ORDERED),
    ClaimStep.RELEASE: _from(_RESERVED, _ORDERED, to=_DECIDED),
    # An engineer takes a part from their own bag without a reservation before.
    ClaimStep.ISSUE: _from(_DECIDED, _AGREED, _RESERVED, to=_ISSUED),
    ClaimStep.TAKE_BACK: _from(_ISSUED, to=_DECIDED),
    ClaimStep.FIT: _from(_ISSUED, to=_FITTED),
    ClaimStep.CLOSE: _from(_FITTED, to=_CLOSED),
    ClaimStep.REFUSE: _from(_ASKED, _DECIDED, _AGREED, to=_REFUSED),
    ClaimStep.WITHDRAW: _from(*BEFORE_ISSUE, to=_WITHDRAWN),
}

STATE_NAMES: Mapping[ClaimState, Text] = {
    _ASKED: Text("待判定", "Asked"),
    _DECIDED: Text("已判定", "Decided"),
    _AGREED: Text("客户已同意", "Agreed"),
    _RESERVED: Text("已预留", "Reserved"),
    _ORDERED: Text("已订货", "Ordered"),
    _ISSUED: Text("已出库", "Issued"),
    _FITTED: Text("已更换", "Fitted"),
    _CLOSED: Text("已办结", "Closed"),
    _REFUSED: Text("不予受理", "Refused"),
    _WITHDRAWN: Text("已撤回", "Withdrawn"),
}

VERBS: Mapping[ClaimStep, Text] = {
    ClaimStep.DECIDE: Text("判定", "decided"),
    ClaimStep.CHANGE: Text("修改", "changed"),
    ClaimStep.AGREE: Text("登记客户同意", "agreed to"),
    ClaimStep.RESERVE: Text("预留", "reserved for"),
    ClaimStep.ORDER: Text("订货", "ordered for"),
    ClaimStep.RELEASE: Text("释放", "released"),
    ClaimStep.ISSUE: Text("出库", "issued for"),
    ClaimStep.TAKE_BACK: Text("退库", "put back"),
    ClaimStep.FIT: Text("登记更换", "fitted"),
    ClaimStep.CLOSE: Text("办结", "closed"),
    ClaimStep.REFUSE: Text("不予受理", "refused"),
    ClaimStep.WITHDRAW: Text("撤回", "withdrawn"),
}


class ReturnState(StrEnum):
    """Where the old part is, as far as it was asked for."""

    NONE = "none"
    ASKED = "asked"
    OVERDUE = "overdue"
    RECEIVED = "received"
    WAIVED = "waived"
    LOST = "lost"


class ReturnStep(StrEnum):
    """Something that is done about the return of an old part."""

    ASK = "ask-return"
    REMIND = "mark-overdue"
    RECEIVE = "receive-return"
    WAIVE = "waive-return"
    LOSE = "lose-return"


_NONE, _WANTED, _OVERDUE, _RECEIVED, _WAIVED, _LOST = ReturnState
# Somebody still waits for the old part.
AWAITED = frozenset({_WANTED, _OVERDUE})

RETURNS: Mapping[ReturnStep, Mapping[ReturnState, ReturnState]] = {
    # Asked anew it has another due day.
    ReturnStep.ASK: dict.fromkeys((_NONE, _WANTED, _OVERDUE, _WAIVED, _LOST), _WANTED),
    ReturnStep.REMIND: {_WANTED: _OVERDUE},
    # One that was given up may turn up all the same.
    ReturnStep.RECEIVE: dict.fromkeys((_WANTED, _OVERDUE, _WAIVED, _LOST), _RECEIVED),
    ReturnStep.WAIVE: dict.fromkeys((_NONE, _WANTED, _OVERDUE), _WAIVED),
    ReturnStep.LOSE: dict.fromkeys((_WANTED, _OVERDUE), _LOST),
}

RETURN_NAMES: Mapping[ReturnState, Text] = {
    _NONE: Text("未要求退回", "Not asked for"),
    _WANTED: Text("待退回", "To come back"),
    _OVERDUE: Text("逾期未退", "Overdue"),
    _RECEIVED: Text("已收到", "Received"),
    _WAIVED: Text("免退", "Waived"),
    _LOST: Text("遗失", "Lost"),
}

RETURN_VERBS: Mapping[ReturnStep, Text] = {
    ReturnStep.ASK: Text("要求退回", "asked for"),
    ReturnStep.REMIND: Text("标记逾期", "marked as overdue"),
    ReturnStep.RECEIVE: Text("登记收到", "received"),
    ReturnStep.WAIVE: Text("免退", "waived"),
    ReturnStep.LOSE: Text("登记遗失", "written off as lost"),
}


@dataclass(frozen=True, slots=True)
class Standing:
    """What a claim is when a step is asked for."""

    state: ClaimState
    returned: ReturnState


def may_take(step: ClaimStep, state: ClaimState) -> bool:
    """Tell whether a step may be taken from a state."""
    return state in TRANSITIONS[step]


def target_of(step: ClaimStep, state: ClaimState) -> ClaimState:
    """Return where a step leads; Refused, naming the state that stands against it, else."""
    found = TRANSITIONS[step].get(state)
    if found is None:
        verb, name = VERBS[step], STATE_NAMES[state]
        text = Text(
            f"不能{verb.zh}：更换件申请的状态为“{name.zh}”。",
            f"This claim cannot be {verb.en}: it is “{name.en.lower()}”.",
        )
        raise Refused(does_not_apply("X-7", text, state=state.value))
    return found


def may_return(step: ReturnStep, standing: Standing) -> bool:
    """Tell whether a step of the return may be taken: an old part is out once a new one came."""
    out = standing.state in {_ISSUED, _FITTED, _CLOSED}
    return out and standing.returned in RETURNS[step]


def return_target(step: ReturnStep, standing: Standing) -> ReturnState:
    """Return where a step of the return leads; Refused, saying what stands against it, else."""
    if not may_return(step, standing):
        verb = RETURN_VERBS[step]
        name, state = RETURN_NAMES[standing.returned], STATE_NAMES[standing.state]
        text = Text(
            f"旧件不能{verb.zh}：旧件“{name.zh}”，申请“{state.zh}”。",
            f"The old part cannot be {verb.en}: it is “{name.en.lower()}”, the claim "
            f"“{state.en.lower()}”.",
        )
        raise Refused(does_not_apply("X-7", text, state=standing.returned.value))
    return RETURNS[step][standing.returned]


def is_settled(standing: Standing, *, share_settled: bool) -> bool:
    """Tell whether nothing is left to do: fitted, paid for as agreed, no old part awaited."""
    return standing.state is _FITTED and share_settled and standing.returned not in AWAITED
