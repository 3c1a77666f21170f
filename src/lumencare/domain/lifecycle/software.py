"""Whether a system's software is behind: versions, client systems, functions (SY-1, X-9)."""

from collections.abc import Iterable, Iterator

from lumencare.domain.lifecycle.facts import SoftwareVersion, newest_software, version_order
from lumencare.domain.lifecycle.judging import Finding, Grade, LifeFacts
from lumencare.domain.lifecycle.kinds import LeadReasonKind
from lumencare.domain.reading import plain
from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Reason, Text, applies, does_not_apply

FEW = 2


def judge_software(facts: LifeFacts) -> Iterator[Finding | Reason]:
    """Yield how far the software is behind and what it cannot do; and what is not known of it."""
    newest = newest_software(facts.versions, facts.on)
    if newest is None:
        if facts.kind is not None:
            yield does_not_apply("X-9", NO_VERSIONS, system=facts.kind.code)
        return
    if not facts.installed:
        yield does_not_apply("X-9", NOT_SEEN, newest=newest.number)
        return
    yield from _judge_version(facts, newest)
    held = _held(facts)
    yield from _judge_clients(facts, held)
    yield from _judge_functions(facts, held, newest)


def versions_behind(facts: LifeFacts) -> int:
    """Return how many versions came out after the installed one."""
    if not facts.installed:
        return 0
    here = version_order(facts.installed)
    out = (e for e in facts.versions if e.released_on is None or e.released_on <= facts.on)
    return sum(version_order(each.number) > here for each in out)


def _held(facts: LifeFacts) -> SoftwareVersion | None:
    here = version_order(facts.installed)
    return next((e for e in facts.versions if version_order(e.number) == here), None)


def _judge_version(facts: LifeFacts, newest: SoftwareVersion) -> Iterator[Finding | Reason]:
    behind, held = versions_behind(facts), _held(facts)
    if held is None:
        yield does_not_apply("X-9", _not_listed(facts.installed), installed=facts.installed)
    elif held.support_ends_on is not None and held.support_ends_on < facts.on:
        reason = applies("X-9", _unsupported(held), ended_on=held.support_ends_on)
        yield Finding(LeadReasonKind.SOFTWARE, Grade.URGENT, reason)
    if behind:
        text = Text(
            f"软件为 {facts.installed}，最新为 {newest.number}，落后 {behind} 个版本。",
            f"Its software is {facts.installed}, the newest is {newest.number}: "
            f"{behind} {'version' if behind == 1 else 'versions'} behind.",
        )
        grade = Grade.DUE if behind >= FEW else Grade.WATCH
        reason = applies("X-9", text, installed=facts.installed, behind=behind)
        yield Finding(LeadReasonKind.SOFTWARE, grade, reason)


def _judge_clients(facts: LifeFacts, held: SoftwareVersion | None) -> Iterator[Finding | Reason]:
    """Yield the client systems that the installed version does not run on."""
    if not facts.clients or held is None:
        return
    if not held.clients:
        yield does_not_apply("X-9", _clients_unknown(held), version=held.number)
        return
    for client in _lacking(facts.clients, held.clients):
        way = _first_with(facts, client, "clients")
        reason = applies("X-9", _no_client(held, client, way), client=client, needs=way)
        yield Finding(LeadReasonKind.CLIENTS, Grade.URGENT, reason)


def _judge_functions(
    facts: LifeFacts, held: SoftwareVersion | None, newest: SoftwareVersion
) -> Iterator[Finding]:
    """Yield the functions that people ask for and do not have, then what is new since."""
    if held is None:
        return
    wanted = _lacking(facts.wanted, held.functions)
    for each in wanted:
        way = _first_with(facts, each, "functions")
        reason = applies("X-9", _no_function(each, way), function=each, needs=way)
        yield Finding(LeadReasonKind.FUNCTIONS, Grade.DUE, reason)
    new = [each for each in _lacking(newest.functions, held.functions) if each not in wanted]
    if new and newest is not held:
        reason = applies("X-9", _new_functions(newest, new), functions=new)
        yield Finding(LeadReasonKind.FUNCTIONS, Grade.WATCH, reason)


def _lacking(wanted: Iterable[str], there: Iterable[str]) -> list[str]:
    known = {_key(each) for each in there}
    return [each for each in wanted if _key(each) not in known]


def _key(name: str) -> str:
    return "".join(plain(name).casefold().split())


def _first_with(facts: LifeFacts, name: str, field: str) -> str:
    """Return the oldest version that was out and has a thing, empty where none has."""
    out = (e for e in facts.versions if e.released_on is None or e.released_on <= facts.on)
    having = [e for e in out if _key(name) in {_key(each) for each in getattr(e, field)}]
    return min(having, key=lambda each: version_order(each.number)).number if having else ""


def _not_listed(installed: str) -> Text:
    return Text(
        f"系统目录中没有软件版本 {installed}，其支持情况未知。",
        f"The catalogue does not list version {installed}: what it supports is not known.",
    )


def _unsupported(held: SoftwareVersion) -> Text:
    day = held.support_ends_on
    return Text(
        f"软件版本 {held.number} 的支持已于 {day} 结束。",
        f"Support of version {held.number} ended on {say_english_day(day) if day else ''}.",
    )


def _clients_unknown(held: SoftwareVersion) -> Text:
    return Text(
        f"软件版本 {held.number} 支持哪些客户端操作系统未知。",
        f"Which client systems version {held.number} supports is not known.",
    )


def _no_client(held: SoftwareVersion, client: str, way: str) -> Text:
    so_zh, so_en = _so(way)
    return Text(
        f"软件版本 {held.number} 不支持客户端操作系统 {client}{so_zh}。",
        f"Version {held.number} does not support the client system {client}{so_en}.",
    )


def _no_function(function: str, way: str) -> Text:
    so_zh, so_en = _so(way)
    return Text(
        f"客户需要“{function}”，现有软件没有{so_zh}。",
        f"The customer asks for “{function}”, which its software does not have{so_en}.",
    )


def _so(way: str) -> tuple[str, str]:
    if not way:
        return "，须升级系统", ": that takes a system upgrade"
    return f"，须升级到 {way}", f": that takes version {way}"


def _new_functions(newest: SoftwareVersion, new: list[str]) -> Text:
    return Text(
        f"{newest.number} 起有而现有软件没有：{'、'.join(new)}。",
        f"What {newest.number} has and its software has not: {', '.join(new)}.",
    )


NO_VERSIONS = Text("系统目录没有其软件版本。", "The catalogue lists no versions of its software.")
NOT_SEEN = Text(
    "现场软件版本未登记，是否落后未知。",
    "The version of its software is not recorded: whether it is behind is not known.",
)
