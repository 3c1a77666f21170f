"""May this engineer connect to this system now? Yes or no, with every reason (RS-2, D-24)."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime

from lumencare.domain.problems import Refused
from lumencare.domain.remote.access import (
    MODE_NAMES,
    AccessMode,
    Server,
    missing_checks,
    modes_for,
    suits,
)
from lumencare.domain.remote.parties import Parties, refusal_of_party
from lumencare.domain.remote.states import STATE_NAMES, AgreementState, last_day_of, standing_of
from lumencare.domain.shanghai import in_shanghai
from lumencare.domain.text import Reason, Text, applies, does_not_apply


@dataclass(frozen=True, slots=True, kw_only=True)
class AgreementFacts:
    """What the gate looks at of an agreement; `engineers` empty: whoever does remote service."""

    number: str
    state: AgreementState
    system: int
    mode: AccessMode
    signer: str
    organization: int
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    engineers: frozenset[int] = frozenset()
    ended_at: datetime | None = None
    ended_by: str = ""


@dataclass(frozen=True, slots=True)
class Consent:
    """From when until when the customer lets somebody connect; half-open."""

    starts_at: datetime
    ends_at: datetime

    def __contains__(self, moment: datetime) -> bool:
        return self.starts_at <= moment < self.ends_at


@dataclass(frozen=True, slots=True, kw_only=True)
class ConnectFacts:
    """Who wants to connect to what, in which way, and all that speaks for or against it now.

    `checks` None: nobody asks for them yet, as the question is only whether one may. `labour`:
    whether a plan carries the work; else `charge_agreed` names who of the customer agreed to pay.
    """

    now: datetime
    system: int
    system_name: str
    server: Server
    mode: AccessMode
    engineer: int
    engineer_name: str
    parties: Parties
    agreement: AgreementFacts | None = None
    consent: Consent | None = None
    labour: bool = True
    charge_agreed: str = ""
    checks: frozenset[str] | None = None


@dataclass(frozen=True, slots=True)
class Connect:
    """Whether one may connect, why, and what can be done about it."""

    may: bool
    because: tuple[Reason, ...]
    # Another signature would open the gate: the link can be sent.
    wants_signature: bool = False
    # Nobody may connect: somebody can go there instead.
    offers_visit: bool = field(default=False)


def may_connect(facts: ConnectFacts) -> Connect:
    """Return whether one may connect now; each reason against it first, most decisive first."""
    against = [reason for look in _LOOKS for reason in look(facts)]
    if against:
        unsigned = any(each.facts.get("signature") for each in against)
        return Connect(
            may=False, because=tuple(against), wants_signature=unsigned, offers_visit=unsigned
        )
    return Connect(may=True, because=(_why_yes(facts),))


def require_connect(facts: ConnectFacts) -> Connect:
    """Return the answer where one may connect; else Refused with the most decisive reason."""
    answer = may_connect(facts)
    if not answer.may:
        raise Refused(answer.because[0])
    return answer


def _unsigned(facts: ConnectFacts) -> Iterator[Reason]:
    agreement = facts.agreement
    if agreement is None:
        text = Text(
            f"{facts.system_name}没有已签署的《远程服务安全验证协议》，不能连接。",
            f"No Remote Session Security Verification Contract is signed for {facts.system_name}: "
            "nobody may connect.",
        )
        yield does_not_apply("RS-2", text, signature=True)
        return
    standing = standing_of(agreement.state, agreement.valid_until, facts.now)
    if standing is AgreementState.SIGNED:
        return
    say = _SAY.get(standing, _say_waiting)
    yield does_not_apply(
        "RS-2" if say is _say_waiting else "D-24",
        say(agreement, standing),
        signature=True,
        agreement=agreement.number,
        state=standing.value,
    )


def _say_waiting(agreement: AgreementFacts, standing: AgreementState) -> Text:
    name = STATE_NAMES[standing]
    return Text(
        f"协议 {agreement.number} 尚未签署（{name.zh}），签署人：{agreement.signer}。",
        f"Agreement {agreement.number} is not signed yet ({name.en.lower()}); "
        f"{agreement.signer} signs it.",
    )


def _say_expired(agreement: AgreementFacts, _standing: AgreementState) -> Text:
    last = last_day_of(agreement.valid_until) if agreement.valid_until else ""
    return Text(
        f"协议 {agreement.number} 已于 {last} 到期，须重新签署。",
        f"Agreement {agreement.number} ended on {last}; it has to be signed anew.",
    )


def _say_over(agreement: AgreementFacts, standing: AgreementState) -> Text:
    name = STATE_NAMES[standing]
    when = f"{in_shanghai(agreement.ended_at):%Y-%m-%d %H:%M}" if agreement.ended_at else ""
    return Text(
        f"协议 {agreement.number} {name.zh}（{when} {agreement.ended_by}），不能再连接。",
        f"Agreement {agreement.number} is {name.en.lower()} ({when} {agreement.ended_by}): "
        "nobody may connect any more.",
    )


_SAY: dict[AgreementState, Callable[[AgreementFacts, AgreementState], Text]] = {
    AgreementState.EXPIRED: _say_expired,
    AgreementState.REVOKED: _say_over,
    AgreementState.SUPERSEDED: _say_over,
}


def _wrong_system(facts: ConnectFacts) -> Iterator[Reason]:
    agreement = facts.agreement
    if agreement is not None and agreement.system != facts.system:
        text = Text(
            f"协议 {agreement.number} 是为另一系统签署的，不适用于{facts.system_name}。",
            f"Agreement {agreement.number} was signed for another system, not for "
            f"{facts.system_name}.",
        )
        yield does_not_apply("RS-2", text, signature=True, agreement=agreement.number)


def _wrong_party(facts: ConnectFacts) -> Iterator[Reason]:
    agreement = facts.agreement
    if agreement is None:
        return
    refusal = refusal_of_party(agreement.organization, facts.parties)
    if refusal is not None:
        text = Text(
            f"协议 {agreement.number} 的签署方已不是系统的最终用户或合作伙伴。{refusal.text.zh}",
            f"Who signed agreement {agreement.number} is no longer the system's end user or "
            f"partner. {refusal.text.en}",
        )
        yield does_not_apply("RS-2", text, signature=True, agreement=agreement.number)


def _wrong_mode(facts: ConnectFacts) -> Iterator[Reason]:
    agreement = facts.agreement
    if not suits(facts.mode, facts.server):
        fits = modes_for(facts.server)
        text = Text(
            f"此系统应以“{'、'.join(MODE_NAMES[each].zh for each in fits)}”接入。",
            f"This system is reached by: {', '.join(MODE_NAMES[each].en for each in fits)}.",
        )
        yield does_not_apply("RS-1", text, mode=facts.mode.value)
    if agreement is not None and agreement.mode is not facts.mode:
        signed, asked = MODE_NAMES[agreement.mode], MODE_NAMES[facts.mode]
        text = Text(
            f"协议 {agreement.number} 只同意“{signed.zh}”，没有同意“{asked.zh}”。",
            f"Agreement {agreement.number} allows “{signed.en}” only, not “{asked.en}”.",
        )
        yield does_not_apply("D-24", text, signature=True, agreement=agreement.number)


def _not_named(facts: ConnectFacts) -> Iterator[Reason]:
    agreement = facts.agreement
    if agreement is None or not agreement.engineers or facts.engineer in agreement.engineers:
        return
    text = Text(
        f"{facts.engineer_name}不在协议 {agreement.number} 列明的人员中。",
        f"{facts.engineer_name} is not among the people named in agreement {agreement.number}.",
    )
    yield does_not_apply("RS-2", text, agreement=agreement.number, engineer=facts.engineer)


def _no_consent(facts: ConnectFacts) -> Iterator[Reason]:
    agreement, consent = facts.agreement, facts.consent
    if agreement is None or agreement.state is not AgreementState.SIGNED:
        return
    if consent is None:
        text = Text(
            "客户已撤回同意，须由客户重新给出可连接的时段。",
            "The customer withdrew consent; they have to give a new time to connect.",
        )
        yield does_not_apply("D-24", text, agreement=agreement.number)
    elif facts.now not in consent:
        starts, ends = (
            f"{in_shanghai(each):%Y-%m-%d %H:%M}" for each in (consent.starts_at, consent.ends_at)
        )
        text = Text(
            f"客户同意的时段是 {starts} 至 {ends}，现在不在其中。",
            f"The customer agreed to the time from {starts} to {ends}; it is not now.",
        )
        yield does_not_apply("D-24", text, agreement=agreement.number)


def _unpaid(facts: ConnectFacts) -> Iterator[Reason]:
    if facts.labour or facts.charge_agreed:
        return
    text = Text(
        "此系统的计划不含这项人工，远程服务须先告知价格并得到客户同意。",
        "No plan of this system carries the labour: tell the customer the price and get their "
        "word first.",
    )
    yield does_not_apply("SC-4", text, charge=True)


def _unchecked(facts: ConnectFacts) -> Iterator[Reason]:
    if facts.checks is None:
        return
    missing = missing_checks(facts.mode, facts.checks)
    if missing:
        text = Text(
            f"连接前还要确认：{'；'.join(each.text.zh for each in missing)}。",
            f"Before connecting, make sure: {'; '.join(each.text.en for each in missing)}.",
        )
        yield does_not_apply("RS-1", text, checks=[each.code for each in missing])


_LOOKS: tuple[Callable[[ConnectFacts], Iterator[Reason]], ...] = (
    _unsigned,
    _wrong_system,
    _wrong_party,
    _wrong_mode,
    _not_named,
    _no_consent,
    _unpaid,
    _unchecked,
)


def _why_yes(facts: ConnectFacts) -> Reason:
    agreement = facts.agreement
    if agreement is None or agreement.valid_until is None:
        raise ValueError("nobody connects without an agreement")
    last = last_day_of(agreement.valid_until)
    text = Text(
        f"可以连接：协议 {agreement.number} 由{agreement.signer}签署，有效至 {last}，"
        f"方式为“{MODE_NAMES[facts.mode].zh}”。",
        f"You may connect: agreement {agreement.number}, signed by {agreement.signer}, holds "
        f"until {last} for “{MODE_NAMES[facts.mode].en}”.",
    )
    return applies("RS-2", text, agreement=agreement.number)
