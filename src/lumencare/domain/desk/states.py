"""States of a case, and which step leads from which to which: the one table of transitions."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lumencare.domain.problems import Refused
from lumencare.domain.text import Text, does_not_apply


class CaseState(StrEnum):
    """How far a case has come; `waiting` is for the customer, and the clock stands."""

    OPEN = "open"
    WAITING = "waiting"
    RESOLVED = "resolved"
    CLOSED = "closed"
    MERGED = "merged"


class CaseStep(StrEnum):
    """Something that is done to a case; the trail names it by the same word."""

    CHANGE = "change"
    PAUSE = "pause"
    RESUME = "resume"
    START = "start-work"
    RESOLVE = "resolve"
    REOPEN = "reopen"
    CLOSE = "close"
    MERGE = "merge"


@dataclass(frozen=True, slots=True)
class Transition:
    """From which states a step may be taken, and where it leads; None: it stays."""

    sources: frozenset[CaseState]
    target: CaseState | None


LIVE = frozenset({CaseState.OPEN, CaseState.WAITING})

TRANSITIONS: Mapping[CaseStep, Transition] = {
    CaseStep.CHANGE: Transition(LIVE, None),
    CaseStep.PAUSE: Transition(frozenset({CaseState.OPEN}), CaseState.WAITING),
    CaseStep.RESUME: Transition(frozenset({CaseState.WAITING}), CaseState.OPEN),
    CaseStep.START: Transition(LIVE, CaseState.OPEN),
    CaseStep.RESOLVE: Transition(LIVE, CaseState.RESOLVED),
    CaseStep.REOPEN: Transition(frozenset({CaseState.RESOLVED}), CaseState.OPEN),
    CaseStep.CLOSE: Transition(frozenset({CaseState.RESOLVED}), CaseState.CLOSED),
    CaseStep.MERGE: Transition(LIVE, CaseState.MERGED),
}

STATE_NAMES: Mapping[CaseState, Text] = {
    CaseState.OPEN: Text("处理中", "Open"),
    CaseState.WAITING: Text("等待客户", "Waiting for the customer"),
    CaseState.RESOLVED: Text("已解决", "Resolved"),
    CaseState.CLOSED: Text("已关闭", "Closed"),
    CaseState.MERGED: Text("已合并", "Merged"),
}

VERBS: Mapping[CaseStep, Text] = {
    CaseStep.CHANGE: Text("修改", "changed"),
    CaseStep.PAUSE: Text("暂停计时", "paused"),
    CaseStep.RESUME: Text("恢复计时", "resumed"),
    CaseStep.START: Text("登记开始处理", "marked as started"),
    CaseStep.RESOLVE: Text("标记为已解决", "resolved"),
    CaseStep.REOPEN: Text("重新打开", "opened again"),
    CaseStep.CLOSE: Text("关闭", "closed"),
    CaseStep.MERGE: Text("合并", "merged"),
}


def may_take(step: CaseStep, state: CaseState) -> bool:
    """Tell whether a step may be taken from a state."""
    return state in TRANSITIONS[step].sources


def require_step(step: CaseStep, state: CaseState) -> None:
    """Raise Refused (D-7), naming the state that stands against it, where a step may not be."""
    if may_take(step, state):
        return
    verb, name = VERBS[step], STATE_NAMES[state]
    text = Text(
        f"不能{verb.zh}：服务请求的状态为“{name.zh}”。",
        f"This case cannot be {verb.en}: it is “{name.en.lower()}”.",
    )
    raise Refused(does_not_apply("D-7", text, state=state))
