"""Which step leads a contract from which state to which: the one table of transitions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lumencare.domain.problems import Refused
from lumencare.domain.text import Text, does_not_apply


class ContractState(StrEnum):
    """Where a contract stands."""

    DRAFT = "draft"
    SIGNED = "signed"
    ACTIVE = "active"
    SUSPENDED = "suspended"
    LAPSED = "lapsed"
    ENDED = "ended"
    CANCELLED = "cancelled"


class ContractStep(StrEnum):
    """Something that happens to a contract; the trail names it by the same word."""

    SIGN = "sign"
    ACTIVATE = "activate"
    SUSPEND = "suspend"
    RESUME = "resume"
    LAPSE = "lapse"
    END = "end"
    CANCEL = "cancel"
    AMEND = "amend"


@dataclass(frozen=True, slots=True)
class Transition:
    """From which states a step may be taken, and the state it leads to; None: none other."""

    sources: frozenset[ContractState]
    target: ContractState | None


def _from(*sources: ContractState, to: ContractState | None) -> Transition:
    return Transition(frozenset(sources), to)


_RUNNING = (ContractState.ACTIVE, ContractState.SUSPENDED)
OPEN = frozenset({ContractState.DRAFT, ContractState.SIGNED, *_RUNNING})

TRANSITIONS: Mapping[ContractStep, Transition] = {
    ContractStep.SIGN: _from(ContractState.DRAFT, to=ContractState.SIGNED),
    ContractStep.ACTIVATE: _from(ContractState.SIGNED, to=ContractState.ACTIVE),
    ContractStep.SUSPEND: _from(ContractState.ACTIVE, to=ContractState.SUSPENDED),
    ContractStep.RESUME: _from(ContractState.SUSPENDED, to=ContractState.ACTIVE),
    ContractStep.LAPSE: _from(*_RUNNING, to=ContractState.LAPSED),
    ContractStep.END: _from(*_RUNNING, to=ContractState.ENDED),
    ContractStep.CANCEL: _from(*sorted(OPEN), to=ContractState.CANCELLED),
    ContractStep.AMEND: _from(*_RUNNING, to=None),
}

STATE_NAMES: Mapping[ContractState, Text] = {
    ContractState.DRAFT: Text("待签署", "To be signed"),
    ContractState.SIGNED: Text("已签署，待生效", "Signed, not yet in force"),
    ContractState.ACTIVE: Text("生效中", "In force"),
    ContractState.SUSPENDED: Text("已中止", "Suspended"),
    ContractState.LAPSED: Text("已断保", "Lapsed"),
    ContractState.ENDED: Text("已到期", "Ended"),
    ContractState.CANCELLED: Text("已取消", "Cancelled"),
}

VERBS: Mapping[ContractStep, Text] = {
    ContractStep.SIGN: Text("登记签署", "signed"),
    ContractStep.ACTIVATE: Text("生效", "put into force"),
    ContractStep.SUSPEND: Text("中止", "suspended"),
    ContractStep.RESUME: Text("恢复", "resumed"),
    ContractStep.LAPSE: Text("断保", "marked as lapsed"),
    ContractStep.END: Text("到期", "ended"),
    ContractStep.CANCEL: Text("取消", "cancelled"),
    ContractStep.AMEND: Text("变更", "amended"),
}


def may_take(step: ContractStep, state: ContractState) -> bool:
    """Tell whether a step may be taken from a state."""
    return state in TRANSITIONS[step].sources


def gives_service(state: ContractState, ends_on: date | None, on: date) -> bool:
    """Tell whether a contract serves on a day: in force, or cancelled from a later day."""
    if state is ContractState.CANCELLED:
        return ends_on is not None and on < ends_on
    return state is ContractState.ACTIVE


def require_step(step: ContractStep, state: ContractState) -> None:
    """Raise Refused (D-17), naming the state that stands against it, where a step may not be."""
    if may_take(step, state):
        return
    verb, name = VERBS[step], STATE_NAMES[state]
    text = Text(
        f"不能{verb.zh}：合同状态为“{name.zh}”。",
        f"This contract cannot be {verb.en}: it is “{name.en.lower()}”.",
    )
    raise Refused(does_not_apply("D-17", text, state=state))
