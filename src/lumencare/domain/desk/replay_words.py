"""What a replayed clock says of a stretch of time, in sentences that can be said aloud (D-7)."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from lumencare.domain.clock import Pause
from lumencare.domain.commitment_reasons import say_duration
from lumencare.domain.edition_rows import ResponseOption
from lumencare.domain.shanghai import say_moment
from lumencare.domain.text import Text
from lumencare.domain.workcalendar import CalendarDay


class SegmentKind(StrEnum):
    """What is true of a stretch of time.

    `report-day`: hours of the day for which a report counts, which is not counted; `waiting`: the
    promised hours are over and the next opening is awaited; `met`: work has started; `stopped`:
    the customer withdrew.
    """

    COUNTED = "counted"
    REPORT_DAY = "report-day"
    NIGHT = "night"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    PAUSED = "paused"
    WAITING = "waiting"
    LATE = "late"
    MET = "met"
    STOPPED = "stopped"
    UNPROMISED = "unpromised"


@dataclass(frozen=True, slots=True)
class Told:
    """What is true of a stretch, with the pause or the row of the calendar that makes it so.

    `by_day`: time counts in business hours only.
    """

    kind: SegmentKind
    pause: Pause | None = None
    row: CalendarDay | None = None
    by_day: bool = False


def tell_segment(told: Told, promise: ResponseOption | None) -> tuple[str, Text]:
    """Return the rule that makes a stretch what it is, and the sentence that says so."""
    return _TELLERS[told.kind](told, promise)


Teller = Callable[[Told, ResponseOption | None], tuple[str, Text]]


def _counted(told: Told, _: ResponseOption | None) -> tuple[str, Text]:
    if told.row is not None:
        name = told.row.name
        return "D-8", Text(
            f"因{name.zh}调休上班，是工作日，8:00 至 18:00 计时。",
            f"Make-up workday for the {name.en} holiday: a business day, 8:00 to 18:00 counts.",
        )
    if told.by_day:
        return "D-7", Text("工作日 8:00 至 18:00，计时。", "Business day, 8:00 to 18:00: counted.")
    return "D-7", Text(
        "自报修起连续计时，昼夜均计。", "Hours from the report: counted by day and by night."
    )


def _report_day(_: Told, __: ResponseOption | None) -> tuple[str, Text]:
    return "D-7", Text(
        "报修计入的当天不计时，从其后的工作日起计。",
        "The day for which the report counts is not counted itself; the business days after it "
        "are.",
    )


def _night(_: Told, __: ResponseOption | None) -> tuple[str, Text]:
    return "D-7", Text(
        "工作日 8:00 至 18:00 以外，不计时。",
        "Outside 8:00 to 18:00 of a business day: not counted.",
    )


def _weekend(_: Told, __: ResponseOption | None) -> tuple[str, Text]:
    return "D-8", Text("周末，不计时。", "Weekend: not counted.")


def _holiday(told: Told, _: ResponseOption | None) -> tuple[str, Text]:
    name = told.row.name if told.row else Text("法定", "public")
    return "D-8", Text(f"{name.zh}假期，不计时。", f"{name.en} holiday: not counted.")


def _paused(told: Told, _: ResponseOption | None) -> tuple[str, Text]:
    reason = told.pause.reason if told.pause else ""
    return "D-7", Text(
        f"等待客户（{reason}），计时暂停。", f"Waiting for the customer ({reason}): paused."
    )


def _waiting(told: Told, promise: ResponseOption | None) -> tuple[str, Text]:
    hours = promise.hours if promise else None
    if told.row is not None:
        name = told.row.name
        return "D-8", Text(
            f"{hours} 小时已满，时值{name.zh}假期，等待下一个服务时段开始。",
            f"The {hours} hours are over; {name.en} holiday, so the next opening is awaited.",
        )
    return "D-7", Text(
        f"{hours} 小时已满，不在服务时段内，等待下一个服务时段开始。",
        f"The {hours} hours are over outside service hours; the next opening is awaited.",
    )


def _late(told: Told, _: ResponseOption | None) -> tuple[str, Text]:
    if told.pause is not None:
        reason = told.pause.reason
        return "D-7", Text(
            f"已超过时限；其后开始的暂停（{reason}）不改变时限。",
            f"Overdue; the pause that began afterwards ({reason}) changes nothing.",
        )
    return "D-7", Text("已超过时限，尚未开始处理。", "Overdue: work had not started.")


def _met(_: Told, __: ResponseOption | None) -> tuple[str, Text]:
    return "D-7", Text("已开始处理，计时结束。", "Work has started: the clock is over.")


def _stopped(_: Told, __: ResponseOption | None) -> tuple[str, Text]:
    return "D-7", Text(
        "服务请求未开始处理即已结束，计时停止。",
        "The case ended before work started: the clock has stopped.",
    )


def _unpromised(_: Told, __: ResponseOption | None) -> tuple[str, Text]:
    return "D-7", Text("没有承诺响应时限。", "No response time is promised.")


_TELLERS: Mapping[SegmentKind, Teller] = {
    SegmentKind.COUNTED: _counted,
    SegmentKind.REPORT_DAY: _report_day,
    SegmentKind.NIGHT: _night,
    SegmentKind.WEEKEND: _weekend,
    SegmentKind.HOLIDAY: _holiday,
    SegmentKind.PAUSED: _paused,
    SegmentKind.WAITING: _waiting,
    SegmentKind.LATE: _late,
    SegmentKind.MET: _met,
    SegmentKind.STOPPED: _stopped,
    SegmentKind.UNPROMISED: _unpromised,
}


def tell_margin(margin: timedelta, due_at: datetime, *, is_in_time: bool) -> Text:
    """Say how early or how late a start would have been."""
    due, by = say_moment(due_at), say_duration(margin)
    if is_in_time:
        return Text(
            f"来得及：比时限{due.zh}早 {by.zh}。",
            f"In time: {by.en} before the due time, {due.en}.",
        )
    return Text(
        f"来不及：比时限{due.zh}晚 {by.zh}。", f"Too late: {by.en} after the due time, {due.en}."
    )
