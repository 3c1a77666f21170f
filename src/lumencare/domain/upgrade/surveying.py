"""Surveys of old systems: free or priced, how many man-days, and what is found (SY-2)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from lumencare.domain.counting import MAN_DAYS
from lumencare.domain.money import ZERO, Money
from lumencare.domain.place import Verdict
from lumencare.domain.problems import Refused
from lumencare.domain.shanghai import say_english_day
from lumencare.domain.text import Reason, Text, applies, does_not_apply


class SurveyState(StrEnum):
    """Where a survey stands; where its visits stand is told by the visits."""

    UNDECIDED = "undecided"
    OFFERED = "offered"
    AGREED = "agreed"
    DONE = "done"
    CANCELLED = "cancelled"


SURVEY_STATE_NAMES: Mapping[SurveyState, Text] = {
    SurveyState.UNDECIDED: Text("待确认是否免费", "To be confirmed"),
    SurveyState.OFFERED: Text("待客户同意价格", "Price to be agreed"),
    SurveyState.AGREED: Text("已安排上门", "Visit ordered"),
    SurveyState.DONE: Text("已完成", "Done"),
    SurveyState.CANCELLED: Text("已取消", "Cancelled"),
}
SURVEYS_OPEN = frozenset({SurveyState.UNDECIDED, SurveyState.OFFERED, SurveyState.AGREED})


class SurveyStep(StrEnum):
    """Something that is done to a survey; the trail names it by the same word."""

    DECIDE = "decide"
    AGREE = "agree"
    SEND_AGAIN = "send-again"
    RECORD = "record"
    FINISH = "finish"
    CANCEL = "cancel"


_UNDECIDED, _OFFERED, _AGREED, _DONE, _CANCELLED = SurveyState
SURVEY_STEPS: Mapping[SurveyStep, frozenset[SurveyState]] = {
    SurveyStep.DECIDE: frozenset({_UNDECIDED, _OFFERED}),
    SurveyStep.AGREE: frozenset({_OFFERED}),
    SurveyStep.SEND_AGAIN: frozenset({_AGREED}),
    SurveyStep.RECORD: frozenset({_AGREED}),
    SurveyStep.FINISH: frozenset({_AGREED}),
    SurveyStep.CANCEL: SURVEYS_OPEN,
}
SURVEY_VERBS: Mapping[SurveyStep, Text] = {
    SurveyStep.DECIDE: Text("决定是否免费", "decided about"),
    SurveyStep.AGREE: Text("登记价格同意", "agreed to"),
    SurveyStep.SEND_AGAIN: Text("再次安排上门", "sent out again"),
    SurveyStep.RECORD: Text("登记发现", "added to"),
    SurveyStep.FINISH: Text("完成", "finished"),
    SurveyStep.CANCEL: Text("取消", "cancelled"),
}


def require_survey_step(step: SurveyStep, state: str) -> None:
    """Raise Refused, naming where the survey stands, where a step may not be taken."""
    if state in SURVEY_STEPS[step]:
        return
    verb, name = SURVEY_VERBS[step], SURVEY_STATE_NAMES[SurveyState(state)]
    text = Text(
        f"不能{verb.zh}：勘察状态为“{name.zh}”。",
        f"This survey cannot be {verb.en}: it is “{name.en.lower()}”.",
    )
    raise Refused(does_not_apply("SY-2", text, state=state))


class Condition(StrEnum):
    """The condition in which a component was found."""

    GOOD = "good"
    WORN = "worn"
    FAULTY = "faulty"
    MISSING = "missing"
    NOT_SEEN = "not-seen"


CONDITION_NAMES: Mapping[Condition, Text] = {
    Condition.GOOD: Text("良好", "Good"),
    Condition.WORN: Text("老化", "Worn"),
    Condition.FAULTY: Text("故障", "Faulty"),
    Condition.MISSING: Text("缺失", "Missing"),
    Condition.NOT_SEEN: Text("未能查看", "Not seen"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyEffort:
    """How many man-days a survey takes, by the amount of the hardware list; assumed."""

    man_days: int
    rule: str
    assumed: bool
    at_least: Money = ZERO
    below: Money | None = None
    line: int = 0

    def holds_for(self, bom: Money) -> bool:
        """Tell whether a system of this amount takes this row."""
        return self.at_least <= bom and (self.below is None or bom < self.below)


@dataclass(frozen=True, slots=True, kw_only=True)
class SurveyQuestion:
    """What the price of a survey follows from.

    `free_before` is the day of an earlier free survey of the system, `decided` what staff decided
    where the place alone does not settle it (None: nobody has), with `decided_why`.
    """

    bom: Money
    man_day: Money
    place: Verdict
    place_because: tuple[Reason, ...]
    free_before: date | None = None
    decided: bool | None = None
    decided_why: str = ""


@dataclass(frozen=True, slots=True)
class SurveyOffer:
    """What a survey takes and costs; `verdict` confirm: staff have to decide whether it is free."""

    verdict: Verdict
    man_days: int
    free_man_days: int
    net: Money
    because: tuple[Reason, ...]


def offer_survey(efforts: tuple[SurveyEffort, ...], question: SurveyQuestion) -> SurveyOffer:
    """Return whether a survey is free, and what it costs otherwise; VAT excluded.

    Free is the visit itself, one man-day; what a great project takes beyond is priced.
    """
    effort = next(each for each in efforts if each.holds_for(question.bom))
    verdict, because = _judge(question)
    free = 1 if verdict is Verdict.YES else 0
    net = question.man_day * (effort.man_days - free)
    return SurveyOffer(
        verdict=verdict,
        man_days=effort.man_days,
        free_man_days=free,
        net=net,
        because=(*because, *_say_price(question, effort, free, net)),
    )


def _judge(question: SurveyQuestion) -> tuple[Verdict, tuple[Reason, ...]]:
    if question.decided is not None:
        verdict = Verdict.YES if question.decided else Verdict.NO
        return verdict, (_decided(question), *question.place_because)
    if question.free_before is not None:
        return Verdict.NO, (_had_before(question.free_before), *question.place_because)
    return question.place, question.place_because


def _decided(question: SurveyQuestion) -> Reason:
    if question.decided:
        text = Text(
            f"工作人员决定免费勘察：{question.decided_why}",
            f"Staff decided that the survey is free: {question.decided_why}",
        )
        return applies("SY-2", text, decided=True)
    text = Text(
        f"工作人员决定按人天收费：{question.decided_why}",
        f"Staff decided that the survey is priced: {question.decided_why}",
    )
    return does_not_apply("SY-2", text, decided=False)


def _had_before(day: date) -> Reason:
    text = Text(
        f"该系统已于 {day} 免费勘察过一次；再次勘察按人天收费。",
        f"This system had its free survey on {say_english_day(day)}; another one is priced.",
    )
    return does_not_apply("SY-2", text, free_before=day)


def _say_price(
    question: SurveyQuestion, effort: SurveyEffort, free: int, net: Money
) -> Iterator[Reason]:
    days, each = effort.man_days, question.man_day.grouped
    taken = MAN_DAYS.count(days)
    if not net:
        text = Text(
            f"勘察 {taken.zh}（按项目规模假定），不收费。",
            f"The survey takes {taken.en}, assumed by project scale, and costs nothing.",
        )
        yield applies(effort.rule, text, man_days=days, assumed=effort.assumed)
        return
    free_zh, free_en = ("，其中 1 人天免费", ", one of them free") if free else ("", "")
    text = Text(
        f"勘察 {taken.zh}（按项目规模假定）{free_zh}，每人天 {each} 元，"
        f"共 {net.grouped} 元，不含税；"
        "非工作时间另加 NB-1 价格。",
        f"The survey takes {taken.en}, assumed by project scale{free_en}, at {each} RMB "
        f"each: {net.grouped} RMB, VAT excluded; outside business hours NB-1 adds to it.",
    )
    yield applies("D-12", text, man_days=days, net=net, assumed=effort.assumed)
