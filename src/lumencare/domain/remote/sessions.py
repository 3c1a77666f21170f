"""States of a remote session and what can happen in it: the one table of its steps."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from lumencare.domain.problems import Refused
from lumencare.domain.text import Text, does_not_apply


class SessionState(StrEnum):
    """Where a session stands; a dropped one may be resumed."""

    RUNNING = "running"
    DROPPED = "dropped"
    ENDED = "ended"


STATE_NAMES: Mapping[SessionState, Text] = {
    SessionState.RUNNING: Text("连接中", "Connected"),
    SessionState.DROPPED: Text("已断开", "Dropped"),
    SessionState.ENDED: Text("已结束", "Ended"),
}


class EndedBy(StrEnum):
    """What ended a session."""

    ENGINEER = "engineer"
    REVOKED = "revoked"
    WITHDRAWN = "withdrawn"
    OVER = "over"


ENDED_NAMES: Mapping[EndedBy, Text] = {
    EndedBy.ENGINEER: Text("工程师结束", "Ended by the engineer"),
    EndedBy.REVOKED: Text("协议撤回，连接已停止", "Stopped: the agreement was revoked"),
    EndedBy.WITHDRAWN: Text("客户撤回同意，连接已停止", "Stopped: the customer withdrew consent"),
    EndedBy.OVER: Text("有效期或时段已过，连接已停止", "Stopped: the agreed time is over"),
}


class SessionEventKind(StrEnum):
    """One thing that happened in a session."""

    STARTED = "started"
    DROPPED = "dropped"
    RESUMED = "resumed"
    NOTE = "note"
    FILE = "file"
    STOPPED = "stopped"
    ENDED = "ended"
    REPORTED = "reported"


EVENT_NAMES: Mapping[SessionEventKind, Text] = {
    SessionEventKind.STARTED: Text("开始连接", "Connected"),
    SessionEventKind.DROPPED: Text("连接断开", "Dropped"),
    SessionEventKind.RESUMED: Text("恢复连接", "Connected again"),
    SessionEventKind.NOTE: Text("操作记录", "Noted"),
    SessionEventKind.FILE: Text("带走文件", "Took a file"),
    SessionEventKind.STOPPED: Text("连接被停止", "Stopped"),
    SessionEventKind.ENDED: Text("结束连接", "Ended"),
    SessionEventKind.REPORTED: Text("补记所做工作", "Wrote down what was done"),
}


class SessionStep(StrEnum):
    """Something that is done to a session."""

    DROP = "drop"
    RESUME = "resume"
    NOTE = "note"
    END = "end"
    STOP = "stop"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class Transition:
    """From which states a step may be taken, where it leads, and what it is in the log."""

    sources: frozenset[SessionState]
    target: SessionState
    event: SessionEventKind


_RUNNING, _DROPPED, _ENDED = (frozenset({each}) for each in SessionState)
TRANSITIONS: Mapping[SessionStep, Transition] = {
    SessionStep.DROP: Transition(_RUNNING, SessionState.DROPPED, SessionEventKind.DROPPED),
    SessionStep.RESUME: Transition(_DROPPED, SessionState.RUNNING, SessionEventKind.RESUMED),
    SessionStep.NOTE: Transition(_RUNNING, SessionState.RUNNING, SessionEventKind.NOTE),
    SessionStep.END: Transition(_RUNNING | _DROPPED, SessionState.ENDED, SessionEventKind.ENDED),
    SessionStep.STOP: Transition(_RUNNING | _DROPPED, SessionState.ENDED, SessionEventKind.STOPPED),
    # What was done before somebody stopped it is still owed to the log.
    SessionStep.REPORT: Transition(_ENDED, SessionState.ENDED, SessionEventKind.REPORTED),
}
VERBS: Mapping[SessionStep, Text] = {
    SessionStep.DROP: Text("标记断开", "marked as dropped"),
    SessionStep.RESUME: Text("恢复", "resumed"),
    SessionStep.NOTE: Text("记录操作", "noted in"),
    SessionStep.END: Text("结束", "ended"),
    SessionStep.STOP: Text("停止", "stopped"),
    SessionStep.REPORT: Text("补记", "reported on"),
}


def require_step(step: SessionStep, state: SessionState) -> Transition:
    """Return a step of the table; Refused (RS-2) where the state stands against it."""
    found = TRANSITIONS[step]
    if state in found.sources:
        return found
    verb, name = VERBS[step], STATE_NAMES[state]
    text = Text(
        f"不能{verb.zh}：远程会话的状态为“{name.zh}”。",
        f"This session cannot be {verb.en}: its state is “{name.en.lower()}”.",
    )
    raise Refused(does_not_apply("RS-2", text, state=state.value))
