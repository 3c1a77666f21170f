"""Decisions and events of a clock as the page of a case shows them, in words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from lumencare.desk.frame import Frame
from lumencare.desk.queries.facts import DecisionFacts, EventFacts
from lumencare.desk.queries.page import CasePage
from lumencare.domain.desk.causes import CAUSE_NAMES
from lumencare.domain.text import Text
from lumencare.web.desk.words import COMMITMENTS

EVENTS = {
    "reported": Text("报修", "Reported"),
    "pinned": Text("确定响应承诺", "The promise was pinned"),
    "windows": Text("约定非工作时段", "Hours outside business hours were agreed"),
    "paused": Text("暂停计时", "Paused"),
    "resumed": Text("恢复计时", "Runs again"),
    "started": Text("开始处理", "Work started"),
    "stopped": Text("计时结束", "The clock stopped"),
    "reopened": Text("重新打开", "Opened again"),
    "calendar": Text("节假日安排变更", "The calendar changed"),
}
HOWS = {
    "on-site": Text("现场", "on site"),
    "remote": Text("远程", "remotely"),
    "phone": Text("电话", "by phone"),
    "withdrawn": Text("客户撤回", "the customer withdrew it"),
}
WINDOWS = {"after-hour": Text("晚间", "evenings"), "weekend": Text("周末", "weekends")}
UNDOABLE = {"paused", "resumed", "started"}


FACT_NAMES = {
    "project_year": Text("项目年度", "project year"),
    "plan": Text("计划", "plan"),
    "by": Text("来源", "from"),
    "percent": Text("减免 %", "percent off"),
    "last_day": Text("至", "until"),
    "charge": Text("收费", "charge"),
    "response": Text("响应", "response"),
}
SOURCES = {
    "initial-warranty": Text("原质保", "initial warranty"),
    "standard": COMMITMENTS["standard"],
    "none": Text("无", "none"),
}


@dataclass(frozen=True, slots=True)
class ShownReason:
    """A reason of a decision: as it was kept, and the facts that it used in words."""

    kept: dict[str, Any]
    facts: tuple[tuple[Text, Text], ...]


def shown_reasons(page: CasePage, frame: Frame) -> list[ShownReason]:
    """Return the reasons of the decision that holds, most decisive first."""
    decision = page.case.decision
    if decision is None:
        return []
    plans = frame.edition(decision.edition).plans
    names = {**SOURCES, **{each.code.value: each.short_name for each in plans}}
    return [
        ShownReason(
            each,
            tuple(
                (FACT_NAMES[name], names.get(str(value)) or Text(str(value), str(value)))
                for name, value in each.get("facts", {}).items()
                if name in FACT_NAMES
            ),
        )
        for each in decision.because
    ]


@dataclass(frozen=True, slots=True)
class ShownDecision:
    """A decision with its place in the chain: `holds` until another follows it."""

    decision: DecisionFacts
    part: str
    cause: Text
    holds: bool
    followed: int | None


@dataclass(frozen=True, slots=True)
class ShownEvent:
    """An event of the clock in words, with what it did to the due time."""

    event: EventFacts
    name: Text
    detail: Text
    late_entry: bool
    moved_to: datetime | None
    may_undo: bool


def shown_decisions(page: CasePage) -> list[ShownDecision]:
    """Return the decisions, newest first, each with the one that follows it."""
    after = {each.follows: each.pk for each in page.decisions if each.follows is not None}
    parts = {each.pk: each.part_number for each in page.case.parts}
    return [
        ShownDecision(
            each,
            parts.get(each.line or 0, "—") if each.line else "",
            CAUSE_NAMES[each.cause],
            holds=each.pk not in after,
            followed=after.get(each.pk),
        )
        for each in page.decisions
    ]


def shown_events(page: CasePage) -> list[ShownEvent]:
    """Return the events of the clock in the order in which they happened."""
    return [
        ShownEvent(
            each,
            EVENTS[each.kind],
            _detail(each),
            late_entry=(each.entered_at - each.at).total_seconds() > 60,
            moved_to=each.due_after if each.due_after != each.due_before else None,
            may_undo=each.kind in UNDOABLE and each.undoes is None and not each.undone,
        )
        for each in page.case.events
    ]


def _detail(event: EventFacts) -> Text:
    """Say what an event holds besides its time: how, which promise, which hours."""
    data = event.data
    if "how" in data:
        return HOWS.get(str(data["how"]), Text("", ""))
    if "commitment" in data:
        return COMMITMENTS.get(str(data["commitment"]), Text("没有承诺", "nothing is promised"))
    if "windows" in data:
        found = [WINDOWS[each] for each in data["windows"] if each in WINDOWS]
        return Text("、".join(x.zh for x in found), ", ".join(x.en for x in found))
    return Text("", "")
