"""What pages of the desk say: due times in words, where a clock stands, the sentence to say."""

from datetime import datetime

from lumencare.desk.queries.facts import CaseFacts
from lumencare.desk.queries.queue import ClockFacts, QueueRow
from lumencare.desk.queries.tabs import Group
from lumencare.domain.desk.clock import ClockState
from lumencare.domain.shanghai import WEEKDAYS_EN, WEEKDAYS_ZH, in_shanghai
from lumencare.domain.text import Text

COMMITMENTS = {
    "standard": Text("10 个工作日", "10 business days"),
    "24h": Text("24 小时", "24 hours"),
    "48h": Text("48 小时", "48 hours"),
    "72h": Text("72 小时", "72 hours"),
}
UNKNOWN = Text(
    "尚不知道是哪一个系统，保障待确认。请转技术支持，先不要承诺。",
    "It is not known which system this is: the cover is open. Ask technical support before you "
    "promise anything.",
)
NO_PROMISE = Text("没有承诺响应时限，尽快处理", "no response time is promised, as soon as possible")
CHANNELS = {
    "hotline": Text("电话", "by phone"),
    "email": Text("邮件", "by e-mail"),
    "api": Text("接口", "by a program"),
    "portal": Text("客户页面", "on the customer's page"),
    "field": Text("现场", "on site"),
}


def say_when(moment: datetime, now: datetime) -> Text:
    """Say a moment as one does on the phone: today, tomorrow, else the weekday and the date."""
    local, today = in_shanghai(moment), in_shanghai(now).date()
    clock, days = f"{local:%H:%M}", (local.date() - today).days
    near = {
        -1: Text(f"昨天 {clock}", f"{clock} yesterday"),
        0: Text(f"今天 {clock}", f"{clock} today"),
        1: Text(f"明天 {clock}", f"{clock} tomorrow"),
    }
    if days in near:
        return near[days]
    weekday = local.weekday()
    year = f"{local.year}-" if local.year != today.year else ""
    day = f"{year}{local:%m-%d}"
    return Text(f"{WEEKDAYS_ZH[weekday]} {day} {clock}", f"{clock} on {WEEKDAYS_EN[weekday]} {day}")


def say_due(clock: ClockFacts, now: datetime) -> Text:
    """Say by when somebody is there, or why there is no such moment."""
    if clock.state == ClockState.RUNNING and clock.due_at is not None:
        when = say_when(clock.due_at, now)
        if clock.late:
            return Text(f"应于{when.zh}前到场，已超时", f"was due by {when.en} and is overdue")
        return Text(f"{when.zh} 前到场", f"an engineer is there by {when.en}")
    if clock.state == ClockState.PAUSED:
        return Text("等您那边的消息，计时已暂停", "the clock stands while we wait for you")
    if clock.state == ClockState.MET:
        in_time = clock.met_in_time
        return Text(
            "已按时开始处理" if in_time else "已开始处理，超过了时限",
            "work started in time" if in_time else "work started after the deadline",
        )
    if clock.state == ClockState.STOPPED:
        return Text("计时已结束", "the clock has ended")
    return NO_PROMISE


def say_answer(case: CaseFacts, clock: ClockFacts, now: datetime) -> Text:
    """Return the sentence to say aloud: the decision as it was kept, and by when."""
    if case.decision is None:
        return UNKNOWN
    cover, due = case.decision.sentence, say_due(clock, now)
    return Text(
        f"{cover.zh.rstrip('。')}，{due.zh}。",
        f"{cover.en.rstrip('.')}; {due.en}.",
    )


def say_cover_short(row: QueueRow) -> Text:
    """Say who pays in a few words, for a row."""
    if row.parts_percent is None:
        return Text("保障待确认", "cover unknown")
    parts = (
        Text("零件自付", "parts paid")
        if row.parts_percent == 0
        else Text(f"零件 {row.parts_percent}%", f"parts {row.parts_percent}%")
    )
    labour = Text("人工", "labour") if row.labour_covered else Text("人工自付", "labour paid")
    return Text(f"{parts.zh} · {labour.zh}", f"{parts.en} · {labour.en}")


LOOKS = {Group.OVERDUE: "bad", Group.TODAY: "warn", Group.PAUSED: "hold"}


def look_of_clock(row: QueueRow) -> str:
    """Return how a clock looks: colour only where something changed."""
    if row.clock.state == ClockState.PAUSED:
        return "hold"
    return "late" if row.clock.late else "soon" if row.clock.soon else ""


def countdown(due: datetime, now: datetime) -> str:
    """Return what is left as hours, minutes and seconds; below zero with its sign."""
    seconds = round((due - now).total_seconds())
    hours, rest = divmod(abs(seconds), 3600)
    sign = "−" if seconds < 0 else ""
    return f"{sign}{hours:02}:{rest // 60:02}:{rest % 60:02}"
