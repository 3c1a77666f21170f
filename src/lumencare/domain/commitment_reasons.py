"""Why a due time is what it is, in sentences that can be read out (D-7, D-8, NB-1)."""

from collections.abc import Iterator
from datetime import timedelta

from lumencare.domain.calendar_reasons import explain_special_days, explain_uncertain_years
from lumencare.domain.clock import ClockRun, Pause, Standstill
from lumencare.domain.period import Span
from lumencare.domain.servicehours import ServiceHours, ServiceWindow
from lumencare.domain.shanghai import say_moment
from lumencare.domain.text import Reason, Text, applies, does_not_apply

WINDOW_NAMES = {
    ServiceWindow.AFTER_HOUR: Text(
        "工作日夜间时段（18:00 至次日 8:00）", "after-hours (18:00 to 8:00)"
    ),
    ServiceWindow.WEEKEND: Text(
        "周末时段（周六、周日 8:00 至 18:00）",
        "weekend hours (Saturday and Sunday, 8:00 to 18:00)",
    ),
}


def explain(run: ClockRun, hours: ServiceHours, span: Span) -> tuple[Reason, ...]:
    """Return every reason of a due time, the most decisive first.

    `span` holds the days whose place in the calendar the answer depends on.
    """
    return (
        *_standing(run),
        _standard_count(run) if run.hours is None else _elapsed_count(run),
        *(_standstill(each) for each in run.standstills),
        *_moved(run),
        *explain_uncertain_years(hours.calendar, span),
        *(_standard_promise(run) if run.hours is None else (_option(run),)),
        *explain_special_days(hours.calendar, span),
        *(_window(run, window) for window in sorted(hours.windows)),
        *(_too_late(each) for each in run.too_late),
    )


def _standing(run: ClockRun) -> Iterator[Reason]:
    if run.standing is None:
        return
    start = say_moment(run.standing.start)
    yield applies(
        "D-7",
        Text(
            f"自{start.zh}起等待客户（{run.standing.reason}），计时停止；恢复计时后才有时限。",
            f"The clock has been paused since {start.en}, waiting for the customer"
            f" ({run.standing.reason}); there is a due time again once it runs.",
        ),
        since=run.standing.start.isoformat(),
    )


def _standard_count(run: ClockRun) -> Reason:
    reported, end = say_moment(run.reported), say_moment(run.first_end)
    counted = say_moment(run.counted_from)
    is_moved = run.counted_from != run.reported
    return applies(
        "D-7",
        Text(
            f"{reported.zh}报修"
            + (f"，不在工作日 8:00-18:00 之内，按{counted.zh}收到计算" if is_moved else "")
            + f"；当天不计，其后第 {run.business_days} 个工作日结束于{end.zh}。",
            f"Reported on {reported.en}"
            + (
                f", outside business hours, so it counts as made on {counted.en}"
                if is_moved
                else ""
            )
            + f". That day is not counted; the {run.business_days}th business day after it"
            f" ends on {end.en}.",
        ),
        reported=run.reported.isoformat(),
        counted_from=run.counted_from.isoformat(),
        business_days=run.business_days,
        end=run.first_end.isoformat(),
    )


def _standard_promise(run: ClockRun) -> tuple[Reason, Reason]:
    days = run.business_days
    promise = Text(
        f"标准响应：工程师应在 {days} 个工作日内到位，现场或远程开始工作即为完成。",
        f"Standard response: an engineer starts work, on site or remotely, within {days} business "
        "days.",
    )
    governs = Text(
        f"中英文表述不一致时以中文为准：按 {days} 个工作日计，而不是英文所说的“首个可安排的时间”。",
        f"Chinese governs where the languages differ: {days} business days, not “first "
        "available response time”.",
    )
    return applies("SC-4", promise), applies("X-1", governs)


def _elapsed_count(run: ClockRun) -> Reason:
    reported, end = say_moment(run.reported), say_moment(run.first_end)
    return applies(
        "D-7",
        Text(
            f"{reported.zh}报修，自报修起连续计时，满 {run.hours} 小时为{end.zh}。",
            f"Reported on {reported.en}; {run.hours} hours from the report, counted without a"
            f" break, end on {end.en}.",
        ),
        reported=run.reported.isoformat(),
        hours=run.hours,
        end=run.first_end.isoformat(),
    )


def _option(run: ClockRun) -> Reason:
    hours, is_moved = run.hours, run.due != run.first_end
    return applies(
        "RO-1",
        Text(
            f"{hours} 小时响应：工程师自报修起 {hours} 小时内开始工作，现场或远程均可"
            + ("；到期时刻顺延的，以顺延后的时刻为准。" if is_moved else "。"),
            f"{hours}-hour response: an engineer starts work, on site or remotely,"
            f" within {hours} hours of the report"
            + (", or by the later moment to which it moves." if is_moved else "."),
        ),
    )


def _standstill(standstill: Standstill) -> Reason:
    pause = standstill.pause
    zh, en = _say_effect(standstill)
    start, end = say_moment(pause.start), say_moment(pause.end or pause.start)
    return applies(
        "D-7",
        Text(
            f"{start.zh}至{end.zh}等待客户（{pause.reason}），计时暂停；{zh}",
            f"The clock was paused from {start.en} to {end.en}, waiting for the customer"
            f" ({pause.reason}); {en}",
        ),
        paused_from=pause.start.isoformat(),
        paused_to=pause.end.isoformat() if pause.end else None,
        added_seconds=standstill.added.total_seconds(),
        end=standstill.end.isoformat(),
    )


def _say_effect(standstill: Standstill) -> tuple[str, str]:
    end, pause = say_moment(standstill.end), standstill.pause
    if standstill.added:
        added = say_duration(standstill.added)
        return f"顺延 {added.zh}，至{end.zh}。", f"that adds {added.en}, up to {end.en}."
    if standstill.end == pause.end:
        return "暂停结束以前不到期。", "nothing falls due before it is over."
    return (
        "其间没有应计的工作时间，不顺延。",
        "none of it is business time that counts, so it adds nothing.",
    )


def say_duration(duration: timedelta) -> Text:
    """Say a length of time in hours, minutes and seconds, leaving out what is zero."""
    minutes, seconds = divmod(int(duration.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    parts = [(hours, "小时", "h"), (minutes, "分钟", "min"), (seconds, "秒", "s")]
    named = [each for each in parts if each[0]] or parts[-1:]
    return Text(
        " ".join(f"{count} {zh}" for count, zh, _ in named),
        " ".join(f"{count} {en}" for count, _, en in named),
    )


def _moved(run: ClockRun) -> Iterator[Reason]:
    if run.due is None or run.due == run.end:
        return
    end, due = say_moment(run.end), say_moment(run.due)
    yield applies(
        "D-7",
        Text(
            f"{end.zh}不在该请求可用的服务时段内，时限顺延至下一个时段开始：{due.zh}。",
            f"{end.en} lies outside the service hours of this request; the due time moves to"
            f" the next opening, {due.en}.",
        ),
        end=run.end.isoformat(),
        due=run.due.isoformat(),
    )


def _window(run: ClockRun, window: ServiceWindow) -> Reason:
    name = WINDOW_NAMES[window]
    if run.hours is None:
        return does_not_apply(
            "NB-1",
            Text(
                f"已购买的{name.zh}不改变标准响应的时限。",
                f"The {name.en} that were bought do not change the standard commitment.",
            ),
            window=window.value,
        )
    if run.window is window and run.due is not None:
        return applies(
            "NB-1",
            Text(
                f"时限落在已购买的{name.zh}内。",
                f"The due time lies in the {name.en} that were bought.",
            ),
            window=window.value,
        )
    return does_not_apply(
        "NB-1",
        Text(
            f"时限不在已购买的{name.zh}内。",
            f"The due time does not lie in the {name.en} that were bought.",
        ),
        window=window.value,
    )


def _too_late(pause: Pause) -> Reason:
    said = say_moment(pause.start)
    return does_not_apply(
        "D-7",
        Text(
            f"{said.zh}开始的暂停（{pause.reason}）晚于时限，不改变时限。",
            f"The pause from {said.en} ({pause.reason}) began after the due time"
            " and changes nothing.",
        ),
        paused_from=pause.start.isoformat(),
    )
