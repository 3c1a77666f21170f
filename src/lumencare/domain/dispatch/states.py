"""What a visit is for, where it stands, and which step leads where: the one table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lumencare.domain.problems import Refused
from lumencare.domain.text import Text, does_not_apply


class VisitKind(StrEnum):
    """What somebody comes for."""

    CORRECTIVE = "corrective"
    PREVENTIVE = "preventive"
    TRAINING = "training"
    SURVEY = "survey"
    ADDED_VALUE = "added-value"


KIND_NAMES: Mapping[VisitKind, Text] = {
    VisitKind.CORRECTIVE: Text("故障", "Repair"),
    VisitKind.PREVENTIVE: Text("巡检", "Preventive"),
    VisitKind.TRAINING: Text("培训", "Training"),
    VisitKind.SURVEY: Text("勘察", "Survey"),
    VisitKind.ADDED_VALUE: Text("增值服务", "Added value"),
}


class VisitState(StrEnum):
    """Where a visit stands."""

    PROPOSED = "proposed"
    BOOKED = "booked"
    ON_THE_WAY = "on-the-way"
    ON_SITE = "on-site"
    DONE = "done"
    MISSED = "missed"
    CANCELLED = "cancelled"


STATE_NAMES: Mapping[VisitState, Text] = {
    VisitState.PROPOSED: Text("待派工", "To be assigned"),
    VisitState.BOOKED: Text("已安排", "Booked"),
    VisitState.ON_THE_WAY: Text("在途", "On the way"),
    VisitState.ON_SITE: Text("现场", "On site"),
    VisitState.DONE: Text("已完成", "Done"),
    VisitState.MISSED: Text("未成行", "Missed"),
    VisitState.CANCELLED: Text("已取消", "Cancelled"),
}

# An engineer is kept busy by a visit in these states.
HOLDING = frozenset({VisitState.BOOKED, VisitState.ON_THE_WAY, VisitState.ON_SITE})
# A visit in these states will not come any more.
OVER = frozenset({VisitState.DONE, VisitState.MISSED, VisitState.CANCELLED})


class VisitStep(StrEnum):
    """Something that happens to a visit; the trail names it by the same word."""

    BOOK = "book"
    MOVE = "move"
    UNASSIGN = "unassign"
    SET_OUT = "set-out"
    ARRIVE = "arrive"
    FINISH = "finish"
    MISS = "miss"
    CANCEL = "cancel"
    REVERT = "revert"
    CHANGE = "change"


VERBS: Mapping[VisitStep, Text] = {
    VisitStep.BOOK: Text("派工", "booked"),
    VisitStep.MOVE: Text("改期或改派", "moved"),
    VisitStep.UNASSIGN: Text("撤回派工", "taken off its engineer"),
    VisitStep.SET_OUT: Text("标记出发", "marked as on the way"),
    VisitStep.ARRIVE: Text("标记到场", "marked as on site"),
    VisitStep.FINISH: Text("完成", "finished"),
    VisitStep.MISS: Text("标记未成行", "marked as missed"),
    VisitStep.CANCEL: Text("取消", "cancelled"),
    VisitStep.REVERT: Text("退回上一步", "taken back a step"),
    VisitStep.CHANGE: Text("修改", "changed"),
}


@dataclass(frozen=True, slots=True)
class Transition:
    """Where a step leads from each state that it may be taken from."""

    targets: Mapping[VisitState, VisitState]


def _from(*sources: VisitState, to: VisitState) -> Transition:
    return Transition(dict.fromkeys(sources, to))


_PROPOSED, _BOOKED, _ON_THE_WAY, _ON_SITE, _DONE, _MISSED, _CANCELLED = VisitState

TRANSITIONS: Mapping[VisitStep, Transition] = {
    VisitStep.BOOK: _from(_PROPOSED, to=_BOOKED),
    VisitStep.MOVE: _from(_BOOKED, to=_BOOKED),
    VisitStep.UNASSIGN: _from(_BOOKED, to=_PROPOSED),
    VisitStep.SET_OUT: _from(_BOOKED, to=_ON_THE_WAY),
    # Somebody near by arrives without having said that they set out.
    VisitStep.ARRIVE: _from(_BOOKED, _ON_THE_WAY, to=_ON_SITE),
    VisitStep.FINISH: _from(_ON_SITE, to=_DONE),
    VisitStep.MISS: _from(_BOOKED, _ON_THE_WAY, _ON_SITE, to=_MISSED),
    VisitStep.CANCEL: _from(_PROPOSED, _BOOKED, _ON_THE_WAY, to=_CANCELLED),
    # An arrival is not taken back: the clock of the case has counted it (D-7).
    VisitStep.REVERT: Transition({_ON_THE_WAY: _BOOKED, _DONE: _ON_SITE, _MISSED: _BOOKED}),
    VisitStep.CHANGE: Transition({_PROPOSED: _PROPOSED, _BOOKED: _BOOKED}),
}


def may_take(step: VisitStep, state: VisitState) -> bool:
    """Tell whether a step may be taken from a state."""
    return state in TRANSITIONS[step].targets


def target_of(step: VisitStep, state: VisitState) -> VisitState:
    """Return the state that a step leads to; Refused, naming what stands against it, else."""
    found = TRANSITIONS[step].targets.get(state)
    if found is None:
        verb, name = VERBS[step], STATE_NAMES[state]
        text = Text(
            f"不能{verb.zh}：上门服务状态为“{name.zh}”。",
            f"This visit cannot be {verb.en}: it is “{name.en.lower()}”.",
        )
        raise Refused(does_not_apply("SC-4", text, state=state.value))
    return found
