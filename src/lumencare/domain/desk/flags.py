"""What somebody has to look at in a case, and what is advised when a customer writes again."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import StrEnum

from lumencare.domain.desk.states import CaseState
from lumencare.domain.text import Text

# Decision 0029: until then a resolved case can be opened again.
REOPENED_WITHIN = timedelta(days=30)


class CaseFlag(StrEnum):
    """Why a case asks for somebody's eyes; a newer reason takes the place of an older one."""

    REPLIED = "replied"
    BOUNCED = "bounced"
    FLOOD = "flood"


FLAG_NAMES: Mapping[CaseFlag, Text] = {
    CaseFlag.REPLIED: Text("客户已回复", "The customer wrote"),
    CaseFlag.BOUNCED: Text("邮件被退回", "A mail came back"),
    CaseFlag.FLOOD: Text("来信过多", "Too many mails"),
}


class Advice(StrEnum):
    """What a message of the customer suggests; nothing of it happens by itself."""

    ANSWER = "answer"
    RESUME = "resume"
    REOPEN = "reopen"
    NEW_CASE = "new-case"


ADVICE_NAMES: Mapping[Advice, Text] = {
    Advice.ANSWER: Text("客户已回复，请答复。", "The customer wrote; answer."),
    Advice.RESUME: Text(
        "客户已回复。若等待的内容已到，请恢复计时。",
        "The customer wrote. If what was waited for is there, let the clock run again.",
    ),
    Advice.REOPEN: Text(
        "客户在解决后又来信。若问题仍在，请重新打开。",
        "The customer wrote after it was resolved. If the problem is still there, open it again.",
    ),
    Advice.NEW_CASE: Text(
        "此服务请求已结束。若是新问题，请将此消息拆分为新的服务请求。",
        "This case is over. If it is a new problem, make a case of its own of the message.",
    ),
}


def advise(state: CaseState, resolved_at: datetime | None, now: datetime) -> Advice:
    """Say what a customer's message suggests for a case in a state."""
    if state is CaseState.RESOLVED and resolved_at is not None:
        in_time = now - resolved_at <= REOPENED_WITHIN
        return Advice.REOPEN if in_time else Advice.NEW_CASE
    return BY_STATE.get(state, Advice.ANSWER)


BY_STATE = {CaseState.WAITING: Advice.RESUME, CaseState.CLOSED: Advice.NEW_CASE}
