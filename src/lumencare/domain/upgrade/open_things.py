"""What is still open at a system when its upgrade is handed over, and what may become of it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from lumencare.domain.problems import Problem
from lumencare.domain.text import Text


class ThingKind(StrEnum):
    """What may be open at a system."""

    CLAIM = "claim"
    CASE = "case"
    VISIT = "visit"
    AGREEMENT = "agreement"
    CONTRACT = "contract"


THING_NAMES: Mapping[ThingKind, Text] = {
    ThingKind.CLAIM: Text("更换件申请", "Claim"),
    ThingKind.CASE: Text("服务请求", "Case"),
    ThingKind.VISIT: Text("上门服务", "Visit"),
    ThingKind.AGREEMENT: Text("远程协议", "Remote agreement"),
    ThingKind.CONTRACT: Text("合同", "Contract"),
}


class Decision(StrEnum):
    """What becomes of it: it goes on as it is, or it ends with a reason."""

    CARRY = "carry"
    END = "end"


DECISION_NAMES: Mapping[Decision, Text] = {
    Decision.CARRY: Text("继续办理", "Goes on"),
    Decision.END: Text("结束", "Ends"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenThing:
    """One thing that is open; where `may_end`, somebody decides, else it is told and goes on."""

    kind: ThingKind
    number: str
    what: Text
    told: Text
    may_end: bool

    @property
    def key(self) -> str:
        """The name under which it is decided about."""
        return f"{self.kind.value}:{self.number}"


def check_decisions(
    things: Iterable[OpenThing], decided: Mapping[str, str], why: str
) -> list[Problem]:
    """Return what is wrong: nothing that can end is left open by silence, nothing ends unsaid."""
    return list(_wrong(list(things), decided, why))


def _wrong(things: list[OpenThing], decided: Mapping[str, str], why: str) -> Iterator[Problem]:
    allowed = {each.key: set(Decision) if each.may_end else {Decision.CARRY} for each in things}
    for key, choices in allowed.items():
        said = decided.get(key, "" if len(choices) > 1 else Decision.CARRY.value)
        if said not in choices:
            yield Problem(key, said, DECIDE if len(choices) > 1 else GOES_ON)
    for key in decided:
        if key not in allowed:
            yield Problem(key, decided[key], NOT_OPEN)
    if any(each == Decision.END for each in decided.values()) and not why.strip():
        yield Problem("why", "", SAY_WHY)


DECIDE = Text("请选择继续办理或结束。", "Choose whether it goes on or ends.")
GOES_ON = Text("此项只能继续办理。", "This can only go on.")
NOT_OPEN = Text("此项已不再待办，请重新载入。", "This is not open any more; load the page again.")
SAY_WHY = Text("结束任何一项都须说明原因。", "Whatever ends needs a reason.")
