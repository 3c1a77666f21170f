"""Whether a system is old: its status, the days that were told, its age, its parts (SY-1, G-4)."""

from collections.abc import Iterator
from datetime import date

from lumencare.domain.lifecycle.facts import CatalogueSystem
from lumencare.domain.lifecycle.judging import Finding, GoingPart, Grade, LifeFacts
from lumencare.domain.lifecycle.kinds import CONFIDENCES, STATUSES, LeadReasonKind, SystemStatus
from lumencare.domain.shanghai import say_english_day
from lumencare.domain.stock.kinds import PartState
from lumencare.domain.text import Reason, Text, applies, does_not_apply

# How long before a told day it is worth speaking of it: a proposal, a budget and a site take that.
SOON_DAYS = 730
MOST_NAMED = 3

STATUS_GRADES = {
    SystemStatus.CURRENT: Grade.FINE,
    SystemStatus.SUPPORTED_LEGACY: Grade.WATCH,
    SystemStatus.OLDER: Grade.WATCH,
    SystemStatus.SALES_ENDED: Grade.DUE,
    SystemStatus.DISCONTINUED: Grade.URGENT,
    SystemStatus.OBSOLETE: Grade.URGENT,
}


def judge_age(facts: LifeFacts) -> Iterator[Finding | Reason]:
    """Yield what makes a system old, and what is not known of it."""
    yield from _judge_years(facts)
    if facts.kind is None:
        yield _say_unknown_type(facts.system_type)
        return
    yield from _judge_status(facts.kind)
    yield from _judge_days(facts.kind, facts.on)


def judge_parts(facts: LifeFacts) -> Iterator[Finding | Reason]:
    """Yield which of its parts are gone, and which can be ordered a last time."""
    gone = [each for each in facts.going if each.state is PartState.OBSOLETE]
    going = [each for each in facts.going if each.state is PartState.LAST_TIME_BUY]
    if gone:
        bare = [each for each in gone if not each.successor]
        grade = Grade.URGENT if bare else Grade.DUE
        yield Finding(LeadReasonKind.PARTS, grade, _say_gone(gone, len(bare)))
    if going:
        yield Finding(LeadReasonKind.PARTS, Grade.WATCH, _say_going(going))


def _judge_years(facts: LifeFacts) -> Iterator[Finding]:
    if facts.project_year <= facts.horizon_years:
        return
    text = Text(
        f"已是第 {facts.project_year} 项目年度：除系统保障计划外，没有计划能再保障它。",
        f"It is in project year {facts.project_year}: no plan but System Care can serve it.",
    )
    reason = applies("G-4", text, project_year=facts.project_year)
    yield Finding(LeadReasonKind.OLD, Grade.DUE, reason)


def _judge_status(kind: CatalogueSystem) -> Iterator[Finding]:
    grade = STATUS_GRADES[kind.status]
    if grade is Grade.FINE:
        return
    status, sure = STATUSES[kind.status], CONFIDENCES[kind.confidence]
    text = Text(
        f"系统目录：{kind.name.zh} — {status.zh}（来源可信度：{sure.zh}）。",
        f"Catalogue of systems: {kind.name.en} — {status.en.lower()} "
        f"(confidence of the source: {sure.en.lower()}).",
    )
    facts = {"system": kind.code, "status": kind.status.value, "confidence": kind.confidence.value}
    yield Finding(LeadReasonKind.OLD, grade, applies("SY-1", text, **facts))


def _judge_days(kind: CatalogueSystem, on: date) -> Iterator[Finding | Reason]:
    for day, what, ended in (
        (kind.support_ends_on, SUPPORT, Grade.URGENT),
        (kind.spares_end_on, SPARES, Grade.URGENT),
        (kind.sales_end_on, SALES, Grade.DUE),
    ):
        if day is None:
            continue
        if day < on:
            yield Finding(LeadReasonKind.OLD, ended, _say_ended(what, day))
        elif (day - on).days <= SOON_DAYS:
            yield Finding(LeadReasonKind.OLD, Grade.WATCH, _say_ending(what, day, on))
    if kind.status is not SystemStatus.CURRENT and kind.support_ends_on is None:
        yield does_not_apply("SY-1", SUPPORT_UNKNOWN, system=kind.code)


def _say_ended(what: Text, day: date) -> Reason:
    text = Text(f"{what.zh}已于 {day} 结束。", f"{what.en} ended on {say_english_day(day)}.")
    return applies("SY-1", text, ended_on=day)


def _say_ending(what: Text, day: date, on: date) -> Reason:
    left = (day - on).days
    text = Text(
        f"{what.zh}将于 {day} 结束（还有 {left} 天）。",
        f"{what.en} ends on {say_english_day(day)}, in {left} days.",
    )
    return applies("SY-1", text, ends_on=day, days_left=left)


def _say_gone(parts: list[GoingPart], bare: int) -> Reason:
    named, count = _named(parts), len(parts)
    pieces = sum(each.quantity for each in parts)
    text = Text(
        f"硬件清单上有 {count} 种部件已停产，共 {pieces:f} 件（{named}）；"
        f"其中 {bare} 种没有可订的替代型号。",
        f"Obsolete parts on its hardware list: {count}, {pieces:f} pieces ({named}); "
        f"without a successor that can be ordered: {bare}.",
    )
    return applies("SY-1", text, parts=[each.number for each in parts], without_successor=bare)


def _say_going(parts: list[GoingPart]) -> Reason:
    days = [each.last_order_on for each in parts if each.last_order_on is not None]
    first = min(days, default=None)
    until_zh = f"，最早的最后订货日 {first}" if first else ""
    until_en = f", the first of them until {say_english_day(first)}" if first else ""
    text = Text(
        f"硬件清单上有 {len(parts)} 种部件只能最后采购（{_named(parts)}）{until_zh}。",
        f"Parts that can be ordered a last time: {len(parts)} ({_named(parts)}){until_en}.",
    )
    return applies("SC-7", text, parts=[each.number for each in parts])


def _named(parts: list[GoingPart]) -> str:
    more = " …" if len(parts) > MOST_NAMED else ""
    return ", ".join(each.number for each in parts[:MOST_NAMED]) + more


def _say_unknown_type(system_type: str) -> Reason:
    text = Text(
        f"系统目录中没有“{system_type}”，状态未知。",
        f"The catalogue of systems has no “{system_type}”: its status is not known.",
    )
    return does_not_apply("SY-1", text, system_type=system_type)


SUPPORT = Text("厂商支持", "The maker's support")
SPARES = Text("备件供应", "The supply of spare parts")
SALES = Text("销售", "Its sale")
SUPPORT_UNKNOWN = Text("支持结束日未知。", "The day on which support ends is not known.")
