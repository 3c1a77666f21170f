"""Why a slot is offered, in sentences that can be said on the phone."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from lumencare.domain.dispatch.openings import Part
from lumencare.domain.dispatch.travel import Travel
from lumencare.domain.text import Reason, Text, applies, does_not_apply

HOUR = 60
DAY = 24 * HOUR


def say_minutes(minutes: int) -> Text:
    """Say a time as people do: 55 minutes, 1 h 20, 3 days."""
    if minutes < HOUR:
        return Text(f"{minutes} 分", f"{minutes} min")
    if minutes < DAY:
        hours, rest = divmod(minutes, HOUR)
        tail = Text(f" {rest} 分", f" {rest} min") if rest else Text("", "")
        return Text(f"{hours} 小时{tail.zh}", f"{hours} h{tail.en}")
    days = minutes // DAY
    return Text(f"{days} 天", f"{days} {'day' if days == 1 else 'days'}")


def say_early(early: int) -> Text:
    """Say how far before or after its promise a visit begins."""
    said = say_minutes(abs(early))
    if early < 0:
        return Text(f"晚 {said.zh}", f"{said.en} late")
    return Text(f"早 {said.zh}", f"{said.en} early")


def explain(
    start: datetime,
    early: int | None,
    travel: Travel | None,
    part: Part,
    *,
    until: datetime | None,
) -> tuple[Reason, ...]:
    """Return why a slot is as it is, the most decisive reason first."""
    return (
        *_promise(start, early),
        *(() if travel is None else (applies("D-19", _whole(travel.by), minutes=travel.minutes),)),
        *_hours(part),
        *(() if until is None else (does_not_apply("SC-4", _short(until)),)),
    )


def _promise(start: datetime, early: int | None) -> Iterator[Reason]:
    if early is None:
        return
    when, said = f"{start:%H:%M}", say_early(early)
    text = Text(f"{when} 到，{said.zh}。", f"There at {when}, {said.en}.")
    yield (applies if early >= 0 else does_not_apply)("D-7", text, minutes=early)


def _whole(words: Text) -> Text:
    return Text(f"{words.zh}。", f"{words.en[0].upper()}{words.en[1:]}.")


def _hours(part: Part) -> Iterator[Reason]:
    if part is Part.EVENING:
        yield applies("NB-1", Text("晚间服务时段。", "In the after-hour service window."))
    elif part is Part.WEEKEND:
        yield applies("NB-1", Text("周末服务时段。", "In the weekend service window."))


def _short(until: datetime) -> Text:
    return Text(
        f"只能工作到 {until:%H:%M}，短于计划时长。",
        f"Work can go on until {until:%H:%M} only, less than planned.",
    )


def say_fit(early: Sequence[int | None], *, on_time: bool) -> Text:
    """Say in one sentence what was found."""
    if not early:
        return Text("没有可行的空档。", "No slot was found.")
    count = len(early)
    if on_time:
        return Text(
            f"有 {count} 个可行的空档。", "1 slot fits." if count == 1 else f"{count} slots fit."
        )
    late = "、".join(say_minutes(-each).zh for each in early if each is not None)
    late_en = ", ".join(say_minutes(-each).en for each in early if each is not None)
    return Text(
        f"没有人能按时到。最接近的 {count} 个空档分别晚 {late}。",
        f"No slot meets the deadline. The least bad are late by {late_en}.",
    )


def say_unable(name: str, lacks: Sequence[Text]) -> Text:
    """Say what somebody lacks for a visit."""
    return Text(
        f"{name} 没有所需技能：{'、'.join(each.zh for each in lacks)}。",
        f"{name} lacks a skill: {', '.join(each.en for each in lacks)}.",
    )
