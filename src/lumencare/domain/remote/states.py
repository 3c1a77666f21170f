"""How far a remote agreement has come, whether it holds at an instant, which step leads where."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from enum import StrEnum

from lumencare.domain.period import DAY, months_from
from lumencare.domain.problems import Refused
from lumencare.domain.shanghai import at, in_shanghai
from lumencare.domain.text import Text, does_not_apply


class AgreementState(StrEnum):
    """What a row says; whether it holds at an instant is said by `standing_of`."""

    DRAFTED = "drafted"
    SENT = "sent"
    SIGNED = "signed"
    EXPIRED = "expired"
    REVOKED = "revoked"
    SUPERSEDED = "superseded"


STATE_NAMES: Mapping[AgreementState, Text] = {
    AgreementState.DRAFTED: Text("起草中", "Drafted"),
    AgreementState.SENT: Text("待签署", "Waiting for the signature"),
    AgreementState.SIGNED: Text("有效", "In force"),
    AgreementState.EXPIRED: Text("已到期", "Expired"),
    AgreementState.REVOKED: Text("已撤回", "Revoked"),
    AgreementState.SUPERSEDED: Text("已由新协议取代", "Superseded"),
}


class AgreementStep(StrEnum):
    """Something that is done to an agreement; the trail names it by the same word."""

    SEND = "send"
    SIGN = "sign"
    EXPIRE = "expire"
    REVOKE = "revoke"
    SUPERSEDE = "supersede"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class Transition:
    """From which states a step may be taken, and where it leads."""

    sources: frozenset[AgreementState]
    target: AgreementState


_OPEN = frozenset({AgreementState.DRAFTED, AgreementState.SENT})
TRANSITIONS: Mapping[AgreementStep, Transition] = {
    AgreementStep.CONSENT: Transition(frozenset({AgreementState.SIGNED}), AgreementState.SIGNED),
    # One that was sent may be sent again: another link, the same paper.
    AgreementStep.SEND: Transition(_OPEN, AgreementState.SENT),
    AgreementStep.SIGN: Transition(frozenset({AgreementState.SENT}), AgreementState.SIGNED),
    AgreementStep.EXPIRE: Transition(frozenset({AgreementState.SIGNED}), AgreementState.EXPIRED),
    AgreementStep.REVOKE: Transition(_OPEN | {AgreementState.SIGNED}, AgreementState.REVOKED),
    AgreementStep.SUPERSEDE: Transition(_OPEN | {AgreementState.SIGNED}, AgreementState.SUPERSEDED),
}
VERBS: Mapping[AgreementStep, Text] = {
    AgreementStep.CONSENT: Text("更改可连接的时段", "given another time to connect"),
    AgreementStep.SEND: Text("发送", "sent"),
    AgreementStep.SIGN: Text("签署", "signed"),
    AgreementStep.EXPIRE: Text("标记到期", "marked as expired"),
    AgreementStep.REVOKE: Text("撤回", "revoked"),
    AgreementStep.SUPERSEDE: Text("取代", "superseded"),
}


def require_step(step: AgreementStep, state: AgreementState) -> AgreementState:
    """Return where a step leads; Refused (D-24) where the state stands against it."""
    found = TRANSITIONS[step]
    if state in found.sources:
        return found.target
    verb, name = VERBS[step], STATE_NAMES[state]
    text = Text(
        f"不能{verb.zh}：协议的状态为“{name.zh}”。",
        f"This agreement cannot be {verb.en}: its state is “{name.en.lower()}”.",
    )
    raise Refused(does_not_apply("D-24", text, state=state.value))


def standing_of(
    state: AgreementState, valid_until: datetime | None, now: datetime
) -> AgreementState:
    """Return what an agreement is at an instant: signed and over is expired, whatever its row says.

    A job writes it down some time later; nothing may rest on that.
    """
    over = valid_until is not None and now >= valid_until
    return AgreementState.EXPIRED if state is AgreementState.SIGNED and over else state


def end_of_validity(signed_at: datetime, months: int) -> datetime:
    """Return the instant at which an agreement ends: so many months from its signature (D-24)."""
    return at(months_from(in_shanghai(signed_at).date(), months).end, time())


def last_day_of(valid_until: datetime) -> date:
    """Return the last day on which an agreement holds, for showing."""
    return in_shanghai(valid_until).date() - DAY
